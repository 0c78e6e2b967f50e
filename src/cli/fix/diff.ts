import { Lines } from '../../syntax/text.ts';
import type { Span, TextEdit } from '../../syntax/text.ts';

/** Lines that a diff shows around a change. */
const CONTEXT = 3;

/** Whole lines that change: from `start` up to `end` of the lines before, and what takes their place. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** The edits of a text as a unified diff that `git apply` and `patch -p1` take; empty without edits. */
export function unifiedDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const lines = linesOf(text);
  const changes = changesOf(text, lines, edits);
  if (changes.length === 0) return '';
  let shift = 0;
  let diff = `--- ${fileName('a', path)}\n+++ ${fileName('b', path)}\n`;
  for (const hunk of hunksOf(changes)) {
    diff += hunkText(lines, hunk, shift);
    for (const change of hunk) shift += change.lines.length - (change.end - change.start);
  }
  return diff;
}

/** A lone `\r` ends no line for git. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changesOf(text: string, lines: readonly string[], edits: readonly TextEdit[]): readonly Change[] {
  const starts = startsOf(lines);
  return stretchesOf(text, starts, edits).flatMap(({ start, end, edits: within }) => {
    let changed = '';
    let done = starts[start] ?? text.length;
    for (const edit of within) {
      changed += text.slice(done, edit.start) + edit.newText;
      done = edit.end;
    }
    return trimmed(lines, { start, end, lines: linesOf(changed + text.slice(done, starts[end] ?? text.length)) });
  });
}

/** Where lines begin; behind a complete last line one more does. */
function startsOf(lines: readonly string[]): readonly number[] {
  const starts = [0];
  for (const line of lines) if (line.endsWith('\n')) starts.push((starts.at(-1) ?? 0) + line.length);
  return starts;
}

interface SpanEdit extends Span {
  readonly newText: string;
}

/** The lines that edits reach into, those of edits that meet together. */
function stretchesOf(text: string, starts: readonly number[], edits: readonly TextEdit[]) {
  const places = new Lines(text);
  const stretches: { readonly start: number; end: number; readonly edits: SpanEdit[] }[] = [];
  const spans = edits.map(({ range, newText }, order) => ({ ...places.span(range), newText, order }));
  for (const edit of spans.sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order)) {
    const start = lineAt(starts, edit.start);
    const whole = edit.newText === '' ? edit.start === starts[start] : edit.newText.endsWith('\n');
    const last = lineAt(starts, edit.end);
    const end = whole && starts[last] === edit.end ? last : last + 1;
    const before = stretches.at(-1);
    if (before && start <= before.end) {
      before.end = Math.max(before.end, end);
      before.edits.push(edit);
    } else {
      stretches.push({ start, end, edits: [edit] });
    }
  }
  return stretches;
}

/** The line that holds an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Without the lines at both ends that stay the same. */
function trimmed(old: readonly string[], { start, end, lines }: Change): readonly Change[] {
  let head = 0;
  while (start + head < end && head < lines.length && old[start + head] === lines[head]) head++;
  let tail = 0;
  while (end - tail > start + head && lines.length - tail > head && old[end - tail - 1] === lines[lines.length - tail - 1]) tail++;
  const change = { start: start + head, end: end - tail, lines: lines.slice(head, lines.length - tail) };
  return change.start === change.end && change.lines.length === 0 ? [] : [change];
}

/** Changes whose context would meet belong together. */
function hunksOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    if (last && change.start - (last.at(-1)?.end ?? 0) <= 2 * CONTEXT) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkText(lines: readonly string[], hunk: readonly Change[], shift: number): string {
  const start = Math.max((hunk[0]?.start ?? 0) - CONTEXT, 0);
  const end = Math.min((hunk.at(-1)?.end ?? 0) + CONTEXT, lines.length);
  const body: string[] = [];
  const put = (sign: string, some: readonly string[]): void => {
    for (const line of some) body.push(line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`);
  };
  let at = start;
  let grown = 0;
  for (const change of hunk) {
    put(' ', lines.slice(at, change.start));
    put('-', lines.slice(change.start, change.end));
    put('+', change.lines);
    at = change.end;
    grown += change.lines.length - (change.end - change.start);
  }
  put(' ', lines.slice(at, end));
  return `@@ -${extent(start, end - start)} +${extent(start + shift, end - start + grown)} @@\n${body.join('')}`;
}

/** Lines count from one; an empty stretch is named by the line before it. */
function extent(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}

/** A path as git writes it: in quotes when it holds quotes or control characters, with a tab behind when it holds blanks. */
function fileName(side: string, path: string): string {
  const name = `${side}/${path}`;
  const quoted = name.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
  if (quoted !== name) return `"${quoted}"`;
  return name.includes(' ') ? `${name}\t` : name;
}
