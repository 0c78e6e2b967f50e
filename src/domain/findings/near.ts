import type { NearService } from './rule.ts';

/** Beyond so many services only names that differ by hyphens, underscores, dots and case are near. */
const MOST_COMPARED = 200;

/** Shorter names differ by one letter too easily. */
const LEAST_LENGTH = 4;

/** Finds among services the one whose name is nearly the one asked for: equal but for case and separators, or one letter away from it alone. */
export function nearest(services: () => readonly NearService[]): (name: string) => NearService | null {
  let all: readonly NearService[] | null = null;
  const byLetters = new Map<string, NearService>();
  return (name) => {
    if (!all) {
      all = services();
      for (const service of all) if (!byLetters.has(lettersOf(service.name))) byLetters.set(lettersOf(service.name), service);
    }
    const same = byLetters.get(lettersOf(name));
    if (same || all.length > MOST_COMPARED || name.length < LEAST_LENGTH) return same ?? null;
    const [only, ...others] = all.filter((service) => isOneAway(service.name, name));
    return only && others.length === 0 ? only : null;
  };
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '');
}

/** One letter more, less or other, or two neighbours changed over. */
function isOneAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const rest = one.slice(start);
  const otherRest = other.slice(start);
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (rest.slice(2) === otherRest.slice(2) && rest[0] === otherRest[1] && rest[1] === otherRest[0])
  );
}
