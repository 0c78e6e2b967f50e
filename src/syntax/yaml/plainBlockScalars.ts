import { LF, SPACE, beyond, nextContent } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { YamlScalar } from './tree.ts';

const BAR = 124;
const GREATER = 62;

/** `|` or `>` with at most a `-`, and nothing else on the line; sticky. */
const HEADER = /[|>](-?)\n/y;

/** Whether a block scalar begins here. */
export function isBlockScalar(unit: number): boolean {
  return unit === BAR || unit === GREATER;
}

/** A literal or folded scalar whose first line is not blank, and whose blank lines are empty; a folded one has no line that is indented deeper. */
export function blockScalarAt(cursor: Cursor, parent: number): YamlScalar {
  const { text, at: start } = cursor;
  const folded = text.charCodeAt(start) === GREATER;
  HEADER.lastIndex = start;
  const header = HEADER.exec(text) ?? beyond();
  const lines = linesOf(cursor, start + header[0].length, parent);
  const value = (folded ? folding(lines) : lines.join('\n')) + (header[1] === '-' ? '' : '\n');
  const span = { start, end: start + text.slice(start, cursor.at).trimEnd().length };
  nextContent(cursor);
  if (cursor.column > parent) beyond();
  return { kind: 'scalar', value, text: value, style: folded ? 'folded' : 'literal', span };
}

/** The lines without their indentation and without the blank ones at the end; the cursor then stands at the end of the last. */
function linesOf(cursor: Cursor, from: number, parent: number): readonly string[] {
  const { text } = cursor;
  const indent = indentAt(text, from);
  if (indent <= parent || text.charCodeAt(from + indent) === LF) beyond();
  const lines: string[] = [];
  let blanks = 0;
  for (let start = from; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const own = Math.min(indentAt(text, start), end - start);
    if (start + own === end) {
      if (own > 0) beyond();
      blanks++;
    } else {
      if (own < indent) break;
      for (; blanks > 0; blanks--) lines.push('');
      const line = text.slice(start + indent, end);
      if (UNUSUAL.test(line)) beyond();
      lines.push(line);
      cursor.at = end;
    }
    start = end + 1;
  }
  return lines;
}

const UNUSUAL = /^\t|\r/;

function indentAt(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at++;
  return at - start;
}

/** A single line break is a space, and of several the first is left out (YAML 1.2.2, 8.1.3). */
function folding(lines: readonly string[]): string {
  let value = '';
  let breaks = 0;
  for (const line of lines) {
    if (line.startsWith(' ')) beyond();
    if (line === '') {
      breaks++;
      continue;
    }
    if (value !== '') value += breaks === 0 ? ' ' : '\n'.repeat(breaks);
    value += line;
    breaks = 0;
  }
  return value;
}
