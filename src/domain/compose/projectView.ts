import { attachmentOf, containersOf } from './project/containers.ts';
import type { Attachment } from './project/containers.ts';
import type { Project, ProjectService } from './project/project.ts';
import { ringsOf } from './project/rings.ts';

/** A project with what is asked of it link by link, worked out once. */
export interface ProjectView {
  readonly project: Project;
  /** The services that take part. */
  readonly active: ReadonlyMap<string, ProjectService>;
  /** Those that no active profile enables. */
  readonly disabled: ReadonlyMap<string, ProjectService>;
  /** Where the containers of every service are. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** The services that take part, by the names of their containers. */
  readonly byContainer: ReadonlyMap<string, ProjectService>;
  /** The services that wait for each other in a circle, by each of their names; all of one circle share one list. */
  readonly rings: ReadonlyMap<string, readonly string[]>;
  /** Whether every file that was asked for was there and readable, so that what the project does not define is nowhere. */
  readonly complete: boolean;
}

const INCOMPLETE = new Set(['file-missing', 'file-unreadable', 'extends', 'include']);

/** A project as its links are looked at. */
export function viewOf(project: Project): ProjectView {
  const { services, disabled, problems } = project;
  return {
    project,
    active: byName(services),
    disabled: byName(disabled),
    attachments: new Map([...services, ...disabled].map((service) => [service.name, attachmentOf(service, project)])),
    byContainer: new Map(containersOf(project).map(({ name, service }) => [name, service])),
    rings: ringsOf(services),
    complete: !problems.some(({ code }) => INCOMPLETE.has(code)),
  };
}

/** A service of the project, whether a profile enables it or not. */
export function serviceOf({ active, disabled }: ProjectView, name: string): ProjectService | undefined {
  return active.get(name) ?? disabled.get(name);
}

/** Whether two services can reach each other by a network of Docker's DNS; null where a variable decides. */
export function sharedNetwork(view: ProjectView, one: ProjectService, other: ProjectService): boolean | null {
  if (isHidden(one) || isHidden(other)) return null;
  const mine = view.attachments.get(one.name);
  const theirs = view.attachments.get(other.name);
  if (mine?.kind !== 'networks' || theirs?.kind !== 'networks') return false;
  return mine.networks.some((network) => theirs.networks.includes(network));
}

/** Whether a variable that no file sets decides where the service's containers are. */
export function isHidden({ networkMode }: ProjectService): boolean {
  return (networkMode?.assumedUnset.length ?? 0) > 0;
}

function byName(services: readonly ProjectService[]): ReadonlyMap<string, ProjectService> {
  return new Map(services.map((service) => [service.name, service]));
}
