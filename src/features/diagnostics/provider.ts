import * as vscode from 'vscode';
import type { Severity } from '../../domain/findings/severity.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { SOURCE } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { diagnosticsOf } from './view.ts';
import type { DiagnosticRow } from './view.ts';

const DOCUMENTATION = 'https://docs.docker.com/engine/network/links/';

const SEVERITY = {
  hint: vscode.DiagnosticSeverity.Hint,
  information: vscode.DiagnosticSeverity.Information,
  warning: vscode.DiagnosticSeverity.Warning,
  error: vscode.DiagnosticSeverity.Error,
} satisfies Record<Severity, vscode.DiagnosticSeverity>;

/** Shows a snapshot's diagnostics, and takes away those of files that have none any more. */
export function showDiagnostics(collection: vscode.DiagnosticCollection, snapshot: Snapshot): void {
  const files = diagnosticsOf(snapshot);
  const kept = new Set(files.map(({ uri }) => uri));
  const gone: vscode.Uri[] = [];
  collection.forEach((uri) => {
    if (!kept.has(uri.toString())) gone.push(uri);
  });
  for (const uri of gone) collection.delete(uri);
  for (const { uri, rows } of files) collection.set(vscode.Uri.parse(uri), rows.map(toDiagnostic));
}

function toDiagnostic({ range, severity, code, message, unnecessary }: DiagnosticRow): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(range), message, SEVERITY[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = code.startsWith('link-') ? { value: code, target: vscode.Uri.parse(DOCUMENTATION) } : code;
  if (unnecessary) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
