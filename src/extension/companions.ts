import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import { listingOf } from '../model/namingFiles.ts';
import type { Store } from '../model/store.ts';
import type { FilesOptions } from './files.ts';
import { openDocument, storedText } from './documents.ts';

/** How many files are read at the same time. */
const AT_ONCE = 8;

/** Reads the files that compose files refer to, and the names in their folders, as soon as a snapshot asks for them, and again when they change. */
export class Companions implements Disposable {
  readonly #store: Store;
  readonly #options: FilesOptions;
  readonly #held = new Disposables();
  /** What is asked for, as it is asked for. */
  #wanted: ReadonlySet<string> = new Set();
  #asked: readonly string[] | null = null;
  /** What was asked for, by the file's URI as the editor writes it; known from the first reading on. */
  readonly #wantedAs = new Map<string, string>();
  readonly #waiting = new Set<string>();
  /** Counts the readings of each, so that an old answer never takes a newer one's place. */
  readonly #turns = new Map<string, number>();
  #readers = 0;

  constructor(store: Store, options: FilesOptions) {
    this.#store = store;
    this.#options = options;
    const reread = ({ document }: { readonly document: vscode.TextDocument }): void => {
      this.#reread(document.uri);
    };
    this.#held.add(
      store.changed(({ wanted }) => {
        this.#follow(wanted);
      }),
    );
    this.#held.add(
      options.newFolders.came((folders) => {
        const below = folders.map((folder) => `${folder.toString()}/`);
        for (const uri of this.#wantedAs.keys()) if (below.some((folder) => uri.startsWith(folder))) this.#reread(vscode.Uri.parse(uri));
      }),
    );
    this.#held.add(vscode.workspace.onDidChangeTextDocument(reread));
    this.#held.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        reread({ document });
      }),
    );
    this.#watch();
  }

  dispose(): void {
    this.#held.dispose();
    this.#wanted = new Set();
    this.#waiting.clear();
  }

  #follow(wanted: readonly string[]): void {
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    const before = this.#wanted;
    this.#wanted = new Set(wanted);
    for (const one of wanted) if (!before.has(one)) this.#read(one);
  }

  /** One watcher for all: there may be some for each of thousands of folders. */
  #watch(): void {
    const watcher = this.#held.add(vscode.workspace.createFileSystemWatcher('**'));
    const cameOrWent = (uri: vscode.Uri): void => {
      this.#reread(uri);
      this.#reread(uri.with({ path: uri.path.replace(/[^/]*$/, '') }));
    };
    this.#held.add(watcher.onDidCreate(cameOrWent));
    this.#held.add(watcher.onDidDelete(cameOrWent));
    this.#held.add(
      watcher.onDidChange((uri) => {
        this.#reread(uri);
      }),
    );
  }

  #reread(uri: vscode.Uri): void {
    const wanted = this.#wantedAs.get(uri.toString());
    if (wanted === undefined) return;
    if (this.#wanted.has(wanted)) this.#read(wanted);
    else this.#wantedAs.delete(uri.toString());
  }

  #read(wanted: string): void {
    this.#waiting.add(wanted);
    if (this.#readers >= AT_ONCE) return;
    this.#readers += 1;
    this.#readAll()
      .catch(this.#options.failed)
      .finally(() => {
        this.#readers -= 1;
      });
  }

  async #readAll(): Promise<void> {
    for (const wanted of this.#waiting) {
      this.#waiting.delete(wanted);
      if (this.#wanted.has(wanted)) await this.#readOne(wanted);
    }
  }

  /** Only what lies in the workspace is read. */
  async #readOne(wanted: string): Promise<void> {
    const uri = vscode.Uri.parse(wanted);
    this.#wantedAs.set(uri.toString(), wanted);
    const turn = (this.#turns.get(wanted) ?? 0) + 1;
    this.#turns.set(wanted, turn);
    const open = openDocument(uri);
    const limit = this.#options.settings().maximumFileSize * 1_000_000;
    const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    const stored = open || !inside ? null : isListing(uri) ? await listing(uri) : await storedText(uri, limit);
    const text = openDocument(uri)?.getText() ?? (stored && 'text' in stored ? stored.text : null);
    if (this.#wanted.has(wanted) && this.#turns.get(wanted) === turn) this.#store.putCompanion({ uri: wanted, text });
  }
}

/** Whether the names in a folder are asked for. */
function isListing({ path }: vscode.Uri): boolean {
  return path.endsWith('/');
}

/** Null for a folder that is not there or cannot be read. */
async function listing(uri: vscode.Uri): Promise<{ readonly text: string } | null> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    const names = entries.map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 }));
    return {
      text: listingOf(
        uri.path,
        names.sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    };
  } catch {
    return null;
  }
}
