import type { FindingCode, JudgedLink } from '../../domain/findings/index.ts';
import type { FileFinding } from '../../domain/findings/judgeFile.ts';
import type { Related } from '../../domain/findings/rule.ts';
import type { Severity } from '../../domain/findings/severity.ts';
import type { FaultyFile, Snapshot, WorkspaceFile } from '../../model/snapshot.ts';
import type { Oddity } from '../../syntax/compose/composeFile.ts';
import type { Range } from '../../syntax/text.ts';

/** What can be said about a whole file. */
export const FILE_CODES = ['file-unreadable', 'file-not-read', 'file-odd'] as const;

/** One diagnostic, before the editor. */
export interface DiagnosticRow {
  readonly range: Range;
  readonly severity: Severity;
  readonly code: FindingCode | FileFinding['code'] | (typeof FILE_CODES)[number];
  readonly message: string;
  /** Whether the editor fades it out: the text does nothing that is needed. */
  readonly unnecessary: boolean;
  /** Where else to look; the path of a place is a URI. */
  readonly related: readonly Related[];
}

/** A file's diagnostics; a file without any is not listed. */
export interface FileDiagnostics {
  readonly uri: string;
  readonly rows: readonly DiagnosticRow[];
}

/** The diagnostics of every file that has some. */
export function diagnosticsOf({ files }: Snapshot): readonly FileDiagnostics[] {
  return files.flatMap((file): readonly FileDiagnostics[] => {
    const rows = rowsOf(file);
    return rows.length > 0 ? [{ uri: file.uri, rows }] : [];
  });
}

/** The diagnostics of one file. */
export function rowsOf(file: WorkspaceFile): readonly DiagnosticRow[] {
  switch (file.kind) {
    case 'unread':
      return [unreadRow(file.reason)];
    case 'fault':
      return [faultRow(file)];
    case 'compose':
      return [...file.links.flatMap(linkRow), ...file.others.map(otherRow), ...file.compose.oddities.flatMap(oddRow)];
  }
}

function linkRow({ link, findings }: JudgedLink): readonly DiagnosticRow[] {
  return findings.map((finding) => ({ ...finding, range: link.range }));
}

function otherRow(finding: FileFinding): DiagnosticRow {
  return { related: [], ...finding, unnecessary: false };
}

/** Only what is odd about links, or keeps links from being read: the rest of a file is others' to check. */
function oddRow({ code, message, range }: Oddity): readonly DiagnosticRow[] {
  const concerns = code === 'too-much-repetition' || code === 'several-documents' || /`(?:external_)?links`/.test(message);
  return concerns ? [{ range, severity: 'warning', code: 'file-odd', message, unnecessary: false, related: [] }] : [];
}

function faultRow({ message, range }: FaultyFile): DiagnosticRow {
  const text = `Links of this file are not shown, because it cannot be read: ${message}`;
  return { range, severity: 'information', code: 'file-unreadable', message: text, unnecessary: false, related: [] };
}

function unreadRow(reason: string): DiagnosticRow {
  const top = { line: 0, character: 0 };
  return {
    range: { start: top, end: top },
    severity: 'information',
    code: 'file-not-read',
    message: reason,
    unnecessary: false,
    related: [],
  };
}
