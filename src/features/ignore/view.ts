import { ignoresIn } from '../../domain/findings/ignores.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { TextEdit } from '../../syntax/text.ts';

/** What a comment that silences a finding says for a reason until somebody writes one. */
export const REASON = 'because …';

/** The document as it is on screen, and a finding at one of its lines. */
export interface FindingAt {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly code: string;
  readonly line: number;
}

/** Whether people can ask not to be told of it: what is said of a file that cannot be read stays. */
export function canIgnore(code: string): boolean {
  return !code.startsWith('file-un') && code !== 'file-not-read' && code !== 'ignore-unused';
}

/** The edit that puts a comment above the finding; null when the snapshot knows another version, or a comment there would change what the file says. */
export function ignoreHere({ files }: Snapshot, { uri, version, text, code, line }: FindingAt): TextEdit | null {
  const file = files.find((one) => one.uri === uri);
  if (file?.kind !== 'compose' || file.version !== version || file.text !== text) return null;
  const lines = text.split(/\r\n|\r|\n/);
  const indentation = /^[ \t]*/.exec(lines[line] ?? '')?.[0] ?? '';
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const start = { line, character: 0 };
  const edit: TextEdit = { range: { start, end: start }, newText: `${indentation}# docker-links: ignore ${code} ${REASON}${lineEnd}` };
  return isComment(file, applyEdits(text, [edit]), line) ? edit : null;
}

/** Whether the text says what the file says, with one comment more for the line that has moved down. */
function isComment({ compose }: ReadFile, text: string, line: number): boolean {
  const reading = readCompose(text);
  if (reading.kind !== 'compose' || !ignoresIn(text).some((ignore) => ignore.range.start.line === line)) return false;
  return plain(reading.file) === plain(compose);
}

function plain(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => (/range$/i.test(key) || key === 'repeats' ? undefined : part));
}
