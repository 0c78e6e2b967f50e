import { groupBy } from '../../base/groupBy.ts';
import { memoized } from '../../base/memo.ts';
import type { ContainerNames, NetworkNames, ProjectNames } from '../compose/project/names.ts';
import { namesOf } from '../compose/project/names.ts';
import type { Project, ProjectService, ServiceDependency } from '../compose/project/project.ts';
import { resolveName } from '../compose/project/resolve.ts';
import type { Resolution } from '../compose/project/resolve.ts';
import type { MentionsOf } from './mentions.ts';
import type { Plan } from './plan.ts';

/** A project as a proof looks at it. */
export interface World {
  readonly project: Project;
  /** With what becomes of the containers. */
  readonly actual: ProjectNames;
  /** As if all containers ran. */
  readonly names: ProjectNames;
  readonly containers: ReadonlyMap<string, ContainerNames>;
}

/** What an edit does beside what it was made for. */
export interface Effects {
  /** Names that only the links gave and that no text uses, by receiver. */
  readonly lost: readonly { readonly service: string; readonly name: string }[];
  /** Names that led to one of several containers, and now to all in turn. */
  readonly rotating: readonly { readonly service: string; readonly name: string; readonly containers: number }[];
  /** Aliases that only a link gave and that its receiver says no more, with the services that have the name, too. */
  readonly dropped: readonly { readonly service: string; readonly name: string; readonly owners: readonly string[] }[];
  /** Services that could not reach each other before. */
  readonly reaching: readonly { readonly service: string; readonly other: string }[];
  /** Services that could reach each other before. */
  readonly parted: readonly { readonly service: string; readonly other: string }[];
  /** Receivers that were restarted with their source. */
  readonly uncoupled: readonly { readonly service: string; readonly source: string }[];
}

/** Either what an edit does, or why it does not do what it says, in one sentence. */
export type ProjectProof =
  | { readonly proved: true; readonly effects: Effects }
  | {
      readonly proved: false;
      readonly reason: string;
      /** The services whose names would be others, each with a reason; empty where it is not a matter of names. */
      readonly blames: ReadonlyMap<string, string>;
    };

/** A project with the names it would have if Compose and the engine took all of it: what they refuse of links is what a plan may mend. */
export function worldOf(project: Project): World {
  const actual = namesOf(project);
  const names = namesOf({ ...project, refused: false, problems: [] });
  const containers = names.containers.map((each): ContainerNames => ({ ...each, outcome: { kind: 'runs', reason: null } }));
  return { project, actual, names: { ...names, containers }, containers: new Map(containers.map((each) => [each.container.name, each])) };
}

/** What the proof of one project needs. */
interface Proving {
  readonly was: World;
  readonly is: World;
  readonly plan: Plan;
  readonly mentions: MentionsOf;
}

/**
 * Proves that a plan was carried out and nothing else: every name that led to containers leads to the same ones, the order of start holds,
 * and no service has become another. What a plan changes on purpose is told.
 */
export function proveProject(was: World, is: World, plan: Plan, mentions: MentionsOf): ProjectProof {
  const proving: Proving = { was, is, plan, mentions };
  const reason = newProblem(proving) ?? changedServices(proving) ?? changedNetworks(proving) ?? changedOrder(proving);
  return reason === null ? names(proving) : { proved: false, reason, blames: new Map() };
}

function newProblem({ was, is, plan }: Proving): string | null {
  if (was.containers.size < was.names.containers.length) return 'Two containers have one name, of which the engine takes only one.';
  const known = new Set(was.project.problems.map(({ code, message }) => code + message));
  // What docker-compose 1.x does not know of a dependency is told of the plan: it asks for it.
  const newer = is.project.reader === 'compose-1' && plan.depends.some(({ form }) => form !== 'short');
  const problem = is.project.problems.find(({ code, message }) => !known.has(code + message) && !(newer && code === 'unknown-key'));
  if (problem) return `Compose would refuse the result: ${problem.message}`;
  if (newer && is.project.refused) return null;
  const ran = new Set(was.actual.containers.flatMap(({ container, outcome }) => (outcome.kind === 'runs' ? [container.name] : [])));
  const stopped = is.actual.containers.find(({ container, outcome }) => outcome.kind !== 'runs' && ran.has(container.name));
  return stopped ? `${stopped.container.name} would not start. ${stopped.outcome.reason ?? ''}` : null;
}

/** What a plan may change of a service is looked at by itself; places are none of its meaning. */
const meaning = memoized((service: ProjectService): string => {
  const rest = { ...service, places: [], links: [], dependsOn: [], networks: [], networkMode: null, extraHosts: [] };
  return JSON.stringify(rest, (key, value: unknown) => (key === 'place' || key === 'repeats' || key === 'scaleFrom' ? undefined : value));
});

function changedServices({ was, is, plan }: Proving): string | null {
  const before = servicesOf(was.project);
  const after = servicesOf(is.project);
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const had = before.get(name);
    const has = after.get(name);
    if (!had || !has || meaning(had) !== meaning(has)) return `The edit would change more of \`${name}\` than its links and networks.`;
    const wrong = wrongLinks(had, has, plan) ?? wrongNetworks(had, has, plan) ?? wrongHosts(had, has, plan);
    if (wrong) return wrong;
  }
  return null;
}

const servicesOf = memoized(
  ({ services, disabled }: Project): ReadonlyMap<string, ProjectService> =>
    new Map([...services, ...disabled].map((service) => [service.name, service])),
);

const linksBy = memoized(({ links }: Plan): ReadonlyMap<string, Plan['links']> => groupBy(links, ({ service }) => service));

const aliasesBy = memoized(({ aliases }: Plan): ReadonlyMap<string, Plan['aliases']> => groupBy(aliases, ({ service }) => service));

const dependsBy = memoized(({ depends }: Plan): ReadonlyMap<string, Plan['depends']> => groupBy(depends, ({ service }) => service));

const activeIn = memoized(({ services }: Project): ReadonlySet<string> => new Set(services.map(({ name }) => name)));

/** Compose 1 writes `db:db` as `db` where it merges links, so what has the same meaning counts as the same link, too. */
function wrongLinks(had: ProjectService, has: ProjectService, plan: Plan): string | null {
  const gone = linksBy(plan).get(had.name) ?? [];
  const isLeft = (text: (link: ProjectService['links'][number]) => string): boolean => {
    const without = new Set(gone.map(({ link }) => text(link)));
    const wanted = had.links.map(text).filter((each) => !without.has(each));
    return sameList(wanted, has.links.map(text));
  };
  const isAsMeant = isLeft(({ value }) => value) || isLeft(({ target, alias }) => `${target}:${alias}`);
  return isAsMeant ? null : `The links of \`${had.name}\` would be others than meant.`;
}

function wrongNetworks(had: ProjectService, has: ProjectService, plan: Plan): string | null {
  const { name } = had;
  const dropped = plan.modes.includes(name);
  const mode = dropped ? null : (had.networkMode?.value ?? null);
  if ((has.networkMode?.value ?? null) !== mode) return `The network mode of \`${name}\` would change.`;
  const kept = (dropped ? ['default'] : had.networks.map(({ key }) => key)).filter(
    (key) => !plan.leaves.some((each) => each.service === name && each.network === key),
  );
  const wanted = new Set([...kept, ...plan.joins.filter(({ service }) => service === name).map(({ network }) => network)]);
  if (!sameList([...wanted].sort(), has.networks.map(({ key }) => key).sort())) return `\`${name}\` would be on other networks than meant.`;
  for (const { key, aliases } of has.networks) {
    const before = had.networks.find((network) => network.key === key)?.aliases.map(({ value }) => value.toLowerCase()) ?? [];
    const added = (aliasesBy(plan).get(name) ?? []).flatMap((each) => (each.network === key ? [each.alias.toLowerCase()] : []));
    const now = new Set(aliases.map(({ value }) => value.toLowerCase()));
    const all = new Set([...before, ...added]);
    if (!sameList([...all].sort(), [...now].sort())) return `\`${name}\` would have other aliases on \`${key}\` than meant.`;
  }
  return null;
}

function wrongHosts(had: ProjectService, has: ProjectService, { hosts }: Plan): string | null {
  const line = ({ name, address }: ProjectService['extraHosts'][number]) => `${name}:${address}`;
  const added = hosts.flatMap(({ service, name }) => (service === had.name ? [`${name}:host-gateway`] : []));
  const wanted = [...had.extraHosts.map(line), ...added].sort();
  return sameList(wanted, has.extraHosts.map(line).sort()) ? null : `The hosts of \`${had.name}\` would be others than meant.`;
}

function changedNetworks({ was, is, plan }: Proving): string | null {
  const text = (project: Project) => new Map(project.networks.map((each) => [each.key, JSON.stringify({ ...each, place: null })]));
  const [before, after] = [text(was.project), text(is.project)];
  for (const [key, network] of after) {
    const had = before.get(key);
    if (had === undefined ? !plan.networks.includes(key) && key !== 'default' : had !== network)
      return `The network \`${key}\` would be another one.`;
  }
  // The default network stands only where somebody is on it.
  const gone = [...before.keys()].find((key) => !after.has(key) && key !== 'default');
  return gone === undefined ? null : `The network \`${gone}\` would go.`;
}

const FORMS = { short: 'service_started', restart: 'service_started', healthy: 'service_healthy', optional: 'service_started' } as const;

function changedOrder({ was, is, plan }: Proving): string | null {
  const ordered = plan.row !== 'cycle';
  const after = servicesOf(is.project);
  for (const service of servicesOf(was.project).values()) {
    const { name } = service;
    const has = byService(after.get(name)?.dependsOn ?? []);
    const had = byService(service.dependsOn);
    const added = new Map(
      dependsBy(plan)
        .get(name)
        ?.map((each) => [each.on, each.form]),
    );
    for (const [on, before] of had) {
      const now = has.get(on);
      const form = added.get(on);
      const linked = before.from === 'links';
      if (!now) {
        if (linked && !ordered) continue;
        return `\`${name}\` would no longer start after \`${on}\`.`;
      }
      const condition = form && linked ? FORMS[form] : before.condition;
      const required = form === 'optional' && linked ? false : before.required;
      if (now.condition !== condition || now.required !== required) return `\`${name}\` would wait otherwise for \`${on}\`.`;
    }
    const fresh = [...has.keys()].find((on) => !had.has(on) && !added.has(on));
    if (fresh !== undefined) return `\`${name}\` would depend on \`${fresh}\`, which it did not before.`;
  }
  return null;
}

function byService(dependencies: readonly ServiceDependency[]): ReadonlyMap<string, ServiceDependency> {
  return new Map(dependencies.map((each) => [each.service, each]));
}

interface Told {
  readonly lost: Effects['lost'][number][];
  readonly rotating: Effects['rotating'][number][];
  readonly dropped: Effects['dropped'][number][];
}

function names(proving: Proving): ProjectProof {
  const { was, is, plan } = proving;
  const changed = changedNames(was.names, is.names);
  const planned = new Set(plan.aliases.map(({ alias }) => alias.toLowerCase()));
  const told: Told = { lost: [], rotating: [], dropped: [] };
  const blames = new Map<string, string>();
  // By the networks that containers are on, the names which are still to be asked there: those that nobody has alone lead all to the same.
  const left = new Map<string, readonly string[]>();
  for (const [container, before] of was.containers) {
    const after = is.containers.get(container);
    const { name: service } = before.container.service;
    if (!after) return { proved: false, reason: `The container ${container} would get another name.`, blames: new Map() };
    if (blames.has(service)) continue;
    const { own, shared } = questions(before, after, { was, is, changed });
    const place = placeOf(before, after, plan);
    const names = [...((place !== null && left.get(place)) || shared())];
    const count = toldIn(told);
    const asked = names.filter((name) => !own.has(name));
    const reason = wrongNames(proving, { before, after, asked, planned }, told);
    if (reason === null && place !== null && toldIn(told) === count)
      left.set(
        place,
        names.filter((name) => own.has(name)),
      );
    const blame =
      reason ??
      wrongNames(proving, { before, after, asked: own, planned }, told) ??
      missedAim(proving, after) ??
      usedNames(proving, before, after, proving.mentions);
    if (blame !== null) blames.set(service, blame);
  }
  const [first] = blames.values();
  if (first !== undefined) return { proved: false, reason: first, blames };
  const { reaching, parted } = reach(was, is);
  return {
    proved: true,
    effects: {
      lost: unique(told.lost),
      rotating: unique(told.rotating),
      dropped: unique(told.dropped),
      reaching,
      parted,
      uncoupled: uncoupled(proving),
    },
  };
}

/** What two containers have in common that are told the same of a name which neither has alone; null where a service counts by itself. */
function placeOf(before: ContainerNames, after: ContainerNames, { row }: Plan): string | null {
  if (row === 'private' || before.attachment.kind !== 'networks') return null;
  const place = JSON.stringify(before.attachment);
  return place === JSON.stringify(after.attachment) ? place : null;
}

function toldIn({ lost, rotating, dropped }: Told): number {
  return lost.length + rotating.length + dropped.length;
}

interface Questions extends Pick<Question, 'before' | 'after' | 'planned'> {
  readonly asked: Iterable<string>;
}

/** Which name of a container would lead elsewhere. */
function wrongNames(proving: Proving, { asked, ...each }: Questions, told: Told): string | null {
  for (const name of asked) {
    const reason = compare(proving, { ...each, name }, told);
    if (reason !== null) return reason;
  }
  return null;
}

/** Whatever was so before: in place of a link its name leads to its source. */
function missedAim({ is, plan }: Proving, after: ContainerNames): string | null {
  const { name: service } = after.container.service;
  const active = activeIn(is.project);
  for (const { link, source } of linksBy(plan).get(service) ?? []) {
    if (!active.has(source)) continue;
    const wanted = plan.row === 'own-name' ? link.target : link.alias;
    const has = resolveName(is.names, after, wanted);
    const owners = has.kind === 'found' ? has.containers.map((one) => is.containers.get(one)?.container.service.name) : [];
    const host = has.kind === 'found' && has.containers.length === 0 && plan.hosts.some((each) => each.service === service);
    if (!host && (owners.length === 0 || owners.some((owner) => owner !== source)))
      return `\`${wanted}\` would not lead \`${service}\` to \`${source}\` alone.`;
  }
  return null;
}

/** By network, the names that lead elsewhere than before. */
function changedNames(was: ProjectNames, is: ProjectNames): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Set([...was.networks.keys(), ...is.networks.keys()]);
  return new Map(
    [...all].map((network) => {
      const [before, after] = [was.networks.get(network)?.names, is.networks.get(network)?.names];
      const keys = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
      return [network, new Set([...keys].filter((name) => ownersOn(before, name) !== ownersOn(after, name)))];
    }),
  );
}

function ownersOn(names: NetworkNames['names'] | undefined, name: string): string {
  return names?.get(name)?.containers.toSorted().join('\n') ?? '';
}

/** Names of a container by itself, and those of the networks that it is on. */
interface Asked {
  readonly own: ReadonlySet<string>;
  readonly shared: () => ReadonlySet<string>;
}

interface Around {
  readonly was: World;
  readonly is: World;
  readonly changed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Every name that can lead elsewhere for a container than before. */
function questions(before: ContainerNames, after: ContainerNames, { was, is, changed }: Around): Asked {
  const own = (each: ContainerNames) => [...each.hosts.map(({ name }) => name), ...each.links.keys()];
  const sides = [[was, before, ownerOf(was, before)] as const, [is, after, ownerOf(is, after)] as const];
  // Case counts in the alias of a link and in no other name.
  const cased = sides.flatMap(([, each]) => own(each)).flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]);
  const moved = JSON.stringify(before.attachment) !== JSON.stringify(after.attachment);
  const shared = (): ReadonlySet<string> => {
    const networks = sides.flatMap(([world, , { attachment }]) =>
      attachment.kind === 'networks' ? attachment.networks.map((network) => [world, network] as const) : [],
    );
    return new Set(
      networks.flatMap(([world, network]) => [
        ...(moved ? (world.names.networks.get(network)?.names.keys() ?? []) : (changed.get(network) ?? [])),
      ]),
    );
  };
  return { own: new Set([...cased, ...sides.flatMap(([, , owner]) => own(owner))]), shared };
}

/** The container whose network a container uses. */
function ownerOf({ names }: World, each: ContainerNames): ContainerNames {
  const { attachment } = each;
  if (attachment.kind !== 'service') return each;
  return names.containers.find(({ container }) => container.service.name === attachment.service) ?? each;
}

interface Question {
  readonly before: ContainerNames;
  readonly after: ContainerNames;
  readonly name: string;
  readonly planned: ReadonlySet<string>;
}

function compare({ was, is, plan, mentions }: Proving, { before, after, name, planned }: Question, told: Told): string | null {
  const had = resolveName(was.names, before, name);
  const has = resolveName(is.names, after, name);
  const service = before.container.service.name;
  if (same(had, has)) return null;
  const wrong = (): string => elsewhere(is, { service, name, has });
  if (had.kind === 'found' && had.containers.length > 0) {
    // Which of several the link led to is not told, or is another one in each Compose.
    const one = plan.row === 'scaled' && had.choice === 'one' && ownersOf(was, had.containers).length === 1;
    if (one && has.kind === 'found' && has.containers.every((each) => had.containers.includes(each))) {
      if (has.containers.length > 1) told.rotating.push({ service, name, containers: has.containers.length });
      return null;
    }
    if (has.kind === 'found' && isAll(had, has, was) && plan.row === 'scaled') {
      told.rotating.push({ service, name, containers: has.containers.length });
      return null;
    }
    const byLink = had.mechanism === 'link alias' || had.mechanism === 'hosts line of a link';
    const source = was.containers.get(had.containers[0] ?? '')?.container.service.name;
    if (has.kind !== 'found' && byLink && source !== undefined && isInvented(was, { service, source, name })) {
      const used = mentions(source).find(({ word }) => word === name.toLowerCase());
      if (used) return `The file ${used.path} uses the name \`${used.word}\`, which exists only through the link.`;
      told.lost.push({ service, name });
      return null;
    }
    const own = linksBy(plan).get(service) ?? [];
    if (
      plan.row === 'own-name' &&
      had.mechanism === 'link alias' &&
      has.kind !== 'unknown' &&
      own.some(({ link }) => link.alias === name)
    ) {
      const owners = has.kind === 'found' ? ownersOf(is, has.containers) : [];
      told.dropped.push({ service, name, owners });
      return null;
    }
    if (plan.row === 'private') {
      // Names go with those who have them, and may lead a service to itself; in other letters the alias hides a name that others have.
      const parted = !byLink && ownersOf(was, had.containers).every((owner) => owner !== service && !isTogether(is, service, owner));
      if (parted && (has.kind === 'none' || (has.kind === 'found' && ownersOf(is, has.containers).every((owner) => owner === service))))
        return null;
      const alias = own.find(({ link }) => link.alias !== name && link.alias.toLowerCase() === name.toLowerCase());
      if (alias && has.kind === 'found' && ownersOf(is, has.containers).every((owner) => owner === alias.source)) return null;
    }
    return wrong();
  }
  if (has.kind === 'none') return null;
  if (had.kind === 'found') return has.kind === 'found' ? wrong() : null;
  if (has.kind === 'unknown') return had.kind === 'unknown' ? null : wrong();
  if (has.containers.length === 0)
    return plan.hosts.some((each) => each.service === service && each.name.toLowerCase() === name.toLowerCase()) ? null : wrong();
  // A link that led nowhere stands for its source's container by name, which the edit may give to another.
  if (has.mechanism === 'link alias' && !isTarget(is, { service, name }, has.containers)) return wrong();
  return planned.has(name.toLowerCase()) && ownersOf(is, has.containers).length > 1
    ? `\`${name}\` would lead \`${service}\` to several services.`
    : null;
}

function ownersOf({ containers }: Pick<World, 'containers'>, names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((one) => containers.get(one)?.container.service.name ?? []))];
}

/** Whether the links of a service that give a name are to the services of all these containers. */
function isTarget({ containers, project }: World, { service, name }: Omit<Invented, 'source'>, owners: readonly string[]): boolean {
  const links = servicesOf(project).get(service)?.links ?? [];
  return owners.every((one) => {
    const owner = containers.get(one)?.container.service.name ?? '';
    return links.some(({ alias, target }) => target === owner && (alias === name || isNumbered(project, target, name)));
  });
}

/** Whether two services share a network. */
function isTogether({ names }: World, one: string, other: string): boolean {
  const networks = networksBy(names);
  const mine = networks.get(one) ?? new Set();
  return [...(networks.get(other) ?? [])].some((network) => mine.has(network));
}

const networksBy = memoized(({ containers }: ProjectNames): ReadonlyMap<string, ReadonlySet<string>> => {
  const networks = new Map<string, Set<string>>();
  for (const { container, attachment } of containers) {
    if (attachment.kind !== 'networks') continue;
    const { name } = container.service;
    const own = networks.get(name) ?? new Set();
    networks.set(name, own);
    for (const network of attachment.networks) own.add(network);
  }
  return networks;
});

function elsewhere({ containers }: World, { service, name, has }: { service: string; name: string; has: Resolution }): string {
  if (has.kind !== 'found') return `\`${name}\` would no longer lead \`${service}\` anywhere that files tell.`;
  const owners = ownersOf({ containers }, has.containers);
  return `\`${name}\` would lead \`${service}\` to ${owners.map((owner) => `\`${owner}\``).join(' and ')}.`;
}

function same(had: Resolution, has: Resolution): boolean {
  if (had.kind !== 'found' || has.kind !== 'found') return had.kind === has.kind;
  if (had.choice !== has.choice && had.containers.length > 1) return false;
  return sameList(had.containers.toSorted(), has.containers.toSorted());
}

/** Whether one of a service's containers has become all of them. */
function isAll(had: Resolution & { kind: 'found' }, has: Resolution & { kind: 'found' }, was: World): boolean {
  const services = new Set(
    [...had.containers, ...has.containers].map((container) => was.containers.get(container)?.container.service.name),
  );
  return services.size === 1 && had.containers.every((container) => has.containers.includes(container)) && has.choice === 'each';
}

/** Whether a name is one that a Compose makes for a container of a service. */
function isNumbered({ name: own }: Project, service: string, name: string): boolean {
  const number = /[-_]\d+$/.exec(name)?.[0];
  if (number === undefined) return false;
  const stem = name.slice(0, -number.length).toLowerCase();
  return [service, `${own}-${service}`, `${own}_${service}`].some((each) => each.toLowerCase() === stem);
}

interface Invented {
  readonly service: string;
  readonly source: string;
  readonly name: string;
}

/** Whether Compose made a name up for a link to a source, and nobody wrote it. */
function isInvented({ project }: World, { service, source, name }: Invented): boolean {
  if (
    servicesOf(project)
      .get(service)
      ?.links.some(({ alias }) => alias === name)
  )
    return false;
  return isNumbered(project, source, name);
}

/** A text uses, with any number, a name of a source that only a link of this container gave. */
function usedNames({ was, is, plan }: Proving, before: ContainerNames, after: ContainerNames, mentions: MentionsOf): string | null {
  const { name: service } = before.container.service;
  for (const { link } of linksBy(plan).get(service) ?? []) {
    const strange = strangeNumber(is, after, link.target);
    if (strange) return strange;
    for (const { path, word, before: prefix, number } of mentions(link.target)) {
      if (prefix !== '' && number === 1) continue;
      const had = resolveName(was.names, before, word);
      const has = resolveName(is.names, after, word);
      const may = prefix === '' && number === 1 ? 'exists' : 'may exist';
      if (has.kind === 'none' || (has.kind === 'unknown' && had.kind === 'found'))
        return `The file ${path} uses the name \`${word}\`, which ${may} only through the link.`;
    }
  }
  return null;
}

/** A name that one Compose or the other invents for the link would lead to somebody else, where so far the link went before. */
function strangeNumber(is: World, after: ContainerNames, target: string): string | null {
  for (const name of [`${target}_1`, `${target}-1`]) {
    const has = resolveName(is.names, after, name);
    if (has.kind !== 'found') continue;
    const owner = has.containers.map((one) => is.containers.get(one)?.container.service.name).find((one) => one !== target);
    if (owner !== undefined) return `\`${name}\`, which the link may give, would lead to \`${owner}\`.`;
  }
  return null;
}

function uncoupled({ was, is, plan }: Proving): Effects['uncoupled'] {
  if (was.project.reader === 'compose-1') return [];
  const after = servicesOf(is.project);
  const pairs = plan.links.flatMap(({ service, link }) => {
    const had = servicesOf(was.project)
      .get(service)
      ?.dependsOn.find((each) => each.service === link.target);
    const has = after.get(service)?.dependsOn.find((each) => each.service === link.target);
    return had?.restart && !has?.restart ? [{ service, source: link.target }] : [];
  });
  return unique(pairs);
}

/** Which services have come together, and which have been parted. */
function reach(was: World, is: World): Pick<Effects, 'reaching' | 'parted'> {
  const [before, after] = [reachingNetworks(was.names), reachingNetworks(is.names)];
  // Only where a service is on other networks than it was is there anything to find.
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter((service) => {
    const [old, now] = [before.get(service) ?? NO_NETWORKS, after.get(service) ?? NO_NETWORKS];
    return old.size !== now.size || [...old].some((network) => !now.has(network));
  });
  if (moved.length === 0) return { reaching: [], parted: [] };
  const [had, has] = [peersOf(moved, before), peersOf(moved, after)];
  const pairs = (one: ReadonlyMap<string, readonly [string, string]>, other: ReadonlyMap<string, readonly [string, string]>) =>
    [...one].flatMap(([key, [service, peer]]) => (other.has(key) ? [] : [{ service, other: peer }]));
  return { reaching: pairs(has, had), parted: pairs(had, has) };
}

/** The pairs of services that share a network, of which one is among these, each in the order of their names. */
function peersOf(
  moved: readonly string[],
  networks: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly [string, string]> {
  const members = new Map<string, string[]>();
  for (const [service, on] of networks)
    for (const network of on) {
      const known = members.get(network);
      if (known) known.push(service);
      else members.set(network, [service]);
    }
  const pairs = new Map<string, readonly [string, string]>();
  for (const service of moved) {
    for (const network of networks.get(service) ?? NO_NETWORKS) {
      for (const peer of members.get(network) ?? []) {
        if (pairs.size >= MOST || peer === service) continue;
        const [one, other] = peer < service ? [peer, service] : [service, peer];
        pairs.set(`${one}\n${other}`, [one, other]);
      }
    }
  }
  return new Map([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** More pairs are too many to tell. */
const MOST = 20_000;

const BRIDGE = 'the default bridge';
const NO_NETWORKS: ReadonlySet<string> = new Set();

/** The networks on which each service reaches others, by the engine's names; the default bridge is one, too. */
const reachingNetworks = memoized((names: World['names']): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { container, attachment } of names.containers) {
    const networks = attachment.kind === 'networks' ? attachment.networks : attachment.kind === 'bridge' ? [BRIDGE] : [];
    const known = found.get(container.service.name);
    if (!known) found.set(container.service.name, new Set(networks));
    else for (const network of networks) known.add(network);
  }
  return found;
});

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
