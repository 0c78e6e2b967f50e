import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import { Emitter } from '../base/event.ts';
import type { Disposable, Event } from '../base/event.ts';
import type { Clock } from '../model/clock.ts';

/** How long nothing may come before folders are told of, and how long they wait for that at most, in milliseconds. */
const WAIT = { quiet: 300, longest: 5_000 } as const;
/** When more comes at a stroke, the folders of the workspace are told of in its place. */
const MOST = 50;

/**
 * Tells of folders that have come, once nothing more comes: of what lies in them already the editor's watcher may say nothing, as on Linux of a
 * file whose folders were made just before it.
 */
export class NewFolders implements Disposable {
  readonly #held = new Disposables();
  readonly #clock: Clock;
  readonly #failed: (error: unknown) => void;
  readonly #came: Emitter<readonly vscode.Uri[]>;
  readonly #waiting = new Map<string, vscode.Uri>();
  #quiet: Disposable | null = null;
  #longest: Disposable | null = null;

  constructor(clock: Clock, failed: (error: unknown) => void) {
    this.#clock = clock;
    this.#failed = failed;
    this.#came = this.#held.add(new Emitter<readonly vscode.Uri[]>(failed));
    const watcher = this.#held.add(vscode.workspace.createFileSystemWatcher('**', false, true, true));
    this.#held.add(
      watcher.onDidCreate((uri) => {
        this.#take(uri);
      }),
    );
  }

  /** None of them lies in another. */
  get came(): Event<readonly vscode.Uri[]> {
    return this.#came.event;
  }

  dispose(): void {
    this.#quiet?.dispose();
    this.#longest?.dispose();
    this.#held.dispose();
  }

  #take(uri: vscode.Uri): void {
    // Editors tell of changes outside the workspace, too, such as in their own settings.
    if (!vscode.workspace.getWorkspaceFolder(uri) || /\/(?:\.git|node_modules)(?:\/|$)/.test(uri.path)) return;
    this.#waiting.set(uri.toString(), uri);
    const tell = (): void => {
      this.#tell().catch(this.#failed);
    };
    this.#quiet?.dispose();
    this.#quiet = this.#clock.later(WAIT.quiet, tell);
    this.#longest ??= this.#clock.later(WAIT.longest, tell);
  }

  async #tell(): Promise<void> {
    this.#quiet?.dispose();
    this.#longest?.dispose();
    this.#quiet = this.#longest = null;
    const tops = [...this.#waiting].flatMap(([key, uri]) => (this.#liesBelow(key) ? [] : [uri]));
    this.#waiting.clear();
    const all = tops.length > MOST ? (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri) : tops;
    const folders = await Promise.all(all.map(async (uri) => ((await isFolder(uri)) ? [uri] : [])));
    if (folders.flat().length > 0) this.#came.fire(folders.flat());
  }

  #liesBelow(key: string): boolean {
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1))
      if (this.#waiting.has(key.slice(0, end))) return true;
    return false;
  }
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // It has gone again.
    return false;
  }
}
