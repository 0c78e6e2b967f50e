import type { FindingCode, JudgedLink } from '../../domain/findings/index.ts';
import type { Severity } from '../../domain/findings/severity.ts';
import type { FaultyFile, Snapshot } from '../../model/snapshot.ts';
import type { Range } from '../../syntax/text.ts';

/** What can be said about a whole file. */
export const FILE_CODES = ['file-unreadable', 'file-not-read'] as const;

/** One diagnostic, before the editor. */
export interface DiagnosticRow {
  readonly range: Range;
  readonly severity: Severity;
  readonly code: FindingCode | (typeof FILE_CODES)[number];
  readonly message: string;
  /** Whether the editor fades it out: the text does nothing that is needed. */
  readonly unnecessary: boolean;
}

/** A file's diagnostics; a file without any is not listed. */
export interface FileDiagnostics {
  readonly uri: string;
  readonly rows: readonly DiagnosticRow[];
}

/** The diagnostics of every file that has some. */
export function diagnosticsOf({ files }: Snapshot): readonly FileDiagnostics[] {
  return files.flatMap((file): readonly FileDiagnostics[] => {
    switch (file.kind) {
      case 'unread':
        return [{ uri: file.uri, rows: [unreadRow(file.reason)] }];
      case 'fault':
        return [{ uri: file.uri, rows: [faultRow(file)] }];
      case 'compose': {
        const rows = file.links.flatMap(linkRow);
        return rows.length > 0 ? [{ uri: file.uri, rows }] : [];
      }
    }
  });
}

function linkRow({ link, findings }: JudgedLink): readonly DiagnosticRow[] {
  return findings.map((finding) => ({ ...finding, range: link.range }));
}

function faultRow({ message, range }: FaultyFile): DiagnosticRow {
  const text = `Links of this file are not shown, because it cannot be read: ${message}`;
  return { range, severity: 'information', code: 'file-unreadable', message: text, unnecessary: false };
}

function unreadRow(reason: string): DiagnosticRow {
  const top = { line: 0, character: 0 };
  return { range: { start: top, end: top }, severity: 'information', code: 'file-not-read', message: reason, unnecessary: false };
}
