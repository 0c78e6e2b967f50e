import * as vscode from 'vscode';

/** The open document of a file; what is on screen counts, saved or not. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === wanted);
}

/** A stored file's text; null when there is no such file, and a sentence where it cannot be read or is larger than `limit` bytes. */
export async function storedText(uri: vscode.Uri, limit: number): Promise<{ readonly text: string } | { readonly reason: string } | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0) return null;
    if (size > limit) return { reason: tooLarge(limit) };
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    return { reason: `This file could not be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What is said of a file over the limit, in bytes. */
export function tooLarge(limit: number): string {
  return `This file is larger than ${limit / 1_000_000} MB and was not read; the setting dockerLinks.files.maximumSize raises that.`;
}
