import * as vscode from 'vscode';
import type { Severity } from '../../domain/findings/severity.ts';
import type { Snapshot, WorkspaceFile } from '../../model/snapshot.ts';
import { SOURCE } from '../shared/ids.ts';
import { SEVERITY, toRange } from '../shared/places.ts';
import { rowsOf } from './view.ts';
import type { DiagnosticRow } from './view.ts';

const DOCUMENTATION = 'https://docs.docker.com/engine/network/links/';

/** VS Code shows no more of one file. */
const SHOWN = 1000;

const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Shows snapshots in a collection one after the other; of a file that is what it was nothing is touched. */
export function painter(collection: vscode.DiagnosticCollection): (snapshot: Snapshot) => void {
  let shown: ReadonlyMap<string, WorkspaceFile> = new Map();
  return ({ files }) => {
    const now = new Map(files.map((file) => [file.uri, file]));
    for (const uri of shown.keys()) if (!now.has(uri)) collection.delete(vscode.Uri.parse(uri));
    for (const [uri, file] of now)
      if (shown.get(uri) !== file) collection.set(vscode.Uri.parse(uri), shownOf(rowsOf(file)).map(toDiagnostic));
    shown = now;
  };
}

function shownOf(rows: readonly DiagnosticRow[]): readonly DiagnosticRow[] {
  if (rows.length <= SHOWN) return rows;
  return WORST_FIRST.flatMap((severity) => rows.filter((row) => row.severity === severity)).slice(0, SHOWN);
}

function toDiagnostic({ range, severity, code, message, unnecessary, related }: DiagnosticRow): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(range), message, SEVERITY[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = code.startsWith('link-') ? { value: code, target: vscode.Uri.parse(DOCUMENTATION) } : code;
  if (unnecessary) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  if (related.length > 0) {
    diagnostic.relatedInformation = related.map(({ message: text, place }) => {
      return new vscode.DiagnosticRelatedInformation(new vscode.Location(vscode.Uri.parse(place.path), toRange(place.range)), text);
    });
  }
  return diagnostic;
}
