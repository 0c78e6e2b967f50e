import { compare } from './mergeOld.ts';
import type { ProjectService } from './project.ts';

/** A service on the way of the search. */
interface Step {
  readonly name: string;
  readonly needs: readonly string[];
  next: number;
}

/**
 * The services that wait for each other in a circle, by each of their names, sorted; a service that waits for itself is a circle of one.
 * Tarjan's search for strongly connected parts, without recursion and linear.
 */
export function ringsOf(services: readonly ProjectService[]): ReadonlyMap<string, readonly string[]> {
  const needs = new Map(services.map(({ name, dependsOn }) => [name, dependsOn.map(({ service }) => service)]));
  const found = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const rings = new Map<string, readonly string[]>();
  const lower = (name: string, to: number | undefined): void => {
    if (to !== undefined && to < (lowest.get(name) ?? Infinity)) lowest.set(name, to);
  };
  const enter = (name: string): Step => {
    lowest.set(name, found.size);
    found.set(name, found.size);
    open.push(name);
    isOpen.add(name);
    return { name, needs: needs.get(name) ?? [], next: 0 };
  };
  const close = (name: string): void => {
    const part = open.splice(open.lastIndexOf(name));
    for (const each of part) isOpen.delete(each);
    if (part.length === 1 && !needs.get(name)?.includes(name)) return;
    part.sort(compare);
    for (const each of part) rings.set(each, part);
  };
  for (const { name } of services) {
    const trail = found.has(name) ? [] : [enter(name)];
    for (let step = trail.at(-1); step; step = trail.at(-1)) {
      const need = step.needs[step.next];
      step.next += 1;
      if (need === undefined) {
        trail.pop();
        if (lowest.get(step.name) === found.get(step.name)) close(step.name);
        const before = trail.at(-1);
        if (before) lower(before.name, lowest.get(step.name));
      } else if (isOpen.has(need)) lower(step.name, found.get(need));
      else if (needs.has(need) && !found.has(need)) trail.push(enter(need));
    }
  }
  return rings;
}
