import { Lines } from '../text.ts';
import type { Range } from '../text.ts';

/** One variable of a `.env` file as docker-compose 1.x reads it; value null for a bare name. */
export interface OldDotenvEntry {
  readonly name: string;
  readonly value: string | null;
  readonly range: Range;
}

const NEXT = /[\s\uFEFF]*/y;
const KEY = /(?:export[^\S\r\n]+)?(?:'([^']+)'|([^=#\s]+))[^\S\r\n]*/y;
const SINGLE = /'((?:\\'|[^'])*)'/y;
const DOUBLE = /"((?:\\"|[^"])*)"/y;
const PLAIN = /[^\r\n]*/y;
const END = /[^\S\r\n]*(?:#[^\r\n]*)?[^\S\r\n]*(?=[\r\n]|$)/y;
const REST = /[^\r\n]*/y;

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The variables of a `.env` file in its order, by the rules of python-dotenv, which docker-compose 1.x uses; lines it cannot read are left out, as there. */
export function readOldDotenv(text: string): readonly OldDotenvEntry[] {
  const lines = new Lines(text);
  const entries: OldDotenvEntry[] = [];
  let at = skip(NEXT, text, 0);
  while (at < text.length) {
    const found = text[at] === '#' ? null : entryAt(text, at);
    if (found) entries.push({ name: found.name, value: found.value, range: lines.range({ start: at, end: found.end }) });
    at = skip(NEXT, text, skip(REST, text, found?.end ?? at));
  }
  return entries;
}

function entryAt(text: string, at: number): { name: string; value: string | null; end: number } | null {
  const key = matchAt(KEY, text, at);
  const name = key?.[1] ?? key?.[2];
  if (!key || name === undefined) return null;
  const afterKey = at + key[0].length;
  const equals = text[afterKey] === '=';
  const value = equals ? valueAt(text, skip(/[^\S\r\n]*/y, text, afterKey + 1)) : { value: null, end: afterKey };
  return value && matchAt(END, text, value.end) ? { name, ...value } : null;
}

function valueAt(text: string, at: number): { value: string; end: number } | null {
  const quote = text[at];
  if (quote === "'" || quote === '"') {
    const match = matchAt(quote === "'" ? SINGLE : DOUBLE, text, at);
    if (!match) return null;
    const escapes = quote === "'" ? /\\([\\'])/g : /\\([\\'"abfnrtv])/g;
    return { value: (match[1] ?? '').replace(escapes, (_, char: string) => ESCAPES[char] ?? char), end: at + match[0].length };
  }
  const line = matchAt(PLAIN, text, at)?.[0] ?? '';
  return { value: line.replace(/\s+#.*/, '').trimEnd(), end: at + line.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + (matchAt(pattern, text, at)?.[0].length ?? 0);
}
