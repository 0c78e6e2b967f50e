import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import { COMPOSE_GLOB } from '../features/shared/ids.ts';
import type { FileFact } from '../model/facts.ts';
import type { Settings } from '../model/settings.ts';
import type { Store } from '../model/store.ts';
import { composeKind } from '../syntax/compose/kind.ts';
import { openDocument, storedText, tooLarge } from './documents.ts';
import { FolderScans } from './folderScans.ts';
import type { NewFolders } from './newFolders.ts';

/** What is never searched. */
const EXCLUDED = '**/{node_modules,.git}/**';

/** What the files come with: the settings as they are, the folders that come, and where trouble is written down. */
export interface FilesOptions {
  readonly settings: () => Settings;
  readonly newFolders: NewFolders;
  readonly failed: (error: unknown) => void;
}

/** Keeps the store's facts those of the workspace's compose files: open documents as on screen, the others as stored. */
export class WorkspaceFiles implements Disposable {
  readonly #held = new Disposables();
  readonly #store: Store;
  readonly #options: FilesOptions;
  /** Counts the readings of each file, so that an old answer never takes a newer one's place. */
  readonly #turns = new Map<string, number>();
  /** The files that a setting names, whatever they are called. */
  readonly #named = new Set<string>();
  /** The files with links that projects name. */
  #parts: ReadonlySet<string> = new Set();
  readonly #scans: FolderScans;
  #watchers = new Disposables();
  #disposed = false;

  constructor(store: Store, options: FilesOptions) {
    this.#store = store;
    this.#options = options;
    this.#scans = this.#held.add(
      new FolderScans({
        find: (folder, signal) => this.#find(vscode.Uri.parse(folder), signal),
        read: (uri) => this.#read(vscode.Uri.parse(uri)),
      }),
    );
    this.#held.add(
      store.changed(({ parts }) => {
        this.#follow(parts);
      }),
    );
    this.#held.add(
      options.newFolders.came((folders) => {
        this.#run(this.#scans.scan(folders.map((folder) => folder.toString())));
      }),
    );
    const take = (document: vscode.TextDocument): void => {
      this.#take(document);
    };
    this.#held.add(vscode.workspace.onDidOpenTextDocument(take));
    this.#held.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        take(document);
      }),
    );
    this.#held.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#run(this.#read(uri));
      }),
    );
    this.#held.add(
      vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#scans.stop(uri.toString());
        const lost = [...this.#turns.keys()].filter(
          (uri) => removed.length > 0 && !vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)),
        );
        this.#run(this.#readEach(lost));
        this.#run(this.#scans.scan(added.map(({ uri }) => uri.toString())));
      }),
    );
  }

  /** Reads every compose file of the workspace anew, by the settings as they are; rejects when the workspace cannot be searched. */
  async scan(): Promise<void> {
    const { include } = this.#options.settings();
    this.#watch(include);
    const known = [...this.#turns.keys()];
    const found = await this.#scans.scan((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()));
    for (const uri of this.#named) if (!found.has(uri)) this.#named.delete(uri);
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri.toString());
    // What was known and is not found any more is gone, or is no compose file by the settings as they are now.
    await this.#readEach([...new Set([...known, ...open])].filter((uri) => !found.has(uri)));
  }

  dispose(): void {
    this.#disposed = true;
    this.#watchers.dispose();
    this.#held.dispose();
  }

  async #readEach(uris: readonly string[]): Promise<void> {
    for (const uri of uris) if (!this.#disposed) await this.#read(vscode.Uri.parse(uri));
  }

  /** The compose files of a folder, and the parts of projects that may have come with it. */
  async #find(folder: vscode.Uri, signal: AbortSignal): Promise<readonly string[]> {
    const cancelling = new vscode.CancellationTokenSource();
    signal.addEventListener('abort', () => {
      cancelling.cancel();
    });
    // What a setting names counts from the workspace's folder.
    const root = vscode.workspace.getWorkspaceFolder(folder)?.uri ?? folder;
    const isBelow = (uri: string): boolean => uri.startsWith(`${folder.toString().replace(/\/$/, '')}/`);
    const find = async (glob: string, base: vscode.Uri): Promise<readonly string[]> => {
      const found = await vscode.workspace.findFiles(new vscode.RelativePattern(base, glob), EXCLUDED, undefined, cancelling.token);
      return found.map((uri) => uri.toString()).filter(isBelow);
    };
    const named = (await Promise.all(this.#options.settings().include.map((glob) => find(glob, root)))).flat();
    for (const uri of named) this.#named.add(uri);
    const parts = root.toString() === folder.toString() ? [] : [...this.#parts].filter(isBelow);
    return [...new Set([...(await find(COMPOSE_GLOB, folder)), ...named, ...parts])];
  }

  #watch(include: readonly string[]): void {
    this.#watchers.dispose();
    this.#watchers = new Disposables();
    for (const [index, glob] of [COMPOSE_GLOB, ...include].entries()) {
      const watcher = this.#watchers.add(vscode.workspace.createFileSystemWatcher(glob));
      const reread = (uri: vscode.Uri): void => {
        if (index > 0) this.#named.add(uri.toString());
        this.#run(this.#read(uri));
      };
      this.#watchers.add(watcher.onDidCreate(reread));
      this.#watchers.add(watcher.onDidChange(reread));
      this.#watchers.add(watcher.onDidDelete(reread));
    }
    const parts = this.#watchers.add(vscode.workspace.createFileSystemWatcher('**/*.y*ml'));
    const rereadPart = (uri: vscode.Uri): void => {
      if (this.#parts.has(uri.toString())) this.#run(this.#read(uri));
    };
    this.#watchers.add(parts.onDidCreate(rereadPart));
    this.#watchers.add(parts.onDidChange(rereadPart));
    this.#watchers.add(parts.onDidDelete(rereadPart));
    // Of a folder that goes its files are not told.
    const folders = this.#watchers.add(vscode.workspace.createFileSystemWatcher('**', true, true));
    const rereadBelow = (folder: vscode.Uri): void => {
      this.#run(this.#readEach([...this.#turns.keys()].filter((uri) => uri.startsWith(`${folder.toString()}/`))));
    };
    this.#watchers.add(folders.onDidDelete(rereadBelow));
  }

  /** What has become a part of a project is read; what is none any more is a file like others. */
  #follow(parts: readonly string[]): void {
    const before = this.#parts;
    if (parts.length === before.size && parts.every((uri) => before.has(uri))) return;
    this.#parts = new Set(parts);
    const changed = [...parts.filter((uri) => !before.has(uri)), ...[...before].filter((uri) => !this.#parts.has(uri))];
    this.#run(this.#readEach(changed));
  }

  #run(work: Promise<unknown>): void {
    work.catch(this.#options.failed);
  }

  /** What an editor shows beside a file, such as an older state of it or a preview, is no further file. */
  #isCompose(uri: vscode.Uri): boolean {
    return isStored(uri) && (composeKind(uri.path) !== null || this.#isNamed(uri));
  }

  #isNamed(uri: vscode.Uri): boolean {
    return this.#named.has(uri.toString()) || this.#parts.has(uri.toString());
  }

  #take(document: vscode.TextDocument): void {
    if (!this.#isCompose(document.uri)) return;
    this.#turn(document.uri);
    this.#store.putFile(this.#open(document));
  }

  #turn(uri: vscode.Uri): number {
    const turn = (this.#turns.get(uri.toString()) ?? 0) + 1;
    this.#turns.set(uri.toString(), turn);
    return turn;
  }

  async #read(uri: vscode.Uri): Promise<void> {
    if (!this.#isCompose(uri)) {
      this.#store.removeFile(uri.toString());
      return;
    }
    const turn = this.#turn(uri);
    const document = openDocument(uri);
    const fact = document ? this.#open(document) : await this.#stored(uri);
    if (this.#disposed || this.#turns.get(uri.toString()) !== turn) return;
    if (fact) this.#store.putFile(fact);
    else this.#store.removeFile(uri.toString());
  }

  #open(document: vscode.TextDocument): FileFact {
    const { uri, version } = document;
    const text = document.getText();
    const identity = this.#identity(uri);
    if (text.length > this.#limit) return { kind: 'unread', ...identity, reason: tooLarge(this.#limit) };
    return { kind: 'text', ...identity, text, version };
  }

  /** Null when there is no such file (any more), or it lies outside every workspace folder. */
  async #stored(uri: vscode.Uri): Promise<FileFact | null> {
    if (!vscode.workspace.getWorkspaceFolder(uri)) return null;
    const stored = await storedText(uri, this.#limit);
    if (!stored) return null;
    const identity = this.#identity(uri);
    return 'text' in stored
      ? { kind: 'text', ...identity, text: stored.text, version: null }
      : { kind: 'unread', ...identity, reason: stored.reason };
  }

  get #limit(): number {
    return this.#options.settings().maximumFileSize * 1_000_000;
  }

  #identity(uri: vscode.Uri): Pick<FileFact & { kind: 'text' }, 'uri' | 'folder' | 'path' | 'named'> {
    const path = vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
    const named = this.#isNamed(uri) && composeKind(uri.path) === null;
    return { uri: uri.toString(), folder: vscode.Uri.joinPath(uri, '..').toString(), path, named };
  }
}

/** Whether a document is a file of some file system, or is to become one; git shows older states of files as one. */
function isStored({ scheme }: vscode.Uri): boolean {
  return scheme === 'untitled' || (scheme !== 'git' && vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined);
}
