import { malformed, required, valueOrEmpty } from './asking.ts';
import type { Asking, Refusal } from './asking.ts';

/** Defaults within defaults; far more than people write, few enough to stay linear. */
const MAX_DEPTH = 40;

const NAME = /[_a-z][_a-z0-9]*/iy;
const OPERATOR = /:?[-+?]/y;

/** Interpolates as compose-go's `template.Substitute` does: braces may nest, and what stands behind an operator is interpolated too. */
export function interpolateTemplate(text: string, asking: Asking, depth = 0): string | Refusal {
  if (depth > MAX_DEPTH) return malformed(text);
  let result = '';
  let at = 0;
  for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
    result += text.slice(at, dollar);
    const next = text[dollar + 1];
    if (next === '$') {
      result += '$';
      at = dollar + 2;
      continue;
    }
    if (next === '{') {
      const braced = bracedAt(text, dollar + 2);
      if (!braced) return malformed(text);
      const value = substitute(braced, asking, depth);
      if (typeof value !== 'string') return value;
      result += value;
      at = braced.end;
      continue;
    }
    const name = matchAt(NAME, text, dollar + 1);
    // A `$` before anything else means itself.
    result += name === null ? '$' : valueOrEmpty(name, asking);
    at = dollar + 1 + (name?.length ?? 0);
  }
  return result + text.slice(at);
}

interface Braced {
  readonly name: string;
  readonly operator: string | null;
  readonly rest: string;
  /** Behind the closing brace. */
  readonly end: number;
}

/** The inside of `${…}`, whose first character stands at `start`; null for what is no such thing. */
function bracedAt(text: string, start: number): Braced | null {
  const name = matchAt(NAME, text, start);
  if (name === null) return null;
  const behind = start + name.length;
  if (text[behind] === '}') return { name, operator: null, rest: '', end: behind + 1 };
  const operator = matchAt(OPERATOR, text, behind);
  if (operator === null) return null;
  const close = closingBrace(text, behind + operator.length);
  return close < 0 ? null : { name, operator, rest: text.slice(behind + operator.length, close), end: close + 1 };
}

/**
 * Where a `${` ends whose rest begins at `start`: braces are counted, the character behind an opening one left out, and
 * what never closes ends at its line's last brace; a line break is never part of it (compose-go, `getFirstBraceClosingIndex`).
 */
function closingBrace(text: string, start: number): number {
  let open = 1;
  let last = -1;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') break;
    if (char === '{') {
      open += 1;
      if (text[at + 1] === '\n') break;
      if (text[at + 1] === '}') last = at + 1;
      at += 1;
    } else if (char === '}') {
      last = at;
      open -= 1;
      if (open === 0) return at;
    }
  }
  return last;
}

function substitute({ name, operator, rest }: Braced, asking: Asking, depth: number): string | Refusal {
  if (operator === null) return valueOrEmpty(name, asking);
  // Also where it does not count: a fault in an unused default stops Compose as well.
  const alternative = interpolateTemplate(rest, asking, depth + 1);
  if (typeof alternative !== 'string') return alternative;
  const value = asking.lookUp(name);
  if (value === undefined) asking.defaulted.add(name);
  const present = value !== undefined && (value !== '' || !operator.startsWith(':'));
  if (operator.endsWith('+')) return present ? alternative : (value ?? '');
  if (present) return value;
  return operator.endsWith('-') ? alternative : required(name, alternative);
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
