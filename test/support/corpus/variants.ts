import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';

/** A text that says the same in other bytes. */
type Variant = (text: string) => string;

/** What people's editors and habits make of the same file. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  'as they are': (text) => text,
  'with CRLF': (text) => text.replaceAll(/\r?\n/g, '\r\n'),
  'with a byte order mark': (text) => `\uFEFF${text.replace(/^\uFEFF/, '')}`,
  'without a last line end': (text) => text.replace(/(?:\r?\n)+$/, ''),
  'with blanks at the ends of lines': (text) => lineByLine(text, (line) => `${line}  `),
  'with a comment behind each line': (text) => lineByLine(text, (line, at) => `${line}  # behind ${String(at)}`),
  'with a comment above each line': (text) =>
    lineByLine(text, (line, at) => `${/^ */.exec(line)?.[0] ?? ''}# above ${String(at)}\n${line}`),
};

/** A text in another form; as it is where that would say something else. */
export function varied(text: string, variant: Variant): string {
  const other = variant(text);
  return isDeepStrictEqual(dataOf(other), dataOf(text)) ? other : text;
}

/** Changes every line that is not empty and can be changed without another meaning. */
function lineByLine(text: string, change: (line: string, at: number) => string): string {
  const meant = dataOf(text);
  const lines = text.split('\n');
  const apply = (from: number, to: number): void => {
    const changed = lines.map((line, at) => (at >= from && at < to && line.trim() !== '' ? changedLine(line, at, change) : line));
    if (isDeepStrictEqual(dataOf(changed.join('\n')), meant)) lines.splice(from, to - from, ...changed.slice(from, to));
    else if (to - from > 1) {
      const middle = Math.floor((from + to) / 2);
      // The later half first: its lines keep their places.
      apply(middle, to);
      apply(from, middle);
    }
  };
  apply(0, lines.length);
  return lines.join('\n');
}

function changedLine(line: string, at: number, change: (line: string, at: number) => string): string {
  const end = line.endsWith('\r') ? '\r' : '';
  return change(end === '' ? line : line.slice(0, -1), at).replaceAll('\n', `${end}\n`) + end;
}

/** What a text says; null for what cannot be read. */
function dataOf(text: string): unknown {
  const document = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: 'silent' });
  return document.errors.length > 0 ? null : (document.toJS({ maxAliasCount: -1 }) as unknown);
}
