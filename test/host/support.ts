import * as assert from 'node:assert/strict';
import { get } from 'node:http';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/extension.ts';

/** The extension under test, activated, when it has looked for the workspace's files and hears of changes on disk. */
export async function activated(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('docker-link-inspector.docker-link-inspector');
  assert.ok(extension);
  const api = await extension.activate();
  await api.scanned;
  await (watching ??= watched());
  return api;
}

let watching: Promise<void> | null = null;

/** Settles once the editor tells of changes on disk: of what is written before its watcher has begun it never tells. */
async function watched(): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher('**');
  const probe = opened('.watched');
  const heard = new Set<string>();
  const told = ({ path }: vscode.Uri): void => {
    heard.add(path);
  };
  watcher.onDidCreate(told);
  watcher.onDidChange(told);
  while (!heard.has(probe.path)) await vscode.workspace.fs.writeFile(probe, new Uint8Array());
  watcher.dispose();
  await vscode.workspace.fs.delete(probe);
}

/** Where a file of the fixture lies in the workspace. */
export function opened(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the fixture in an editor. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(opened(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Waits for what an event brings about; it is looked for at once, too. The test's own limit ends a wait in vain. */
export async function eventually<T>(event: vscode.Event<unknown>, look: () => T | null | undefined): Promise<T> {
  return await new Promise((resolve) => {
    const listener = event(() => {
      settle();
    });
    const settle = (): void => {
      const found = look();
      if (found === null || found === undefined) return;
      listener.dispose();
      resolve(found);
    };
    settle();
  });
}

/** The diagnostics of a document, as soon as the extension has published some. */
export async function diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  return await eventually(vscode.languages.onDidChangeDiagnostics, () => {
    const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Docker Links');
    return own.length > 0 ? own : null;
  });
}

/** What the engine beside the editor was asked until now; with `quiet`, until nobody follows it any more. */
export async function askedOfEngine(when: 'now' | 'quiet' = 'now'): Promise<readonly string[]> {
  const socketPath = process.env['DOCKER_LINKS_TEST_ENGINE'] ?? '';
  return await new Promise((resolve, reject) => {
    get({ socketPath, path: when === 'now' ? '/asked' : '/quiet' }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      answer.on('end', () => {
        resolve(JSON.parse(body) as readonly string[]);
      });
    }).on('error', reject);
  });
}

/** The texts of all hovers at the first place of a text. */
export async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(text) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : ''))).join('\n');
}

/** The texts of all hovers at a place once they say something, asked again whenever an event tells that more is known. */
export async function hoverSaying(
  document: vscode.TextDocument,
  text: string,
  pattern: RegExp,
  more: vscode.Event<unknown>,
): Promise<string> {
  for (;;) {
    const next = new Promise<void>((resolve) => {
      const listener = more(() => {
        listener.dispose();
        resolve();
      });
    });
    const said = await hoverOn(document, text);
    if (pattern.test(said)) return said;
    await next;
  }
}

/** What a row says. */
interface Item {
  readonly label: string;
  readonly description: string;
}

/** The first row with this label and such a description, anywhere below. */
export function find(rows: vscode.TreeDataProvider<unknown>, label: string, said = /^/): Item | null {
  const row = rowWith(rows, (own, description) => own === label && said.test(description));
  return row === null ? null : { label, description: String((rows.getTreeItem(row) as vscode.TreeItem).description) };
}

/** The first row that fits, anywhere below. */
export function rowWith(
  rows: vscode.TreeDataProvider<unknown>,
  fits: (label: string, description: string) => boolean,
  below?: unknown,
): unknown {
  for (const row of (rows.getChildren(below) ?? []) as unknown[]) {
    const { label, description } = rows.getTreeItem(row) as vscode.TreeItem;
    const found = fits(typeof label === 'string' ? label : '', String(description)) ? row : rowWith(rows, fits, row);
    if (found !== null) return found;
  }
  return null;
}
