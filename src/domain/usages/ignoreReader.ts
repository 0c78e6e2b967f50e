import { applyEdits, Lines } from '../../syntax/text.ts';
import type { Range, TextEdit } from '../../syntax/text.ts';
import { commentMark, commentsOf } from '../../syntax/usages/comments.ts';
import { languageOf } from '../../syntax/usages/language.ts';
import type { Language } from '../../syntax/usages/language.ts';
import { scanUsages } from '../../syntax/usages/scan.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { ignoresIn } from '../findings/ignores.ts';

/** What a comment that silences a finding says for a reason until somebody writes one. */
const REASON = 'because …';

/** A reader's place in a text, and what is said of it. */
export interface ReaderFinding {
  readonly path: string;
  readonly text: string;
  readonly range: Range;
  readonly code: string;
}

/**
 * The edit that puts a comment above a reader's line which silences what is said of it; null where no comment can stand, or where a line more
 * would change what the text says.
 */
export function ignoreReader({ path, text, range, code }: ReaderFinding): TextEdit | null {
  const language = languageOf(path, text);
  const mark = language === null ? null : commentMark(language);
  if (language === null || mark === null) return null;
  const before = scanUsages(text, language);
  if (!before.some((usage) => isSame(usage.range, range))) return null;
  const { line } = range.start;
  const lines = text.split(/\r\n|\r|\n/);
  const own = lines[line] ?? '';
  if (isContinued(lines[line - 1] ?? '', language) || inMarkup(path, text, own.slice(0, range.start.character))) return null;
  // Make hands to the shell what begins with a tab.
  const indentation = language === 'make' ? '' : (/^[ \t]*/.exec(own)?.[0] ?? '');
  const start = { line, character: 0 };
  const newText = `${indentation}${mark} docker-links: ignore ${code} ${REASON}${/\r\n|\r|\n/.exec(text)?.[0] ?? '\n'}`;
  const edit: TextEdit = { range: { start, end: start }, newText };
  return isComment(text, { edit, language }) ? edit : null;
}

/** Whether all that was read and all comments are there as before, with one comment more, which speaks for the line that has moved down. */
function isComment(text: string, { edit, language }: { readonly edit: TextEdit; readonly language: Language }): boolean {
  const { line } = edit.range.start;
  const after = applyEdits(text, [edit]);
  const speaks = ignoresIn(after, (code) => commentsOf(code, language)).some(
    (ignore) => ignore.range.start.line === line && ignore.line === line + 1,
  );
  const moved = (range: Range): Range => (range.start.line < line ? range : { start: down(range.start), end: down(range.end) });
  const comments = new Lines(text);
  const now = new Lines(after);
  const same = [
    [scanUsages(text, language).map(({ range }) => moved(range)), scanUsages(after, language).map(({ range }) => range)],
    [
      commentsOf(text, language).map((one) => moved(comments.range(one))),
      commentsOf(after, language).flatMap((one) => (now.range(one).start.line === line ? [] : [now.range(one)])),
    ],
  ].every(([was, is]) => JSON.stringify(was) === JSON.stringify(is));
  return speaks && same && (language !== 'yaml' && language !== 'compose' ? true : saysTheSame(text, after));
}

function isSame(a: Range, b: Range): boolean {
  return JSON.stringify([a.start, a.end]) === JSON.stringify([b.start, b.end]);
}

function down({ line, character }: Range['start']): Range['start'] {
  return { line: line + 1, character };
}

/** Whether a command or a value goes on in the next line, in which a comment would end it. */
function isContinued(line: string, language: Language): boolean {
  return line.endsWith('\\') && language !== 'dockerfile';
}

/** Whether what stands before a reader in its line is, or may be, markup (JSX, Vue, Svelte), where a comment would be text. */
function inMarkup(path: string, text: string, left: string): boolean {
  if (!/\.(?:[cm]?[jt]sx?|vue)$/.test(path) || !/<\/[A-Za-z>]|\/>/.test(text)) return false;
  return (
    path.endsWith('.vue') ||
    !/^\s*(?:(?:export|const|let|var|return|await)\b|[\w$.]+(?:\s*=|:\s+|\())/.test(left) ||
    /[^=]>|[^\s$=>(:,[?&|]\s*\{[^}]*$/.test(left)
  );
}

function saysTheSame(before: string, after: string): boolean {
  return said(before) === said(after);
}

/** All that a YAML text says, whatever its places. */
function said(text: string): string {
  const plain = (key: string, value: unknown): unknown => {
    if (key === 'span' || key === 'target') return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  };
  return JSON.stringify(parseYaml(text).root, plain);
}
