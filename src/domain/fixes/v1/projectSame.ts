import { namesOf } from '../../compose/project/names.ts';
import type { ContainerNames, ProjectNames } from '../../compose/project/names.ts';
import type { Project, ProjectService } from '../../compose/project/project.ts';
import { resolveName } from '../../compose/project/resolve.ts';

/** A name that a service's containers no longer know; `source` is the service or container it led to. */
export interface GoneName {
  readonly service: string;
  readonly name: string;
  readonly source: string;
  /** Whether it leads to a container outside the project. */
  readonly outside: boolean;
}

/** Either the names that go, of which nobody wrote any but those that lead outside, or why the projects are not the same, in one sentence. */
export type SameProject = { readonly same: true; readonly gone: readonly GoneName[] } | { readonly same: false; readonly reason: string };

/** Whether a project of v1 files is the same with its files wrapped: its services say the same, wait for the same, and their links' names lead where they led. */
export function sameProject(v1: Project, wrapped: Project): SameProject {
  const problem = wrapped.problems.find(({ severity }) => severity === 'refused');
  if (problem) return { same: false, reason: `Compose would refuse the result: ${problem.message}` };
  const now = new Map(wrapped.services.map((service) => [service.name, service]));
  if (now.size !== v1.services.length) return { same: false, reason: 'The project would have other services.' };
  const sameReader = v1.reader === wrapped.reader;
  for (const service of v1.services) {
    const other = now.get(service.name);
    if (!other || (sameReader && meaning(service) !== meaning(other)))
      return { same: false, reason: `\`${service.name}\` would say something else than before.` };
    const waits = new Set(other.dependsOn.map((each) => each.service));
    const lost = service.dependsOn.find((each) => !waits.has(each.service));
    if (lost) return { same: false, reason: `\`${service.name}\` would no longer start after \`${lost.service}\`.` };
  }
  return sameNames(namesOf(v1), namesOf(wrapped));
}

/** Links, networks and dependencies are compared by what they do. */
function meaning(service: ProjectService): string {
  const mode = service.networkMode?.value ?? null;
  const networkMode = mode === 'bridge' || mode === 'default' ? null : mode;
  const rest = { ...service, networkMode, places: [], links: [], dependsOn: [], networks: [] };
  return JSON.stringify(rest, (key, value: unknown) => (key === 'place' || key === 'repeats' || key === 'scaleFrom' ? undefined : value));
}

function sameNames(before: ProjectNames, after: ProjectNames): SameProject {
  const gone: GoneName[] = [];
  const serviceOf = new Map(before.containers.map(({ container }) => [container.name, container.service.name]));
  const now = new Map(after.containers.map((each) => [keyOf(each), each]));
  const nowOf = new Map(after.containers.map(({ container }) => [container.name, container.service.name]));
  for (const each of before.containers) {
    if (each.outcome.kind !== 'runs') continue;
    const { service } = each.container;
    const other = now.get(keyOf(each));
    if (other?.outcome.kind !== 'runs')
      return { same: false, reason: `\`${service.name}\` would not start. ${other?.outcome.reason ?? ''}` };
    const written = new Set([...service.links, ...service.externalLinks].map(({ alias }) => alias));
    for (const line of each.hosts) {
      if (line.mechanism === 'extra_hosts') continue;
      const had = [...new Set(line.containers.map((name) => serviceOf.get(name) ?? name))];
      const has = resolveName(after, other, line.name);
      if (has.kind === 'found' && sameList([...new Set(has.containers.map((name) => nowOf.get(name) ?? name))], had)) continue;
      const [source = ''] = had;
      const outside = !line.known;
      if (!outside && (has.kind === 'found' || written.has(line.name)))
        return { same: false, reason: `\`${line.name}\` would no longer lead \`${service.name}\` to \`${source}\` alone.` };
      gone.push({ service: service.name, name: line.name, source, outside });
    }
  }
  return { same: true, gone };
}

function keyOf({ container: { service, number } }: ContainerNames): string {
  return `${service.name}\n${String(number)}`;
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
