import * as vscode from 'vscode';
import { eventually, opened } from '../support.ts';

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
