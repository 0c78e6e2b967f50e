import { groupBy } from '../../base/groupBy.ts';
import { memoized } from '../../base/memo.ts';
import { serviceOf } from '../compose/projectView.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { ProjectLink, ProjectService } from '../compose/project/project.ts';
import type { DependencyForm, Plan, PlannedAlias, PlannedDependency, PlannedLink, PlannedWord } from './plan.ts';
import { joinedPlan, planOf } from './plan.ts';
import { hasName, sharedKeys } from './sharedNetworks.ts';
import { saidBy } from './ownName.ts';
import type { SettingTexts } from './ownName.ts';
import type { Row } from './rewrite.ts';

/** Why there is no plan for a link, and what a person can do, each one sentence. */
export interface NoPlan {
  readonly row: Row | null;
  readonly reason: string;
  readonly instead: readonly string[];
}

/** What the plans of a project's links share. */
export interface Planning {
  readonly view: ProjectView;
  /** In how many containers a service runs now, as far as that is known. */
  readonly running: ReadonlyMap<string, number>;
  readonly form: DependencyForm;
  /** The services that have a health check to wait for. */
  readonly healthChecked: ReadonlySet<string>;
}

/** Why links of a v1 file stay. */
export const V1_STAYS = 'A file without `services:` puts its containers on the default bridge, where only links give names.';

/** A link with both its ends. */
interface Pair {
  readonly receiver: ProjectService;
  readonly source: ProjectService;
  readonly link: ProjectLink;
}

/** Further ways for a link that a person may wish for: settings that say the service's own name, and a network that nobody else is on. */
export function furtherPlans(planning: Planning, receiver: ProjectService, link: ProjectLink, texts: SettingTexts): readonly Plan[] {
  const pair = pairOf(planning.view, receiver, link);
  if ('reason' in pair) return [];
  const shared = withShared(pairsOf(planning.view), [pair]);
  return [ownNamePlan(planning, shared, texts), privatePlan(planning, pair, texts)].flatMap((plan) => plan ?? []);
}

/** What is to be done for one link and all that have to go with it; plans are tried in their order, the first that can be proved counts. */
export function plansFor(planning: Planning, receiver: ProjectService, link: ProjectLink): readonly Plan[] | NoPlan {
  const { view } = planning;
  const pair = pairOf(view, receiver, link);
  if ('reason' in pair) return pair;
  const { source } = pair;
  const here = view.attachments.get(receiver.name)?.kind ?? 'none';
  const there = view.attachments.get(source.name)?.kind ?? 'none';
  const wrong = refuseAttachment(receiver, here) ?? refuseSource(source, there);
  if (wrong) return wrong;
  if (here === 'bridge' || there === 'bridge') return bridgePlans(planning, pair);
  const circle = view.rings.get(receiver.name)?.includes(source.name) ?? false;
  if (there === 'host') return circle ? inCircle(pair) : [hostPlan(planning, pair)];
  if (circle) return cyclePlans(planning, pair);
  const alike = sameAlias(view, pair);
  const inside = refuseNamespaces(planning, alike);
  if (inside) return inside;
  const round = alike.find((each) => view.rings.get(each.receiver.name)?.includes(each.source.name));
  if (round) return inCircle(round);
  const count = countOf(planning, ownerOf(view, source));
  const row: Row | null = isOptional(pair)
    ? 'profile'
    : count > 1
      ? 'scaled'
      : here === 'service' || there === 'service'
        ? 'namespace'
        : null;
  return namePlans(planning, alike, row);
}

function pairOf(view: ProjectView, receiver: ProjectService, link: ProjectLink): Pair | NoPlan {
  const no = (reason: string, ...instead: readonly string[]): NoPlan => ({ row: null, reason, instead });
  if (link.malformed)
    return no(`\`${link.value}\` has more than one colon.`, 'Write it as `service:alias`; as it is the engine refuses it.');
  if (link.target === '') return no('The link names no service, as far as its variables are known.', 'Write the service out.');
  const source = serviceOf(view, link.target);
  if (!source)
    return no(
      `The project defines no service \`${link.target}\`.`,
      `If \`${link.target}\` is a container outside the project, put \`${receiver.name}\` on a network of it, where it has its name.`,
    );
  if (source.name === receiver.name)
    return no(`\`${receiver.name}\` links to itself.`, `Remove the link: \`${receiver.name}\` knows its own name.`);
  if (view.project.v1) return no(V1_STAYS, 'Put its services below `services:` first.');
  return { receiver, source, link };
}

function refuseAttachment({ name, networkMode }: ProjectService, kind: string): NoPlan | null {
  const mode = networkMode?.value ?? '';
  if (kind === 'host')
    return {
      row: null,
      reason: `\`${name}\` is on the host's network, where Docker gives no names.`,
      instead: [`Publish the source's port and let \`${name}\` connect to it at localhost.`],
    };
  if (kind === 'outside')
    return {
      row: null,
      reason: `\`${name}\` has the network of a container outside the files (\`${mode}\`).`,
      instead: [
        `Let \`${mode.replace('container:', '')}\` join a network of the source, where it is started or by \`docker network connect\`, and give the source the alias there; \`${name}\` resolves what that container does.`,
      ],
    };
  if (kind === 'none')
    return {
      row: null,
      reason: `\`${name}\` has no network, so the link gives no name.`,
      instead: ['Put `depends_on` in its place: it keeps nothing but the order of start.'],
    };
  return null;
}

function refuseSource({ name, networkMode }: ProjectService, kind: string): NoPlan | null {
  if (kind !== 'outside' && kind !== 'none') return null;
  const mode = networkMode?.value ?? '';
  const instead =
    kind === 'none'
      ? `Take \`network_mode\` out of \`${name}\`, or remove the link, which has no effect.`
      : `Give the alias to \`${mode.replace('container:', '')}\`, in whose network \`${name}\` is: \`docker network connect --alias\` with a network of the receiver.`;
  return { row: null, reason: `\`${name}\` cannot be reached by a name (\`network_mode: ${mode}\`).`, instead: [instead] };
}

function countOf({ running }: Pick<Planning, 'running'>, { name, scale }: ProjectService): number {
  return Math.max(scale, running.get(name) ?? 0);
}

/** Two that share a network namespace have no address of their own for a name; of several containers one alone lends its own. */
function refuseNamespaces(planning: Planning, pairs: readonly Pair[]): NoPlan | null {
  const { view } = planning;
  const lent = pairs.find(({ source }) => ownerOf(view, source).name !== source.name && countOf(planning, ownerOf(view, source)) > 1);
  if (lent) {
    const owner = ownerOf(view, lent.source);
    const reason = `\`${lent.source.name}\` is in the network of one of the containers of \`${owner.name}\`, and a name would lead to all of them.`;
    return { row: null, reason, instead: [`Give \`${lent.source.name}\` a network of its own.`] };
  }
  const pair = pairs.find(({ receiver, source }) => ownerOf(view, receiver).name === ownerOf(view, source).name);
  if (!pair) return null;
  const reason = `\`${pair.receiver.name}\` and \`${pair.source.name}\` share one network, in which a name can only lead to both.`;
  return { row: null, reason, instead: [`Let \`${pair.receiver.name}\` connect to localhost.`] };
}

function inCircle({ receiver, source }: Pick<Pair, 'receiver' | 'source'>): NoPlan {
  const reason = `\`${receiver.name}\` and \`${source.name}\` need each other in a circle, which Compose refuses, with links and with \`depends_on\`.`;
  return { row: null, reason, instead: ['Take one of the links out of the circle first.'] };
}

/** Whether the source may be missing when the receiver starts: a profile enables it that does not enable the receiver. */
function isOptional({ receiver, source }: Pair): boolean {
  const mine = receiver.profiles.map(({ value }) => value);
  const theirs = new Set(source.profiles.map(({ value }) => value));
  return theirs.size > 0 && (mine.length === 0 || !mine.every((profile) => theirs.has(profile)));
}

/**
 * The link with all that are written in its place, and where one name is to lead to different services all links that give it, but for those whose
 * source has the name by itself: these need nothing that another would stand in the way of.
 */
function sameAlias(view: ProjectView, pair: Pair): readonly Pair[] {
  const all = pairsOf(view);
  const alike = (byAlias(all).get(pair.link.alias.toLowerCase()) ?? []).filter((each) => !hasItself(view, each));
  const apart = !hasItself(view, pair) && alike.some(({ source }) => source.name !== pair.source.name);
  return withShared(all, apart ? alike : [pair]);
}

/** Whether the source answers to the link's name on a network of the receiver as it is. */
function hasItself(view: ProjectView, pair: Pair): boolean {
  return waysFor(view, pair).aliases[0]?.length === 0;
}

/** A link in a text that several services share, by an anchor or `extends`, goes for all of them. */
function withShared(all: readonly Pair[], some: readonly Pair[]): readonly Pair[] {
  return [...new Set(some.map(placeOf))].flatMap((place) => byPlace(all).get(place) ?? []);
}

const byAlias = memoized((all: readonly Pair[]) => groupBy(all, ({ link }) => link.alias.toLowerCase()));

const byPlace = memoized((all: readonly Pair[]) => groupBy(all, placeOf));

function placeOf({ link: { place } }: Pair): string {
  const { start } = place.range;
  return `${String(start.line)}:${String(start.character)} ${place.path}`;
}

/** In the order in which they are written; worked out once for each project. */
const pairsOf = memoized((view: ProjectView): readonly Pair[] => {
  const pairs = [...view.active.values(), ...view.disabled.values()].flatMap((receiver) =>
    receiver.links.flatMap((link) => {
      const pair = pairOf(view, receiver, link);
      return 'reason' in pair ? [] : [pair];
    }),
  );
  return pairs.sort((a, b) => a.link.place.range.start.line - b.link.place.range.start.line);
});

/** The service in whose network a service's containers are. */
function ownerOf(view: ProjectView, service: ProjectService): ProjectService {
  const attachment = view.attachments.get(service.name);
  return (attachment?.kind === 'service' && serviceOf(view, attachment.service)) || service;
}

function plannedLink(view: ProjectView, { receiver, source, link }: Pair): PlannedLink {
  return { service: receiver.name, link, source: ownerOf(view, source).name };
}

/** The start order of links as dependencies, but where there is one already. */
function dependsOf(planning: Planning, pairs: readonly Pair[]): readonly PlannedDependency[] {
  const depends = pairs.flatMap((pair) => {
    const { receiver, source } = pair;
    const known = receiver.dependsOn.some((each) => each.service === source.name && each.from === 'depends_on');
    return known ? [] : [{ service: receiver.name, on: source.name, form: formFor(planning, pair) }];
  });
  return unique(depends);
}

/** Compose gives up where it is to wait for the health of a container without a check. */
function formFor({ form, healthChecked }: Planning, pair: Pair): DependencyForm {
  if (isOptional(pair)) return 'optional';
  return form === 'healthy' && !healthChecked.has(pair.source.name) ? 'short' : form;
}

/** The plans that give links their names on networks: on one that is shared, else on one that is joined, else on one for each pair. */
function namePlans(planning: Planning, pairs: readonly Pair[], row: Row | null): readonly Plan[] {
  const { view } = planning;
  const links = pairs.map((pair) => plannedLink(view, pair));
  const depends = dependsOf(planning, pairs);
  const apart = new Set(pairs.map(({ source }) => source.name)).size > 1;
  const plans: Plan[] = [];
  if (!apart) {
    const ways = pairs.map((pair) => waysFor(view, pair));
    const most = Math.max(...ways.map(({ aliases, joins }) => Math.max(aliases.length, joins.length)));
    for (let at = 0; at < most; at++) plans.push(...planAt(ways, at, { links, depends, row }));
  }
  plans.push(pairNetworks(planning, pairs, row ?? 'pair-network'));
  return plans;
}

type Planned = Pick<Plan, 'links' | 'depends'> & { readonly row: Row | null };

/** The n-th way of each link, the last of its ways where it has fewer. */
function planAt(ways: readonly Ways[], at: number, { links, depends, row }: Planned): readonly Plan[] {
  const chosen = ways.map(({ aliases, joins }) => {
    const join = joins[Math.min(at, joins.length - 1)];
    return { aliases: aliases[Math.min(at, aliases.length - 1)] ?? join?.aliases ?? null, join: join?.join };
  });
  if (chosen.some(({ aliases }) => aliases === null)) return [];
  const aliases = unique(chosen.flatMap((each) => each.aliases ?? []));
  const joins = unique(chosen.flatMap(({ join }) => join ?? []));
  return [
    planOf(row ?? (joins.length > 0 ? 'join-network' : aliases.length > 0 ? 'alias' : 'same-name'), links, { depends, aliases, joins }),
  ];
}

interface Ways {
  /** Without any where the source has the name. */
  readonly aliases: readonly (readonly PlannedAlias[])[];
  readonly joins: readonly {
    readonly join: { readonly service: string; readonly network: string };
    readonly aliases: readonly PlannedAlias[];
  }[];
}

function waysFor(view: ProjectView, pair: Pair): Ways {
  const asking = ownerOf(view, pair.receiver);
  const serving = ownerOf(view, pair.source);
  const names = namesFor(pair, serving);
  const keys = sharedKeys(view, asking, serving);
  const aliasesOn = (network: string) =>
    names.flatMap((alias) => (hasName(serving, [network], alias) ? [] : [{ service: serving.name, network, alias }]));
  if (asking.name === serving.name) return { aliases: [], joins: [] };
  if (keys.length === 0) {
    return {
      aliases: [],
      joins: serving.networks.map(({ key }) => ({ join: { service: asking.name, network: key }, aliases: aliasesOn(key) })),
    };
  }
  if (names.every((alias) => hasName(serving, keys, alias))) return { aliases: [[]], joins: [] };
  return { aliases: keys.map(aliasesOn), joins: [] };
}

/** What the source has to answer to: in another service's network its own name, too. */
function namesFor({ link, source }: Pair, serving: ProjectService): readonly string[] {
  return serving.name === source.name ? [link.alias] : [...new Set([source.name, link.alias])];
}

/** A network for each two on which alone the name is; all stay where they are. */
function pairNetworks(planning: Planning, pairs: readonly Pair[], row: Row): Plan {
  const { view } = planning;
  const taken = new Set(view.project.networks.map(({ key }) => key));
  const networks = new Map<string, { readonly asking: string; readonly serving: string; readonly names: string[] }>();
  for (const pair of pairs) {
    const asking = ownerOf(view, pair.receiver).name;
    const serving = ownerOf(view, pair.source);
    const key = freeName(taken, `${asking}_${serving.name}`);
    const known = networks.get(key) ?? { asking, serving: serving.name, names: [] };
    networks.set(key, known);
    known.names.push(...namesFor(pair, serving).filter((name) => !known.names.includes(name) && name !== serving.name));
  }
  return planOf(
    row,
    pairs.map((pair) => plannedLink(view, pair)),
    {
      depends: dependsOf(planning, pairs),
      networks: [...networks.keys()],
      joins: [...networks].flatMap(([network, { asking, serving }]) => [
        { service: asking, network },
        { service: serving, network },
      ]),
      aliases: [...networks].flatMap(([network, { serving, names }]) => names.map((alias) => ({ service: serving, network, alias }))),
    },
  );
}

function freeName(taken: ReadonlySet<string>, wanted: string): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${String(number)}`;
  return name;
}

/** The host's own gateway has the names; the engine knows it since 20.10. */
function hostPlan(planning: Planning, pair: Pair): Plan {
  const { receiver, source, link } = pair;
  const hosts = [...new Set([link.alias, source.name])].map((name) => ({ service: receiver.name, name }));
  return planOf('host-gateway', [plannedLink(planning.view, pair)], { depends: dependsOf(planning, [pair]), hosts });
}

/** All links of the circle go; none of them becomes a dependency. */
function cyclePlans(planning: Planning, { receiver }: Pair): readonly Plan[] | NoPlan {
  const { view } = planning;
  const ring = new Set(view.rings.get(receiver.name));
  const all = pairsOf(view);
  const pairs = withShared(
    all,
    all.filter((pair) => ring.has(pair.receiver.name) && ring.has(pair.source.name)),
  );
  const inside = refuseNamespaces(planning, pairs);
  if (inside) return inside;
  const parts = [...groupBy(pairs, ({ link }) => link.alias.toLowerCase()).values()].map((alike) => {
    const [first] = namePlans(planning, alike, 'cycle');
    return first ?? pairNetworks(planning, alike, 'cycle');
  });
  return [{ ...together(parts, 'cycle'), depends: [] }];
}

/** Every service on the default bridge that is linked, over whatever others, to one that leaves it leaves it, too. */
function bridgePlans(planning: Planning, { receiver, source }: Pair): readonly Plan[] | NoPlan {
  const { view } = planning;
  const onBridge = (service: ProjectService) => view.attachments.get(service.name)?.kind === 'bridge';
  const all = pairsOf(view);
  const leaving = new Set([receiver, source].filter(onBridge).map(({ name }) => name));
  for (let size = -1; size !== leaving.size;) {
    size = leaving.size;
    for (const pair of all) {
      const ends = [pair.receiver, pair.source];
      if (ends.some(({ name }) => leaving.has(name))) for (const end of ends.filter(onBridge)) leaving.add(end.name);
    }
  }
  const pairs = withShared(
    all,
    all.filter((pair) => leaving.has(pair.receiver.name) || leaving.has(pair.source.name)),
  );
  const circle = pairs.find((pair) => view.rings.get(pair.receiver.name)?.includes(pair.source.name));
  const inside = refuseNamespaces(planning, pairs);
  if (inside || circle) return inside ?? inCircle(circle ?? { receiver, source });
  const moved = viewWithout(view, leaving);
  const parts = [...groupBy(pairs, ({ link }) => link.alias.toLowerCase()).values()].map((alike) => {
    const there = alike.map((pair) => movedPair(moved, pair));
    const [first] = namePlans({ ...planning, view: moved }, there, 'bridge');
    return first ?? pairNetworks({ ...planning, view: moved }, there, 'bridge');
  });
  return [{ ...together(parts, 'bridge'), modes: [...leaving].sort() }];
}

function movedPair(view: ProjectView, { receiver, source, link }: Pair): Pair {
  return { receiver: serviceOf(view, receiver.name) ?? receiver, source: serviceOf(view, source.name) ?? source, link };
}

/** The project as it is when services have left the default bridge for the project's own network. */
function viewWithout(view: ProjectView, leaving: ReadonlySet<string>): ProjectView {
  const moved = (services: ReadonlyMap<string, ProjectService>) =>
    new Map(
      [...services].map(([name, service]): [string, ProjectService] => [
        name,
        leaving.has(name) ? { ...service, networkMode: null, networks: [{ key: 'default', place: null, aliases: [] }] } : service,
      ]),
    );
  const network = view.project.networks.find(({ key }) => key === 'default')?.realName ?? `${view.project.name}_default`;
  const attachments = new Map(
    [...view.attachments].map(([name, attachment]) => [
      name,
      leaving.has(name) ? ({ kind: 'networks', networks: [network] } as const) : attachment,
    ]),
  );
  return { ...view, active: moved(view.active), disabled: moved(view.disabled), attachments };
}

/** The settings that say the alias say the service's own name, which the receiver resolves without a link. */
function ownNamePlan(planning: Planning, pairs: readonly Pair[], texts: SettingTexts): Plan | null {
  const { view } = planning;
  const words: PlannedWord[] = [];
  const hints: string[] = [];
  for (const pair of pairs) {
    const { receiver, source, link } = pair;
    const plain = [receiver, source].every(({ name }) => view.attachments.get(name)?.kind === 'networks');
    if (!plain || link.alias === source.name || view.rings.get(receiver.name)?.includes(source.name)) return null;
    const said = saidBy(receiver.name, link.alias, texts.compose);
    if (said.shared || texts.extended.has(receiver.name)) return null;
    for (const each of said.hosts) words.push({ ...each, service: receiver.name, was: link.alias, newText: source.name });
    for (const { label } of said.others)
      hints.push(`\`${label}\` of ${receiver.name} says \`${link.alias}\`, too, which stays: it need not be a host`);
    for (const path of texts.alsoSay(link.alias)) hints.push(`the file ${path} says \`${link.alias}\`, too, and may mean the service`);
  }
  if (words.length === 0) return null;
  const links = pairs.map((pair) => plannedLink(view, pair));
  return planOf('own-name', links, { depends: dependsOf(planning, pairs), words: unique(words), hints: unique(hints) });
}

/** All who are linked, over whatever others, leave their networks for one that each two share and nobody else is on. */
function privatePlan(planning: Planning, { receiver, source }: Pair, texts: SettingTexts): Plan | null {
  const { view } = planning;
  const all = pairsOf(view);
  const linked = linkedWith(all, [receiver.name, source.name]);
  const pairs = all.filter((pair) => linked.has(pair.receiver.name));
  if (new Set(pairs.map((pair) => JSON.stringify([pair.receiver.name, pair.source.name].sort()))).size > MOST_NETWORKS) return null;
  const services = [...linked].flatMap((name) => serviceOf(view, name) ?? []);
  const external = new Set(view.project.networks.flatMap(({ key, external: outside }) => (outside ? [key] : [])));
  const odd = services.some(
    (each) =>
      view.attachments.get(each.name)?.kind !== 'networks' ||
      view.disabled.has(each.name) ||
      view.rings.has(each.name) ||
      each.externalLinks.length > 0 ||
      countOf(planning, each) > 1 ||
      each.networks.some(({ key }) => external.has(key)),
  );
  if (odd || pairs.some(({ receiver: one, source: other }) => sharedKeys(view, one, other).length === 0)) return null;
  const strangers = (each: ProjectService) =>
    [...view.active.values()].filter(
      (other) => other.name !== each.name && sharedKeys(view, each, other).length > 0 && !isPaired(pairs, each, other),
    );
  const parted = services.map((each) => ({ each, others: strangers(each) }));
  if (parted.every(({ others }) => others.length === 0)) return null;
  const hints: string[] = [];
  for (const { each, others } of parted)
    for (const other of others)
      for (const name of namesOf(other).filter((one) => !isLinked(each, one))) {
        const said = saidBy(each.name, name, texts.compose);
        if (said.hosts.length > 0) return null;
        for (const { label } of said.others)
          hints.push(`\`${label}\` of ${each.name} says \`${name}\`, a name that leads it nowhere any more`);
      }
  const plan = pairNetworks(planning, pairs, 'private');
  const leaves = services.flatMap(({ name, networks }) => networks.map(({ key }) => ({ service: name, network: key })));
  return { ...plan, aliases: unique([...plan.aliases, ...carriedAliases(view, plan)]), leaves, hints: unique(hints) };
}

/** So many networks an engine has addresses for as it is installed: fifteen in 172.16.0.0/12, sixteen in 192.168.0.0/16, one of them its own. */
const MOST_NETWORKS = 30;

/** The services that are linked with some, over whatever others. */
function linkedWith(all: readonly Pair[], some: readonly string[]): ReadonlySet<string> {
  const near = neighboursOf(all);
  const linked = new Set<string>();
  const waiting = [...some];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (linked.has(name)) continue;
    linked.add(name);
    waiting.push(...(near.get(name) ?? []));
  }
  return linked;
}

const neighboursOf = memoized((all: readonly Pair[]): ReadonlyMap<string, readonly string[]> => {
  const near = new Map<string, string[]>();
  for (const { receiver, source } of all)
    for (const [one, other] of [[receiver.name, source.name] as const, [source.name, receiver.name] as const]) {
      const own = near.get(one) ?? [];
      near.set(one, own);
      own.push(other);
    }
  return near;
});

/** What the two of a new network call each other so far. */
function carriedAliases(view: ProjectView, { networks, joins }: Plan): readonly PlannedAlias[] {
  return networks.flatMap((network) => {
    const members = joins.flatMap((join) => (join.network === network ? (serviceOf(view, join.service) ?? []) : []));
    return members.flatMap((one) => {
      const keys = members.flatMap((other) => (other.name === one.name ? [] : sharedKeys(view, other, one)));
      const aliases = one.networks.flatMap(({ key, aliases: all }) => (keys.includes(key) ? all.map(({ value }) => value) : []));
      return [...new Set(aliases)].map((alias) => ({ service: one.name, network, alias }));
    });
  });
}

function isLinked({ links }: ProjectService, name: string): boolean {
  return links.some(({ alias }) => alias.toLowerCase() === name.toLowerCase());
}

function isPaired(pairs: readonly Pair[], one: ProjectService, other: ProjectService): boolean {
  return pairs.some(
    ({ receiver, source }) =>
      (receiver.name === one.name && source.name === other.name) || (receiver.name === other.name && source.name === one.name),
  );
}

function namesOf({ name, containerName, hostname, networks }: ProjectService): readonly string[] {
  return [
    ...new Set(
      [
        name,
        containerName?.value ?? [],
        hostname?.value ?? [],
        networks.flatMap(({ aliases }) => aliases.map(({ value }) => value)),
      ].flat(),
    ),
  ];
}

function together(plans: readonly Plan[], row: Row): Plan {
  return { ...joinedPlan(plans), row };
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
