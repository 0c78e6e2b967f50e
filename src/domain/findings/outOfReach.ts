import { memoized } from '../../base/memo.ts';
import { namesOf } from '../compose/project/names.ts';
import type { ProjectNames } from '../compose/project/names.ts';
import type { EnvironmentFact, ProjectService } from '../compose/project/project.ts';
import { resolveName } from '../compose/project/resolve.ts';
import { isHidden, sharedNetwork } from '../compose/projectView.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { Lines, Range } from '../../syntax/text.ts';
import { hostsAsked, hostsWritten } from './hostsAsked.ts';
import type { NameFinding } from './nameRules.ts';
import { networkNames, whereIs } from './reach.ts';

/** A file as it is looked at. */
export interface NamedFile {
  /** As projects write it. */
  readonly path: string;
  readonly lines: () => Lines;
  readonly text: string;
}

/** Hosts that values of a service in a file name, that others of the project are called by, and that lead nowhere in its containers. */
export function outOfReach(file: NamedFile, view: ProjectView): readonly NameFinding[] {
  if (!view.complete) return [];
  const called = ownersByName(view);
  return view.project.services.flatMap((service) => {
    if (!isJudged(service, view)) return [];
    return service.environment.flatMap((variable) => {
      const range = rangeIn(file.path, variable, service);
      if (!range) return [];
      return hostsOf(variable, file).flatMap((host): readonly NameFinding[] => {
        const owners = called.get(host.toLowerCase()) ?? [];
        if (owners.length === 0 || owners.includes(service) || !leadsNowhere(host, service, projectNames(view.project))) return [];
        const said = findingOf({ host, variable: variable.name, service, owners, view });
        return said ? [{ ...said, severity: 'warning', range }] : [];
      });
    });
  });
}

/** The names that resolve in a project, worked out once. */
export const projectNames = memoized(namesOf);

/** Of a value in which unset variables have a say only what the file itself writes. */
function hostsOf({ name, value, place, assumedUnset }: EnvironmentFact, { path, text, lines }: NamedFile): readonly string[] {
  if (value === null) return [];
  if (assumedUnset.length === 0) return hostsAsked(name, value);
  if (place.path !== path) return [];
  const { start, end } = lines().span(place.range);
  return hostsWritten(name, text.slice(start, end));
}

/** Where a file writes a value, or names the file of variables that has it. */
function rangeIn(path: string, { place }: EnvironmentFact, { envFiles }: ProjectService): Range | null {
  const at = envFiles.find(({ value }) => value === place.path)?.place ?? place;
  return at.path === path ? at.range : null;
}

/** A service without an image lies over another that is not at hand; v1 files are also read by others, such as Rancher, that give them names. */
export function isJudged(service: ProjectService, { attachments, project }: ProjectView): boolean {
  const kind = attachments.get(service.name)?.kind;
  return !project.v1 && !isHidden(service) && isWhole(service) && (kind === 'networks' || kind === 'bridge');
}

function isWhole({ image, build }: ProjectService): boolean {
  return image !== null || build !== null;
}

/** The services by all that they are called on networks; nothing that a variable hides. */
function ownersByName({ project: { services } }: ProjectView): ReadonlyMap<string, readonly ProjectService[]> {
  const owners = new Map<string, ProjectService[]>();
  for (const service of services) {
    if (isHidden(service) || !isWhole(service)) continue;
    const written = [service.containerName, service.hostname, ...service.networks.flatMap(({ aliases }) => aliases)];
    const known = written.flatMap((fact) => (fact && fact.assumedUnset.length === 0 ? [fact.value] : []));
    for (const name of new Set([service.name, ...known].map((each) => each.toLowerCase()))) {
      const same = owners.get(name);
      if (same) same.push(service);
      else owners.set(name, [service]);
    }
  }
  return owners;
}

function leadsNowhere(host: string, { name }: ProjectService, names: ProjectNames): boolean {
  const receiver = names.containers.find(({ container }) => container.service.name === name);
  return receiver?.outcome.kind === 'runs' && resolveName(names, receiver, host).kind === 'none';
}

interface Asking {
  readonly host: string;
  readonly variable: string;
  readonly service: ProjectService;
  readonly owners: readonly ProjectService[];
  readonly view: ProjectView;
}

function findingOf({ host, variable, service, owners, view }: Asking): Pick<NameFinding, 'code' | 'message'> | null {
  const asked = `"${service.name}" asks for "${host}" (${variable})`;
  const beside = owners.find((owner) => sharedNetwork(view, service, owner) === true);
  if (beside) {
    const shared = networksBeside(service, beside);
    const named = beside.networks.filter(({ aliases }) => aliases.some(({ value }) => value.toLowerCase() === host.toLowerCase()));
    if (named.length === 0) return null;
    const message = `${asked}, which is an alias of "${beside.name}" on ${quoted(named.map(({ key }) => key))} only; they share ${quoted(shared)}, where nobody has that name.`;
    return { code: 'alias-other-network', message };
  }
  const [owner] = owners;
  if (!owner) return null;
  const [mine, theirs] = [view.attachments.get(service.name), view.attachments.get(owner.name)];
  if (mine?.kind === 'bridge' && theirs?.kind === 'bridge') {
    const message = `${asked}, and no link gives it that name: both are on the default bridge, which has no DNS.`;
    return { code: 'host-no-network', message };
  }
  const place = mine?.kind === 'networks' ? `is on ${networkNames(view.project, mine.networks)}` : 'is on the default bridge';
  const message = `${asked} and shares no network with "${owner.name}": it ${place}, "${owner.name}" is ${whereIs(theirs, view.project)}. The name does not resolve.`;
  return { code: 'host-no-network', message };
}

function networksBeside({ networks }: ProjectService, other: ProjectService): readonly string[] {
  return networks.map(({ key }) => key).filter((key) => other.networks.some((one) => one.key === key));
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
