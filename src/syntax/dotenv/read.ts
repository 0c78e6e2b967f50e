import { Lines } from '../text.ts';
import type { Range } from '../text.ts';

/** One variable of a `.env` file. */
export interface DotenvEntry {
  readonly name: string;
  /** Quotes and escapes resolved, nothing interpolated; null for a bare name, which Compose takes from its own environment. */
  readonly value: string | null;
  /** Whether the value stands in single quotes, where `$` means itself. */
  readonly literal: boolean;
  /** From the name's first character to the value's last, quotes included. */
  readonly range: Range;
}

const BLANKS = /[\s\uFEFF]*/y;
const NAME = /(?:export[ \t]+)?([\p{L}\p{N}_.[\]-]+)/uy;
const SEPARATOR = /[ \t]*[=:][ \t]*/y;
const END_OF_LINE = /[ \t]*(?=[\r\n]|$)/y;
const REST_OF_LINE = /[^\r\n]*/y;
/** What a `.env` file says, and the lines for which Compose refuses the whole file. */
export interface DotenvFile {
  readonly entries: readonly DotenvEntry[];
  readonly faults: readonly Range[];
}

/**
 * The variables of a `.env` file in its order, by the rules of compose-go's dotenv parser: `export`, `=` or `:`, values in
 * quotes over several lines, comments after a blank. A line that Compose would refuse is left out and the rest still read.
 */
export function readDotenv(text: string): readonly DotenvEntry[] {
  return readDotenvFile(text).entries;
}

/** The same with the places of the lines that are left out. */
export function readDotenvFile(text: string): DotenvFile {
  const lines = new Lines(text);
  const entries: DotenvEntry[] = [];
  const faults: Range[] = [];
  let at = 0;
  while ((at = skip(BLANKS, text, at)) < text.length) {
    const comment = text[at] === '#';
    const found = comment ? null : entryAt(text, at);
    const start = at;
    // What stands behind a quoted value is read as the next line.
    at = found?.isQuoted ? found.end : skip(REST_OF_LINE, text, found?.end ?? at);
    if (found) entries.push({ ...valueOf(found), range: lines.range({ start: found.start, end: found.end }) });
    else if (!comment) faults.push(lines.range({ start, end: at }));
  }
  return { entries, faults };
}

function valueOf({ name, value, literal }: Found): Omit<DotenvEntry, 'range'> {
  return { name, value, literal };
}

interface Found extends Value {
  readonly name: string;
  readonly start: number;
}

interface Value {
  readonly value: string | null;
  readonly literal: boolean;
  readonly isQuoted: boolean;
  readonly end: number;
}

function entryAt(text: string, at: number): Found | null {
  const match = matchAt(NAME, text, at);
  const name = match?.[1];
  if (!match || name === undefined) return null;
  const nameEnd = at + match[0].length;
  const start = nameEnd - name.length;
  const separator = matchAt(SEPARATOR, text, nameEnd);
  if (!separator) return matchAt(END_OF_LINE, text, nameEnd) && { name, start, value: null, literal: false, isQuoted: false, end: nameEnd };
  const value = valueAt(text, nameEnd + separator[0].length);
  return value && { name, start, ...value };
}

function valueAt(text: string, at: number): Value | null {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const end = closing(text, quote, at);
    if (end < 0) return null;
    const inner = text.slice(at + 1, end).replaceAll('\r\n', '\n');
    const literal = quote === "'";
    return { value: literal ? inner.replaceAll("\\'", "'") : escapes(inner), literal, isQuoted: true, end: end + 1 };
  }
  const line = matchAt(REST_OF_LINE, text, at)?.[0] ?? '';
  // A `#` counts as the beginning of a comment after a blank only.
  const value = line.replace(/(?:^|[ \t])#.*$/, '').trimEnd();
  return { value, literal: false, isQuoted: false, end: at + value.length };
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  $: '$$',
};

/** `\$` becomes `$$`, which interpolation makes a `$` of (compose-go, `expandEscapes`). */
function escapes(text: string): string {
  return text.replace(/\\([abfnrtv"\\$])/g, (whole, char: string) => ESCAPES[char] ?? whole);
}

/** Where the next such quote stands that no backslash escapes; -1 when there is none. */
function closing(text: string, quote: string, opening: number): number {
  let end = text.indexOf(quote, opening + 1);
  while (end >= 0) {
    let first = end;
    while (text[first - 1] === '\\') first--;
    if ((end - Math.max(first, opening + 1)) % 2 === 0) return end;
    end = text.indexOf(quote, end + 1);
  }
  return -1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + (matchAt(pattern, text, at)?.[0].length ?? 0);
}
