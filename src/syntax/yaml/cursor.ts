import type { YamlAlias, YamlNode, YamlScalar } from './tree.ts';

export const SPACE = 32;
export const LF = 10;
export const CR = 13;
export const HASH = 35;
export const DASH = 45;
export const COLON = 58;

/** Where the plain reader stands in a text, and what it has found; a position behind the text's end reads as NaN. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Where the line of `at` begins. */
  lineStart: number;
  /** The column of the content to be read next, after a line was entered; -1 at the text's end. */
  column: number;
  /** Whether the document has begun: only before that `---` may stand. */
  begun: boolean;
  readonly anchors: Map<string, YamlNode>;
  readonly duplicates: YamlScalar[];
  readonly unknownAnchors: YamlAlias[];
}

/** Thrown where a text holds more of YAML than the plain reader knows; nobody but `parsePlainly` sees it. */
export class Beyond extends Error {}

const beyondIt = new Beyond();

/** Gives the text up. */
export function beyond(): never {
  throw beyondIt;
}

/** Whether a line ends here, or the text does. */
export function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR || Number.isNaN(unit);
}

/** Whether what stands here separates an indicator from what follows it. */
export function isGap(unit: number): boolean {
  return unit === SPACE || isLineEnd(unit);
}

export function skipSpaces(cursor: Cursor): void {
  while (cursor.text.charCodeAt(cursor.at) === SPACE) cursor.at++;
}

/** Behind a value: goes to the next content when nothing but a comment follows on the line. */
export function endLine(cursor: Cursor): void {
  const from = cursor.at;
  skipSpaces(cursor);
  const unit = cursor.text.charCodeAt(cursor.at);
  if (!isLineEnd(unit) && (unit !== HASH || cursor.at === from)) beyond();
  nextContent(cursor);
}

/** From anywhere in the blanks or the comment at a line's end to the next content. */
export function nextContent(cursor: Cursor): void {
  const { text } = cursor;
  for (let start = behindLine(cursor); start >= 0; start = behindLine(cursor)) {
    cursor.lineStart = start;
    if (enterLine(cursor, start)) return;
  }
  cursor.at = text.length;
  cursor.column = -1;
}

/** Enters the line that begins at `start`; false when it holds no content. */
export function enterLine(cursor: Cursor, start: number): boolean {
  const { text } = cursor;
  cursor.at = start;
  skipSpaces(cursor);
  const unit = text.charCodeAt(cursor.at);
  if (unit === HASH || isLineEnd(unit)) return false;
  cursor.column = cursor.at - start;
  if (cursor.column > 0 || !isMark(text, start)) return true;
  if (cursor.begun || !text.startsWith('---', start) || !isLineEnd(text.charCodeAt(start + 3))) beyond();
  cursor.begun = true;
  return false;
}

/** `---` or `...` at a line's beginning. */
function isMark(text: string, start: number): boolean {
  return (text.startsWith('---', start) || text.startsWith('...', start)) && isGap(text.charCodeAt(start + 3));
}

/** Where the next line begins; -1 at the text's end. */
function behindLine({ text, at }: Cursor): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? -1 : end + 1;
}
