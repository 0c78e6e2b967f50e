import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, opened } from '../support.ts';

/** An action as the editor has it, with what it tells of each edit: what other extensions are given has no word of confirmations. */
export interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit?: { readonly edits: readonly Edit[] };
  readonly command?: { readonly id: string; readonly arguments: readonly unknown[] };
}

/** One edit of an action. */
export interface Edit {
  readonly resource: { readonly path: string };
  readonly textEdit: {
    readonly range: Readonly<Record<'startLineNumber' | 'startColumn' | 'endLineNumber' | 'endColumn', number>>;
    readonly text: string;
  };
  readonly metadata?: { readonly needsConfirmation: boolean; readonly label: string; readonly description?: string };
}

/** Writes files of the workspace, by their paths. */
export async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await vscode.workspace.fs.writeFile(opened(path), new TextEncoder().encode(text));
}

/** Opens a file whose links have been read. */
export async function openRead(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(opened(path));
  await vscode.window.showTextDocument(document);
  await eventually(vscode.languages.onDidChangeDiagnostics, () =>
    vscode.languages.getDiagnostics(document.uri).some(({ source }) => source === 'Docker Links') ? true : null,
  );
  return document;
}

/** The actions of a kind at the end of a text of a document, each with its edit. */
export async function actionsAt(document: vscode.TextDocument, text: string, kind: string): Promise<readonly Action[]> {
  const start = document.positionAt(document.getText().indexOf(text) + text.length - 1);
  const range = new vscode.Range(start, start);
  const ask = (): Thenable<readonly Action[]> =>
    vscode.commands.executeCommand<Action[]>('_executeCodeActionProvider', document.uri, range, kind, 50);
  const actions = await ask();
  // The editor gives none when another extension, which the document has activated, begins to offer some meanwhile.
  return actions.length > 0 ? actions : await ask();
}

/** Makes edits as the editor would once they are confirmed. */
export async function apply({ edit }: Pick<Action, 'edit'>): Promise<void> {
  assert.ok(edit);
  const plain = new vscode.WorkspaceEdit();
  for (const { resource, textEdit } of edit.edits) {
    const { startLineNumber, startColumn, endLineNumber, endColumn } = textEdit.range;
    const range = new vscode.Range(startLineNumber - 1, startColumn - 1, endLineNumber - 1, endColumn - 1);
    plain.replace(vscode.Uri.file(resource.path), range, textEdit.text);
  }
  assert.ok(await vscode.workspace.applyEdit(plain));
}

/** The bytes of a file as it is stored. */
export async function stored(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(opened(path)));
}
