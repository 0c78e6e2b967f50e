import { malformed, required, valueOrEmpty } from './asking.ts';
import type { Asking, LookUp, Refusal } from './asking.ts';
import { interpolateTemplate } from './template.ts';

/** Whose rules of `$` count: Compose 2 and later; docker-compose 1.x; the same for a v1 file, where defaults are unknown. */
export type InterpolationRules = 'compose-2' | 'compose-1' | 'compose-1-v1';

/** The variables a text asked for and did not find. */
export interface Asked {
  /** Read as empty: nothing says what stands there instead. */
  readonly assumedUnset: readonly string[];
  /** Not found either, but the text itself says what counts then (`${X:-d}`, `${X:+r}`). */
  readonly defaulted: readonly string[];
}

/** A text after interpolation; it is true for every environment when both lists are empty, and else if those names are unset. */
export interface Interpolated extends Asked {
  readonly kind: 'known' | 'assumed';
  readonly value: string;
}

/** Why Compose stops: a text that is no template, or `${X:?…}` without the variable, in `variable`. */
export interface InterpolationError extends Asked {
  readonly kind: 'error';
  readonly variable: string | null;
  readonly message: string;
}

/** Puts the variables of a text in place (compose-spec, interpolation); time linear in the text's length. */
export function interpolate(text: string, lookUp: LookUp, rules: InterpolationRules = 'compose-2'): Interpolated | InterpolationError {
  const assumedUnset = new Set<string>();
  const asked: Asking = { lookUp: (name) => lookUp(name, (unset) => assumedUnset.add(unset)), assumedUnset, defaulted: new Set() };
  const result = rules === 'compose-2' ? interpolateTemplate(text, asked) : interpolateOld(text, asked, rules);
  const lists = { assumedUnset: [...asked.assumedUnset], defaulted: [...asked.defaulted] };
  if (typeof result !== 'string') return { kind: 'error', ...result, ...lists };
  return { kind: lists.assumedUnset.length > 0 ? 'assumed' : 'known', value: result, ...lists };
}

const OLD = /\$(?:(?<escaped>\$)|(?<named>[_a-z][_a-z0-9]*)|\{(?<braced>[_a-z][_a-z0-9]*)(?:(?<operator>:?[-?])(?<rest>[^}]*))?\}|)/giu;

/** docker-compose 1.x: defaults are not interpolated themselves and end at the first `}` (`config/interpolation.py`). */
function interpolateOld(text: string, asking: Asking, rules: InterpolationRules): string | Refusal {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(OLD)) {
    const value = oldValue(match.groups ?? {}, asking, rules);
    if (value === null) return malformed(text);
    if (typeof value !== 'string') return value;
    result += text.slice(at, match.index) + value;
    at = match.index + match[0].length;
  }
  return result + text.slice(at);
}

/** Null for a `$` that begins nothing. */
function oldValue(
  groups: Readonly<Record<string, string | undefined>>,
  asking: Asking,
  rules: InterpolationRules,
): string | Refusal | null {
  const { escaped, named, braced, operator, rest = '' } = groups;
  if (escaped !== undefined) return '$';
  const name = named ?? braced;
  if (name === undefined || (operator !== undefined && rules === 'compose-1-v1')) return null;
  if (operator === undefined) return valueOrEmpty(name, asking);
  const value = asking.lookUp(name);
  if (value === undefined) asking.defaulted.add(name);
  if (value !== undefined && (value !== '' || !operator.startsWith(':'))) return value;
  return operator.endsWith('?') ? required(name, rest) : rest;
}
