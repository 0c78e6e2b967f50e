import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { composeOrigin } from '../compose/running.ts';
import { parseLinkString } from '../links/linkString.ts';
import { answeringNames } from '../verdicts/dnsNames.ts';
import type { Known } from '../verdicts/verdict.ts';
import { dnsNetworks, hostsLinesOf, resolveName, resolverOf, tasksOf, unanswerable } from './resolveName.ts';
import type { Asked, Resolution } from './resolveName.ts';

/** By what a running container finds a name. */
export type FoundBy =
  | 'hosts file'
  /** The private alias of a link in Docker's DNS. */
  | 'link alias'
  | 'network alias'
  /** The alias that Compose gives every container of a service. */
  | 'service name'
  | 'container name'
  | 'hostname'
  | 'short id'
  /** The name or alias of a Swarm's service, which leads to the one address that stands for all tasks. */
  | 'Swarm VIP'
  /** A name of a Swarm's service that leads to its tasks: `tasks.NAME`, and with `dnsrr` its own. */
  | 'Swarm tasks'
  /** A name in DNS that is found because a search domain is put behind what is asked for. */
  | 'search domain';

/** How it stands with a name: it leads to one running container, to several in turn, to a running one although another has it too but does not run, to nobody, or to an address that no container has. */
export type NameState = 'right' | 'several' | 'nobody' | 'stopped' | 'stranger';

/** A container that a name leads to, or would if it ran. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  readonly addresses: readonly string[];
  /** Keys of `Config.ExposedPorts`. */
  readonly ports: readonly string[];
  /** The word of its health check; null without one. */
  readonly health: string | null;
}

/** One name that a container can ask for. */
export interface ResolvedName {
  readonly name: string;
  readonly foundBy: FoundBy;
  /** The network in whose DNS it is; null for the hosts file. */
  readonly network: string | null;
  readonly owners: readonly Owner[];
  readonly addresses: readonly string[];
  readonly state: NameState;
  readonly known: Exclude<Known, 'unknown'>;
  /** Networks in whose DNS others answer to the name, too, which nobody hears of who asks as programs do. */
  readonly shadows: readonly string[];
  /** What other name servers are asked for before; one of them may know it, which nobody tells. */
  readonly asksFirst: readonly string[];
}

/** The names a container can ask for, or why nobody can tell them, in one sentence. */
export type SeenNames =
  { readonly kind: 'names'; readonly names: readonly ResolvedName[] } | { readonly kind: 'unknown'; readonly reason: string };

/** Every name by which a container can reach others, its own left out, with whom it leads to: lines of its hosts file, aliases of its links, and the names of those it shares a user-defined network with. */
export function namesIn(asked: Asked): SeenNames {
  const unknown = unanswerable(asked);
  if (unknown) return { kind: 'unknown', reason: unknown.reason };
  const names: ResolvedName[] = [];
  for (const candidate of candidates(asked)) {
    const found = resolveName(candidate.name, asked);
    if ('reason' in found) return { kind: 'unknown', reason: found.reason };
    names.push(resolved(candidate, found, asked));
  }
  return { kind: 'names', names };
}

interface Candidate extends Pick<ResolvedName, 'name' | 'foundBy' | 'network'> {
  /** Who has the name there, running or not. */
  readonly holders: readonly ContainerDetail[];
}

/** One a name, in the order in which the C library and Docker's DNS look: the first that has it answers. */
function candidates(asked: Asked): readonly Candidate[] {
  const plain = [...hostsNames(asked), ...linkNames(asked), ...networkNames(asked), ...swarmNames(asked)];
  const all = [...plain, ...searchNames(plain, asked)];
  const first = new Map<string, Candidate>();
  for (const candidate of all) {
    const key = candidate.foundBy === 'link alias' ? candidate.name : candidate.name.toLowerCase();
    if (!first.has(key)) first.set(key, candidate);
  }
  return [...first.values()];
}

/** Names that every hosts file has. */
const STANDARD = /^(?:localhost|ip6-.*)$/;

function hostsNames(asked: Asked): readonly Candidate[] {
  const own = new Set(ownNames(asked.receiver));
  const names = hostsLinesOf(asked)
    .flatMap((line) => line.names)
    .filter((name) => !STANDARD.test(name) && !own.has(name.toLowerCase()));
  return names.map((name) => ({ name, foundBy: 'hosts file', network: null, holders: [] }));
}

function linkNames(asked: Asked): readonly Candidate[] {
  const { receiver, facts } = asked;
  return dnsNetworks(asked).flatMap((network) =>
    (receiver.networks.get(network)?.links ?? []).flatMap((raw): readonly Candidate[] => {
      const link = parseLinkString(raw);
      if (link.kind === 'refused') return [];
      const holders = facts.details.filter((one) => one.name === link.name && one.networks.has(network));
      return [{ name: link.alias, foundBy: 'link alias', network, holders }];
    }),
  );
}

function networkNames(asked: Asked): readonly Candidate[] {
  const { receiver, facts } = asked;
  const service = servicesOf(facts);
  return dnsNetworks(asked).flatMap((network) => {
    const others = facts.details.filter((one) => one.id !== receiver.id && one.networks.has(network));
    const holders = new Map<string, { readonly name: string; readonly foundBy: FoundBy; readonly all: ContainerDetail[] }>();
    for (const other of others) {
      for (const name of answeringNames(other, network, facts.version.product)) {
        const known = holders.get(name.toLowerCase());
        if (known) known.all.push(other);
        else holders.set(name.toLowerCase(), { name, foundBy: foundByOf(name, other, service), all: [other] });
      }
    }
    return [...holders.values()].map(({ name, foundBy, all }) => ({ name, foundBy, network, holders: all }));
  });
}

/** The names of a Swarm's services on the networks of a container, those of its own service, too. */
function swarmNames(asked: Asked): readonly Candidate[] {
  const { facts } = asked;
  const networks = dnsNetworks(asked);
  return (facts.swarm ?? [])
    .filter(({ network }) => networks.includes(network))
    .map(({ name, network, kind, service }) => ({
      name,
      foundBy: kind === 'VIP' ? 'Swarm VIP' : 'Swarm tasks',
      network,
      holders: tasksOf(facts, service),
    }));
}

/** What stands before a search domain in a name of a network: asked for alone it is found, too. */
function searchNames(plain: readonly Candidate[], asked: Asked): readonly Candidate[] {
  const { search } = resolverOf(asked);
  return (search ?? []).flatMap((domain) => {
    const suffix = `.${domain.toLowerCase()}`;
    const longer = plain.filter(({ name, network }) => network !== null && name.toLowerCase().endsWith(suffix));
    return longer.map((one): Candidate => ({ ...one, name: one.name.slice(0, -suffix.length), foundBy: 'search domain' }));
  });
}

/** The services that Compose made containers of, by the containers' ids. */
export function servicesOf({ summaries }: EngineFacts): ReadonlyMap<string, string> {
  return new Map(
    summaries.flatMap(({ id, labels }) => {
      const origin = composeOrigin(labels);
      return origin ? [[id, origin.service] as const] : [];
    }),
  );
}

/** By what a container answers to a name on a network. */
export function foundByOf(name: string, { id, name: own, hostname }: ContainerDetail, services: ReadonlyMap<string, string>): FoundBy {
  if (name === own) return 'container name';
  if (name === services.get(id)) return 'service name';
  if (name === id.slice(0, 12)) return 'short id';
  return name === hostname ? 'hostname' : 'network alias';
}

function resolved(candidate: Candidate, found: Resolution, asked: Asked): ResolvedName {
  const { name, foundBy, network, holders } = candidate;
  const stopped = holders.filter(({ running }) => !running);
  const owners = [...found.containers, ...stopped].map((one) => ownerOf(one));
  return {
    name,
    foundBy,
    network,
    owners,
    addresses: found.addresses,
    state: stateOf(foundBy, found, stopped),
    known: found.known,
    asksFirst: found.asksFirst,
    shadows: shadowsOf(candidate, asked),
  };
}

/** One address stands for all tasks of a service, also for those of other nodes, of which this engine has no container. */
function stateOf(foundBy: FoundBy, { containers, strangers, addresses }: Resolution, stopped: readonly ContainerDetail[]): NameState {
  if (foundBy === 'Swarm VIP' || foundBy === 'Swarm tasks') {
    if (addresses.length === 0) return 'nobody';
    return addresses.length > 1 ? 'several' : 'right';
  }
  if (containers.length === 0) return strangers.length > 0 ? 'stranger' : stopped.length > 0 ? 'stopped' : 'nobody';
  return containers.length > 1 ? 'several' : 'right';
}

/** The networks on which somebody else has the name of a hosts line or of a link's alias. */
function shadowsOf({ name, foundBy, holders }: Candidate, asked: Asked): readonly string[] {
  if (foundBy !== 'hosts file' && foundBy !== 'link alias') return [];
  const { receiver, facts } = asked;
  return dnsNetworks(asked).filter((network) =>
    facts.details.some(
      (one) =>
        one.id !== receiver.id &&
        !holders.includes(one) &&
        answeringNames(one, network, facts.version.product).some((each) => each.toLowerCase() === name.toLowerCase()),
    ),
  );
}

function ownNames({ name, id, hostname, domainname }: ContainerDetail): readonly string[] {
  return [name, id.slice(0, 12), hostname, `${hostname}.${domainname}`].map((one) => one.toLowerCase());
}

/** A container as the owner of a name; on one network, or with all its addresses. */
export function ownerOf({ id, name, running, networks, exposedPorts, state }: ContainerDetail, network?: string): Owner {
  const endpoints = network === undefined ? [...networks.values()] : [networks.get(network)];
  const addresses = endpoints.flatMap((one) => (one ? [one.ipv4, one.ipv6] : [])).filter((address) => address !== '');
  return { id, name, running, addresses, ports: exposedPorts, health: state.health?.status ?? null };
}
