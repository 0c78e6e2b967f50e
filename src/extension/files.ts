import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import { COMPOSE_GLOB } from '../features/shared/ids.ts';
import type { FileFact } from '../model/facts.ts';
import type { Store } from '../model/store.ts';
import { composeKind } from '../syntax/compose/kind.ts';

/** What the files come with: how large they may be in MB, and where trouble is written down. */
export interface FilesOptions {
  readonly maximumSize: () => number;
  readonly failed: (error: unknown) => void;
}

/** Keeps the store's facts those of the workspace's compose files: open documents as on screen, the others as stored. */
export class WorkspaceFiles implements Disposable {
  readonly #held = new Disposables();
  readonly #store: Store;
  readonly #options: FilesOptions;
  /** Counts the readings of each file, so that an old answer never takes a newer one's place. */
  readonly #turns = new Map<string, number>();
  #disposed = false;

  constructor(store: Store, options: FilesOptions) {
    this.#store = store;
    this.#options = options;
    const watcher = this.#held.add(vscode.workspace.createFileSystemWatcher(COMPOSE_GLOB));
    const reread = (uri: vscode.Uri): void => {
      this.#run(this.#read(uri));
    };
    this.#held.add(watcher.onDidCreate(reread));
    this.#held.add(watcher.onDidChange(reread));
    this.#held.add(watcher.onDidDelete(reread));
    this.#held.add(
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#take(document);
      }),
    );
    this.#held.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#take(document);
      }),
    );
    this.#held.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (isCompose(uri)) reread(uri);
      }),
    );
    this.#held.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#run(this.scan());
      }),
    );
  }

  /** Reads every compose file of the workspace anew; rejects when the workspace cannot be searched. */
  async scan(): Promise<void> {
    const found = await vscode.workspace.findFiles(COMPOSE_GLOB, '**/{node_modules,.git}/**');
    const files = new Map([...found, ...vscode.workspace.textDocuments.map(({ uri }) => uri)].map((uri) => [uri.toString(), uri]));
    for (const uri of this.#turns.keys()) if (!files.has(uri)) files.set(uri, vscode.Uri.parse(uri));
    const waiting = [...files.values()].filter(isCompose);
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next && !this.#disposed; next = waiting.pop()) await this.#read(next);
    };
    await Promise.all(Array.from({ length: 8 }, work));
  }

  dispose(): void {
    this.#disposed = true;
    this.#held.dispose();
  }

  #run(work: Promise<void>): void {
    work.catch(this.#options.failed);
  }

  #take(document: vscode.TextDocument): void {
    if (!isCompose(document.uri)) return;
    this.#turn(document.uri);
    this.#store.put(this.#open(document));
  }

  #turn(uri: vscode.Uri): number {
    const turn = (this.#turns.get(uri.toString()) ?? 0) + 1;
    this.#turns.set(uri.toString(), turn);
    return turn;
  }

  async #read(uri: vscode.Uri): Promise<void> {
    if (!isCompose(uri)) return;
    const turn = this.#turn(uri);
    const document = openDocument(uri);
    const fact = document ? this.#open(document) : await this.#stored(uri);
    if (this.#disposed || this.#turns.get(uri.toString()) !== turn) return;
    if (fact) this.#store.put(fact);
    else this.#store.remove(uri.toString());
  }

  #open(document: vscode.TextDocument): FileFact {
    const text = document.getText();
    if (text.length > this.#limit) return this.#tooLarge(document.uri);
    return { kind: 'text', ...identity(document.uri), text, version: document.version };
  }

  /** Null when there is no such file (any more), or it lies outside every workspace folder. */
  async #stored(uri: vscode.Uri): Promise<FileFact | null> {
    if (!vscode.workspace.getWorkspaceFolder(uri)) return null;
    try {
      const { size, type } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.File) === 0) return null;
      if (size > this.#limit) return this.#tooLarge(uri);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      return { kind: 'text', ...identity(uri), text, version: null };
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'unread', ...identity(uri), reason: `This file could not be read: ${reason}` };
    }
  }

  get #limit(): number {
    return this.#options.maximumSize() * 1_000_000;
  }

  #tooLarge(uri: vscode.Uri): FileFact {
    const reason = `This file is larger than ${this.#options.maximumSize()} MB and was not read; the setting dockerLinks.files.maximumSize raises that.`;
    return { kind: 'unread', ...identity(uri), reason };
  }
}

function isCompose(uri: vscode.Uri): boolean {
  return uri.scheme !== 'git' && composeKind(uri.path) !== null;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === wanted);
}

function identity(uri: vscode.Uri): { readonly uri: string; readonly folder: string; readonly path: string } {
  const path = vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
  return { uri: uri.toString(), folder: vscode.Uri.joinPath(uri, '..').toString(), path };
}
