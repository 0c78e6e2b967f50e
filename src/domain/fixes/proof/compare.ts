import { memoized } from '../../../base/memo.ts';
import type { ContainerNames, ProjectNames } from '../../compose/project/names.ts';
import type { Project } from '../../compose/project/project.ts';
import { resolveName } from '../../compose/project/resolve.ts';
import type { Resolution } from '../../compose/project/resolve.ts';
import { linksBy, sameList, servicesOf } from './world.ts';
import type { Effects, Proving, World } from './world.ts';

/** What was found to change by a plan's own purpose. */
export interface Told {
  readonly lost: Effects['lost'][number][];
  readonly rotating: Effects['rotating'][number][];
  readonly dropped: Effects['dropped'][number][];
}

/** A name, and the container that asks for it before and after. */
export interface Question {
  readonly before: ContainerNames;
  readonly after: ContainerNames;
  readonly name: string;
  readonly planned: ReadonlySet<string>;
}

/** Why a name may not lead where it leads after the change; null where it may, with what is to be told of it. */
export function compare({ was, is, plan, mentions }: Proving, { before, after, name, planned }: Question, told: Told): string | null {
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
