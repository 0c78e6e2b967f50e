import { Lexer } from 'yaml';
import { hunksOf, linesOf, slidesOf } from './lines.ts';
import type { Hunk } from './lines.ts';

/** An edit as the product says it: lines and characters count from 0, characters in UTF-16. */
export interface SaidEdit {
  readonly range: { readonly start: SaidPlace; readonly end: SaidPlace };
  readonly newText: string;
}

interface SaidPlace {
  readonly line: number;
  readonly character: number;
}

/** A text before and after edits. */
export interface EditedText {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly SaidEdit[];
}

/** What is wrong with the bytes, the lines, their ends and the comments of an edited text. */
export function textFaults(edited: EditedText): readonly string[] {
  const cuts = cutsOf(edited);
  return [...byteFaults(edited, cuts), ...lineFaults(edited, cuts), ...endFaults(edited, cuts), ...commentFaults(edited)];
}

/** Whether a line is nothing but a comment, or blank: of comments their order tells more than their lines. */
export function isAside(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

/** An edit by its offsets. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function cutsOf({ before, edits }: EditedText): readonly Cut[] {
  const starts = startsOf(linesOf(before));
  const offset = ({ line, character }: SaidPlace) => (starts[line] ?? before.length) + character;
  const cuts = edits.map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }));
  return cuts.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where each line starts, and where the last ends. */
function startsOf(lines: readonly string[]): readonly number[] {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
  return starts;
}

/** Outside the edits every byte is as before, and inside stands what they say. */
function byteFaults({ before, after }: EditedText, cuts: readonly Cut[]): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of cuts) {
    if (start < at || end < start) return [`the edit at character ${String(start)} meets the one before it`];
    parts.push(before.slice(at, start), newText);
    at = end;
  }
  const [meant, found] = [Buffer.from(parts.join('') + before.slice(at)), Buffer.from(after)];
  if (meant.equals(found)) return [];
  const differing = meant.findIndex((byte, index) => found[index] !== byte);
  const place = differing < 0 ? meant.length : differing;
  return [`byte ${String(place)} is not what the edits make of it: ${JSON.stringify(found.subarray(place, place + 20).toString())}`];
}

/** Lines that differ are lines that an edit touches, or stand where one puts something: no other line has to differ for the rest to be common. */
function lineFaults({ before, after }: EditedText, cuts: readonly Cut[]): readonly string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const starts = startsOf(old);
  const startOf = (line: number) => starts[line] ?? before.length;
  const isTouched = (line: number) => {
    const [from, to] = [startOf(line), startOf(line + 1)];
    // Whole lines that are put before a line leave it as it is.
    const isIn = ({ start, newText }: Cut) =>
      (start > from && start < to) || (start === from && !/[\r\n]$/.test(newText)) || (start === to && to === before.length);
    return cuts.some((cut) => (cut.start === cut.end ? isIn(cut) : cut.start < to && cut.end > from));
  };
  const isPut = (line: number) =>
    cuts.some(({ start, end, newText }) => newText !== '' && start <= startOf(line) && end >= startOf(line) - 2);
  const holds = ({ old: { start, end } }: Hunk) =>
    start === end ? isPut(start) : old.slice(start, end).every((_, index) => isTouched(start + index));
  const hunks = hunksOf(old, now, (line) => (isTouched(line) ? 1 : old.length + 1));
  return hunks.flatMap((hunk) => {
    if (slidesOf(hunk, old, now).some(holds)) return [];
    const line = old.slice(hunk.old.start, hunk.old.end)[0] ?? now[hunk.now.start];
    return [`line ${String(hunk.old.start + 1)} differs, where no edit is: ${JSON.stringify(line)}`];
  });
}

/** Lines end as they did, and so does the text, unless its last line goes. */
function endFaults({ before, after }: EditedText, cuts: readonly Cut[]): readonly string[] {
  const ends = (text: string) => new Set(text.match(/\r\n|\r|\n/g));
  const known = ends(before);
  const strange = [...ends(after)].filter((end) => known.size > 0 && !known.has(end));
  const [was, is] = [before, after].map((text) => JSON.stringify(/[\r\n]*$/.exec(text)?.[0]));
  return [
    ...strange.map((end) => `a line ends with ${JSON.stringify(end)}, as none did before`),
    ...(was === is || cuts.some(({ start, end }) => start < end && end === before.length)
      ? []
      : [`the file ended with ${String(was)}, now with ${String(is)}`]),
    ...(before.startsWith('\uFEFF') === after.startsWith('\uFEFF') ? [] : ['the byte order mark is not as before']),
  ];
}

/** Every comment is still there, and none is new; their order is as before. */
function commentFaults({ before, after }: EditedText): readonly string[] {
  const [was, is] = [commentsOf(before), commentsOf(after)];
  return hunksOf(was, is).flatMap(({ old, now }) => [
    ...was.slice(old.start, old.end).map((text) => `the comment ${JSON.stringify(text)} is not there, or not where it was`),
    ...is.slice(now.start, now.end).map((text) => `the comment ${JSON.stringify(text)} was not there, or not where it is`),
  ]);
}

function commentsOf(text: string): readonly string[] {
  const tokens = [...new Lexer().lex(text)];
  // The lexer puts this mark before every plain scalar and before the text of every block scalar.
  return tokens.filter((token, at) => token.startsWith('#') && tokens[at - 1] !== '\x1f').map((token) => token.trimEnd());
}
