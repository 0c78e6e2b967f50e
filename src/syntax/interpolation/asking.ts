/**
 * What a variable is known to be; undefined when it is not known to be set. A value that itself rests on variables which
 * are not known names them to `assume`.
 */
export type LookUp = (name: string, assume: (unset: string) => void) => string | undefined;

/** What interpolating a text carries along. */
export interface Asking {
  readonly lookUp: (name: string) => string | undefined;
  readonly assumedUnset: Set<string>;
  readonly defaulted: Set<string>;
}

/** Why a text cannot be interpolated. */
export interface Refusal {
  readonly variable: string | null;
  readonly message: string;
}

/** A text with a `$` that begins nothing Compose knows. */
export function malformed(text: string): Refusal {
  return { variable: null, message: `\`${text}\` is no valid interpolation; write \`$$\` for a \`$\` that means itself.` };
}

/** A variable that must have a value, and has none; `why` is the text behind the `?`. */
export function required(variable: string, why: string): Refusal {
  return { variable, message: `The variable \`${variable}\` must have a value${why === '' ? '' : `: ${why}`}.` };
}

/** What a variable without any default becomes. */
export function valueOrEmpty(name: string, { lookUp, assumedUnset }: Asking): string {
  const value = lookUp(name);
  if (value === undefined) assumedUnset.add(name);
  return value ?? '';
}
