import type { Span } from '../../syntax/text.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yaml/tree.ts';

/** Replaces a stretch of the text; spans count from the text's beginning. */
export interface SpanEdit extends Span {
  readonly newText: string;
}

/** A text with the edits collected for it. */
export interface Page {
  readonly text: string;
  readonly eol: string;
  readonly edits: SpanEdit[];
}

/** Says, in one sentence, that something is written in a way that no small edit fits. */
export class Unsuitable extends Error {}

/** An empty page over a text; new lines end as the first one does. */
export function pageOf(text: string): Page {
  return { text, eol: /\r\n|\r|\n/.exec(text)?.[0] ?? '\n', edits: [] };
}

/** Adds an edit. */
export function put({ edits }: Page, start: number, end: number, newText: string): void {
  edits.push({ start, end, newText });
}

/** The column of an offset in its line. */
export function columnOf(page: Page, offset: number): number {
  return offset - lineStart(page, offset);
}

/** Where the line of an offset begins. */
export function lineStart({ text }: Page, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

function lineEnd({ text }: Page, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function nextLine({ text }: Page, offset: number): number {
  const end = lineEnd({ text, eol: '', edits: [] }, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0);
}

/** The blanks that a thing at the head of its line is indented by. */
export function indentOf(page: Page, offset: number): string {
  const indent = page.text.slice(lineStart(page, offset), offset);
  if (!/^ *$/.test(indent)) throw new Unsuitable('The service is written in a style that no small edit fits.');
  return indent;
}

/** Puts lines below the one in which a block ends. */
export function putBelow(page: Page, offset: number, lines: readonly string[]): void {
  const end = lineEnd(page, offset);
  if (!/^[ \t]*(?:#.*)?$/.test(page.text.slice(offset, end)))
    throw new Unsuitable('The service is written in a style that no small edit fits.');
  const next = nextLine(page, offset);
  if (next === end) put(page, end, end, lines.map((line) => page.eol + line).join(''));
  else put(page, next, next, lines.map((line) => line + page.eol).join(''));
}

/** Puts lines above the one that an offset is the head of. */
export function putAbove(page: Page, offset: number, lines: readonly string[]): void {
  indentOf(page, offset);
  const start = lineStart(page, offset);
  put(page, start, start, lines.map((line) => line + page.eol).join(''));
}

/** Takes out what stands alone in its line, with the line unless a comment stays in it. */
export function takeLine(page: Page, { start, end }: Span): void {
  indentOf(page, start);
  const rest = page.text.slice(end, lineEnd(page, end));
  if (/^[ \t]*$/.test(rest)) put(page, lineStart(page, start), nextLine(page, end), '');
  else if (/^[ \t]+#/.test(rest)) put(page, start, end + rest.indexOf('#'), '');
  else throw new Unsuitable('A link shares its line with something else.');
}

/** A block item's span with its dash. */
export function withDash({ text }: Page, { start, end }: Span): Span {
  const dash = /-[ ]+$/.exec(text.slice(0, start).slice(-80));
  if (!dash) throw new Unsuitable('A list item is written in a style that no small edit fits.');
  return { start: start - dash[0].length, end };
}

/** A name as a scalar that YAML reads as the same string; a `$` is doubled for Compose where it interpolates. */
export function scalar(name: string): string {
  return isPlain(name) ? name : `'${name.replaceAll("'", "''").replaceAll('$', '$$$$')}'`;
}

/** Whether a name needs no quotes in any version of YAML. */
export function isPlain(name: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name);
}

/** The entry of a key in a map's own text. */
export function entryOf(map: YamlMap, key: string): YamlEntry | null {
  return map.entries.findLast((entry) => entry.key.text === key) ?? null;
}

/** Items that are all scalars. */
export function scalars(items: readonly (YamlNode | null)[]): readonly YamlScalar[] {
  return items.map((item) => {
    if (item?.kind !== 'scalar' || item.anchor || item.tag || item.style === 'literal' || item.style === 'folded')
      throw new Unsuitable('A list holds something else than simple names.');
    return item;
  });
}

/** Adds `text` behind the last element of a list or map in brackets; Compose takes `key:,` for a name with a colon. */
export function putInBrackets(page: Page, node: YamlNode, last: Span | undefined, text: string): void {
  if (last) put(page, last.end, last.end, `${page.text[last.end - 1] === ':' ? ' ' : ''}, ${text}`);
  else put(page, node.span.start + 1, node.span.start + 1, text);
}
