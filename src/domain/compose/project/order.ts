import type { Project, ProjectService } from './project.ts';
import { compare } from './mergeOld.ts';

/** In which order Compose creates the services' containers. */
export interface CreationOrder {
  /** A service comes after all it waits for; those of one step have no order among each other. */
  readonly steps: readonly (readonly string[])[];
  /** Services that wait for each other, or themselves; null when none do. */
  readonly cycle: readonly string[] | null;
}

/** The order that links, `depends_on` and shared network namespaces make; both readers stop at a cycle. */
export function creationOrder({ services }: Pick<Project, 'services'>): CreationOrder {
  const names = new Set(services.map(({ name }) => name));
  const needsOf = ({ dependsOn }: ProjectService) => new Set(dependsOn.flatMap(({ service }) => (names.has(service) ? [service] : [])));
  const waiting = new Map(services.map((service) => [service.name, needsOf(service)]));
  const dependents = new Map(services.map(({ name }): [string, string[]] => [name, []]));
  for (const [name, needs] of waiting) for (const need of needs) dependents.get(need)?.push(name);
  const steps: (readonly string[])[] = [];
  let ready = [...waiting].flatMap(([name, needs]) => (needs.size === 0 ? [name] : []));
  while (ready.length > 0) {
    steps.push(ready.sort(compare));
    const next: string[] = [];
    for (const name of ready) {
      waiting.delete(name);
      for (const dependent of dependents.get(name) ?? []) {
        const needs = waiting.get(dependent);
        if (needs?.delete(name) && needs.size === 0) next.push(dependent);
      }
    }
    ready = next;
  }
  return { steps, cycle: waiting.size > 0 ? cycleIn(waiting) : null };
}

/** Each service left waits for another one left, so walking on comes round. */
function cycleIn(waiting: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const walked: string[] = [];
  const at = new Map<string, number>();
  let name = [...waiting.keys()].sort(compare)[0];
  while (name !== undefined && !at.has(name)) {
    at.set(name, walked.length);
    walked.push(name);
    name = [...(waiting.get(name) ?? [])].sort(compare).find((need) => waiting.has(need));
  }
  return walked.slice(name === undefined ? 0 : at.get(name));
}
