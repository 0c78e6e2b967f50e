import * as vscode from 'vscode';

/** Shows a document of Markdown as it reads best; an editor that does not know the command, or whose extension for Markdown is off, shows the text. */
export async function showMarkdown(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }
}
