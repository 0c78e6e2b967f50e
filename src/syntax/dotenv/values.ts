import type { Range } from '../text.ts';
import { interpolate } from '../interpolation/interpolate.ts';
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
    const assumed = new Set<string>();
    const found = value ?? lookUp(name, (unset) => assumed.add(unset));
    if (found === undefined) continue;
    if (value === null || literal) {
      values.set(name, { value: found, range, assumedUnset: [...assumed] });
      continue;
    }
    const result = interpolate(found, (asked, assume) => lookUp(asked, assume) ?? valueIn(values, asked, assume));
    if (result.kind === 'error') refused.push({ message: result.message, range });
    else values.set(name, { value: result.value, range, assumedUnset: result.assumedUnset });
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
    const assume = (unset: string) => assumedUnset.add(unset);
    const replaced = value.replace(/\$\{([^}:]*)(?::-([^}]*))?\}/g, (_, asked: string, byDefault?: string) => {
      const found = valueIn(values, asked, assume) ?? (values.has(asked) ? '' : lookUp(asked, assume));
      if (found === undefined && byDefault === undefined) assume(asked);
      return found ?? byDefault ?? '';
    });
    values.set(name, { value: replaced, range, assumedUnset: [...assumedUnset] });
  }
  return { values, faults: [] };
}

function valueIn(values: ReadonlyMap<string, DotenvValue>, name: string, assume: (unset: string) => void): string | undefined {
  const own = values.get(name);
  for (const unset of own?.assumedUnset ?? []) assume(unset);
  return own?.value ?? undefined;
}
