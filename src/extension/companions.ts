import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import { listingOf } from '../model/namingFiles.ts';
import type { Store } from '../model/store.ts';
import type { FilesOptions } from './files.ts';
import { openDocument, storedText } from './documents.ts';

/** Reads the files that compose files refer to, and the names in their folders, as soon as a snapshot asks for them, and again when they change. */
export class Companions implements Disposable {
  readonly #store: Store;
  readonly #options: FilesOptions;
  readonly #held = new Disposables();
  /** By the file's URI as the editor writes it: the URI under which it was asked for, and what watches it. */
  readonly #followed = new Map<string, { readonly wanted: string; readonly watching: Disposable }>();

  constructor(store: Store, options: FilesOptions) {
    this.#store = store;
    this.#options = options;
    this.#held.add(
      store.changed(({ wanted }) => {
        this.#follow(wanted);
      }),
    );
    this.#held.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#reread(document.uri);
      }),
    );
    this.#held.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#reread(uri);
      }),
    );
  }

  dispose(): void {
    this.#held.dispose();
    for (const { watching } of this.#followed.values()) watching.dispose();
    this.#followed.clear();
  }

  #follow(wanted: readonly string[]): void {
    const still = new Set<string>();
    for (const one of wanted) {
      const uri = vscode.Uri.parse(one);
      const key = uri.toString();
      still.add(key);
      if (this.#followed.has(key)) continue;
      this.#followed.set(key, { wanted: one, watching: this.#watch(uri) });
      this.#reread(uri);
    }
    for (const [key, { watching }] of this.#followed) {
      if (still.has(key)) continue;
      watching.dispose();
      this.#followed.delete(key);
    }
  }

  #watch(uri: vscode.Uri): Disposable {
    const held = new Disposables();
    const watcher = held.add(vscode.workspace.createFileSystemWatcher(patternOf(uri), false, isListing(uri)));
    const reread = (): void => {
      this.#reread(uri);
    };
    held.add(watcher.onDidCreate(reread));
    if (!isListing(uri)) held.add(watcher.onDidChange(reread));
    held.add(watcher.onDidDelete(reread));
    return held;
  }

  #reread(uri: vscode.Uri): void {
    const followed = this.#followed.get(uri.toString());
    if (followed) this.#read(uri, followed.wanted).catch(this.#options.failed);
  }

  /** Only what lies in the workspace is read. */
  async #read(uri: vscode.Uri, wanted: string): Promise<void> {
    const open = openDocument(uri);
    const limit = this.#options.settings().maximumFileSize * 1_000_000;
    const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    const stored = open || !inside ? null : isListing(uri) ? await listing(uri) : await storedText(uri, limit);
    const text = openDocument(uri)?.getText() ?? (stored && 'text' in stored ? stored.text : null);
    if (this.#followed.has(uri.toString())) this.#store.putCompanion({ uri: wanted, text });
  }
}

/** Whether the names in a folder are asked for. */
function isListing({ path }: vscode.Uri): boolean {
  return path.endsWith('/');
}

function patternOf(uri: vscode.Uri): vscode.RelativePattern {
  if (isListing(uri)) return new vscode.RelativePattern(uri, '*');
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name.replaceAll(/[*?[\]{}]/g, '?'));
}

/** Null for a folder that is not there or cannot be read. */
async function listing(uri: vscode.Uri): Promise<{ readonly text: string } | null> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    const names = entries.map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 }));
    return { text: listingOf(names.sort((a, b) => (a.name < b.name ? -1 : 1))) };
  } catch {
    return null;
  }
}
