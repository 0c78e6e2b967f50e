import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { SECTION, SOURCE } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { canIgnore, ignoreHere } from './view.ts';

const COMMAND: CommandId = 'dockerLinks.ignoreInWorkspace';

/** Offers to silence each finding at a place: there by a comment, or everywhere by a setting. */
export function ignoreProvider(store: Store): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, _range, { diagnostics }) {
      return diagnostics.flatMap((diagnostic) => {
        const code = codeOf(diagnostic);
        return code !== null && canIgnore(code) ? actionsFor(store, document, diagnostic, code) : [];
      });
    },
  };
}

function codeOf({ source, code }: vscode.Diagnostic): string | null {
  if (source !== SOURCE) return null;
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' ? value : null;
}

function actionsFor(
  store: Store,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  code: string,
): readonly vscode.CodeAction[] {
  const { uri, version } = document;
  const found = { uri: uri.toString(), version, text: document.getText(), code, line: diagnostic.range.start.line };
  const edit = ignoreHere(store.snapshot, found);
  const here = new vscode.CodeAction(`Ignore ${code} here`, vscode.CodeActionKind.QuickFix);
  here.diagnostics = [diagnostic];
  if (edit) {
    here.edit = new vscode.WorkspaceEdit();
    here.edit.replace(uri, toRange(edit.range), edit.newText);
  }
  const title = `Ignore ${code} in this workspace`;
  const everywhere = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  everywhere.diagnostics = [diagnostic];
  everywhere.command = { command: COMMAND, title, arguments: [code] };
  return edit ? [here, everywhere] : [everywhere];
}

/** Adds a code to those that the workspace does not want to hear of; without a workspace to those that the user does not. */
export async function ignoreInWorkspace(code: unknown): Promise<void> {
  if (typeof code !== 'string' || !canIgnore(code)) return;
  const section = vscode.workspace.getConfiguration(SECTION);
  const known = section.get<unknown>('ignore');
  const codes = Array.isArray(known) ? known.filter((each) => typeof each === 'string') : [];
  const target = vscode.workspace.workspaceFolders ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await section.update('ignore', [...new Set([...codes, code])], target);
}
