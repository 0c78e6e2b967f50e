import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import type { Group } from './group.ts';
import type { LiveLink } from './links.ts';

/** How a receiver finds its source afterwards. */
export interface PlannedLink {
  readonly link: LiveLink;
  /** The network on which it finds it. */
  readonly network: string;
  /** `name`: the source has this name there anyway. `alias`: it gets it as an alias. `link`: as the private name of a link on this network. */
  readonly how: 'name' | 'alias' | 'link';
  /** The names the alias stands for: one, but that a space in it made two in the hosts file. */
  readonly names: readonly string[];
}

/** A network to be made, and who is on it. */
export interface NewNetwork {
  readonly name: string;
  readonly members: ReadonlySet<string>;
  /** Why it is a network of two; null for one of the whole group. */
  readonly why: 'icc' | 'alias' | null;
  /** Whether a person named one that exists. */
  readonly exists: boolean;
}

/** The networks of a group and how each of its links is replaced. */
export interface NetworkPlan {
  readonly networks: readonly NewNetwork[];
  readonly links: readonly PlannedLink[];
}

/** What networks are made for: `taken` are names of networks that exist, `wanted` is the name a person asked for. */
export interface NetworkOptions {
  readonly facts: EngineFacts;
  readonly taken: ReadonlySet<string>;
  readonly wanted: string | null;
}

/** A network for all, where names are certain there; one for two, where an alias means different sources or strangers must stay out; a link where nothing else is exact. */
export function planNetworks(group: Group, options: NetworkOptions): NetworkPlan {
  const draft = new Draft(group, options);
  for (const link of group.links) draft.place(link);
  return draft.settled();
}

const BRIDGE = 'bridge';

/** The network being planned; it lives as long as one call. */
class Draft {
  readonly #group: Group;
  readonly #options: NetworkOptions;
  readonly #networks: NewNetwork[] = [];
  #links: readonly PlannedLink[] = [];

  constructor(group: Group, options: NetworkOptions) {
    this.#group = group;
    this.#options = options;
  }

  place(link: LiveLink): void {
    const names = link.alias.split(/\s+/).filter((name) => name !== '');
    const network = link.network ?? this.#legacyNetwork(link);
    const others = this.#others(network, link.source);
    const isName = names.every((name) => this.#names(link.source, network).has(name.toLowerCase()));
    if (names.some((name) => others.has(name.toLowerCase()))) this.#put({ link, network, how: 'link', names });
    else if (isName) this.#put({ link, network, how: 'name', names });
    else if (this.#hasRival(link)) this.#put({ link, network: this.#pair(link, 'alias'), how: 'alias', names });
    else this.#put({ link, network, how: 'alias', names });
  }

  /** A name that is still not certain for its receiver, over all its networks, becomes the private name of a link. */
  settled(): NetworkPlan {
    for (const how of ['alias', 'name'] as const) {
      for (const planned of this.#links) {
        if (planned.how !== how || this.#isCertain(planned)) continue;
        this.#links = this.#links.map((one) => (one === planned ? { ...one, how: 'link' } : one));
      }
    }
    return { networks: this.#networks, links: this.#links };
  }

  #put(planned: PlannedLink): void {
    this.#links = [...this.#links, planned];
  }

  /** The network in the place of the default bridge: with `--icc=false` one for each pair, as nobody else was let in. */
  #legacyNetwork(link: LiveLink): string {
    if (this.#options.facts.icc === false) return this.#pair(link, 'icc');
    const legacy = this.#group.links.filter(({ network }) => network === null);
    const members = new Set(legacy.flatMap(({ receiver, source }) => [receiver.id, source.id]));
    const shared = this.#networks.find(({ why }) => why === null);
    if (shared) return shared.name;
    const last = this.#group.members.findLast(({ id }) => members.has(id));
    const name = this.#free(this.#options.wanted ?? `${last?.name ?? 'links'}-net`);
    this.#networks.push({ name, members, why: null, exists: this.#options.taken.has(name) });
    return name;
  }

  #pair({ receiver, source }: LiveLink, why: 'icc' | 'alias'): string {
    const known = this.#networks.find((one) => one.why === why && one.members.has(receiver.id) && one.members.has(source.id));
    if (known) return known.name;
    const name = this.#free(`${receiver.name}-${source.name}-net`);
    this.#networks.push({ name, members: new Set([receiver.id, source.id]), why, exists: false });
    return name;
  }

  /** A network that a person asked for may exist. */
  #free(name: string): string {
    const taken = (one: string): boolean => this.#networks.some((network) => network.name === one);
    const isFree = (one: string): boolean => !taken(one) && (one === this.#options.wanted || !this.#options.taken.has(one));
    for (let count = 1; ; count += 1) {
      const tried = count === 1 ? name : `${name}-${count}`;
      if (isFree(tried)) return tried;
    }
  }

  /** Whether the same name stands for another source in the group. */
  #hasRival({ alias, source }: LiveLink): boolean {
    return this.#group.links.some((other) => other.source.id !== source.id && other.alias.toLowerCase() === alias.toLowerCase());
  }

  #isCertain({ link, names }: PlannedLink): boolean {
    const { receiver, source } = link;
    const networks = [...this.#networks.flatMap(({ name, members }) => (members.has(receiver.id) ? [name] : [])), ...this.#kept(receiver)];
    return names.every((name) => networks.every((network) => !this.#others(network, source).has(name.toLowerCase())));
  }

  /** The user-defined networks that a container stays on. */
  #kept({ networks }: ContainerDetail): readonly string[] {
    return [...networks.keys()].filter((name) => name !== BRIDGE);
  }

  /** What everyone on a network but this container answers to. */
  #others(network: string, source: ContainerDetail): ReadonlySet<string> {
    const members = this.#networks.find(({ name }) => name === network)?.members ?? new Set<string>();
    const there = this.#options.facts.details.filter(({ id, networks }) => members.has(id) || networks.has(network));
    return new Set(there.filter(({ id }) => id !== source.id).flatMap((one) => [...this.#names(one, network)]));
  }

  /** In lower case, as Docker's DNS compares names of containers and aliases. */
  #names(container: ContainerDetail, network: string): ReadonlySet<string> {
    const { id, name, hostname, networks } = container;
    const endpoint = networks.get(network);
    const planned = this.#links.filter((one) => one.how === 'alias' && one.network === network && one.link.source.id === id);
    const own = [name, ...(hostname === id.slice(0, 12) ? [] : [hostname]), ...(endpoint?.aliases ?? []), ...(endpoint?.dnsNames ?? [])];
    return new Set([...own, ...planned.flatMap(({ names }) => names)].map((one) => one.toLowerCase()));
  }
}
