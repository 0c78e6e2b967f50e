import type { Range } from '../text.ts';
import { interpolate } from '../interpolation/interpolate.ts';
import type { InterpolationError } from '../interpolation/interpolate.ts';
import type { LookUp } from '../interpolation/asking.ts';
import { readDotenvFile } from './read.ts';
import { readOldDotenv } from './readOld.ts';

/** A variable of a `.env` file after interpolation. */
export interface DotenvValue {
  /** Null only where docker-compose 1.x reads a bare name. */
  readonly value: string | null;
  readonly range: Range;
  /** Names that were read as empty because they are not known to be set. */
  readonly assumedUnset: readonly string[];
}

/** The variables of a `.env` file by name, and what keeps Compose from reading it. */
export interface DotenvValues {
  readonly values: ReadonlyMap<string, DotenvValue>;
  readonly faults: readonly { readonly message: string; readonly range: Range }[];
}

/**
 * The variables that a `.env` file gives by Compose 2's rules: what `lookUp` knows wins inside values over the file's own
 * earlier lines, a bare name is taken from there or not at all, the last of equal names counts.
 */
export function dotenvValues(text: string, lookUp: LookUp): DotenvValues {
  const { entries, faults } = readDotenvFile(text);
  const values = new Map<string, DotenvValue>();
  const refused: { message: string; range: Range }[] = faults.map((range) => ({ message: 'This line is no `NAME=value`.', range }));
  for (const { name, value, literal, range } of entries) {
    const found = value === null ? lookUp(name) : value;
    if (found === undefined) continue;
    if (value === null || literal) {
      values.set(name, { value: found, range, assumedUnset: [] });
      continue;
    }
    const assumed = new Set<string>();
    const result = interpolate(found, (asked) => {
      const outside = lookUp(asked);
      if (outside !== undefined) return outside;
      const own = values.get(asked);
      for (const each of own?.assumedUnset ?? []) assumed.add(each);
      return own?.value ?? undefined;
    });
    if (result.kind === 'error') refused.push({ message: (result satisfies InterpolationError).message, range });
    else values.set(name, { value: result.value, range, assumedUnset: [...new Set([...assumed, ...result.assumedUnset])] });
  }
  return { values, faults: refused };
}

/** docker-compose 1.x knows `${X}` and `${X:-d}` only, also in single quotes; the file's own earlier lines win over `lookUp`. */
export function oldDotenvValues(text: string, lookUp: LookUp): DotenvValues {
  const values = new Map<string, DotenvValue>();
  for (const { name, value, range } of readOldDotenv(text)) {
    if (value === null) {
      values.set(name, { value: null, range, assumedUnset: [] });
      continue;
    }
    const assumedUnset = new Set<string>();
    const replaced = value.replace(/\$\{([^}:]*)(?::-([^}]*))?\}/g, (_, asked: string, byDefault?: string) => {
      const own = values.get(asked);
      for (const each of own?.assumedUnset ?? []) assumedUnset.add(each);
      const found = own ? (own.value ?? '') : lookUp(asked);
      if (found === undefined && byDefault === undefined) assumedUnset.add(asked);
      return found ?? byDefault ?? '';
    });
    values.set(name, { value: replaced, range, assumedUnset: [...assumedUnset] });
  }
  return { values, faults: [] };
}
