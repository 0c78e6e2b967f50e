import * as vscode from 'vscode';
import type { Severity } from '../../domain/findings/severity.ts';
import type { Range } from '../../syntax/text.ts';
import { COMPOSE_GLOB, LANGUAGES } from './ids.ts';

/** The editor's range of one of ours. */
export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The editor's words for ours. */
export const SEVERITY = {
  hint: vscode.DiagnosticSeverity.Hint,
  information: vscode.DiagnosticSeverity.Information,
  warning: vscode.DiagnosticSeverity.Warning,
  error: vscode.DiagnosticSeverity.Error,
} satisfies Record<Severity, vscode.DiagnosticSeverity>;

/** The documents that are served. */
export const COMPOSE_SELECTOR: vscode.DocumentSelector = LANGUAGES.map((language) => ({ language, pattern: COMPOSE_GLOB }));
