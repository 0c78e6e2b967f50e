import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import type { ComposeText, ScriptText } from '../domain/commands/scriptReading.ts';
import type { CommandEdits } from '../features/scripts/provider.ts';
import { SCRIPT_GLOB } from '../features/shared/ids.ts';
import type { Clock } from '../model/clock.ts';
import type { Store } from '../model/store.ts';
import { mayHaveLinks, scriptLanguage } from '../syntax/command/scriptLanguage.ts';
import { composeKind } from '../syntax/compose/kind.ts';
import { openDocument, storedText } from './documents.ts';
import type { NewFolders } from './newFolders.ts';

/** Bounds on what is searched: bytes of one file, files of the workspace, and files of one folder. */
const BOUNDS = { file: 1_000_000, files: 2_000, folder: 200 } as const;

/** What is never searched. */
const EXCLUDED = '**/{node_modules,.git}/**';

/** How long a person may type before commands are read again, in milliseconds. */
const PAUSE = 400;

/** What the scripts come with. */
export interface ScriptsOptions {
  readonly clock: Clock;
  readonly newFolders: NewFolders;
  readonly failed: (error: unknown) => void;
}

/** A script with where it is. */
interface Script extends ScriptText {
  readonly uri: string;
  /** Null when the file is not open. */
  readonly version: number | null;
}

/** The files of a folder that are read together. */
interface FolderFiles {
  readonly scripts: readonly Script[];
  readonly composes: readonly ComposeText[];
}

/** Keeps the store's scripts those of the workspace: open ones as on screen from when they are shown, the others from the first look at the view. */
export class WorkspaceScripts implements Disposable {
  readonly #held = new Disposables();
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #newFolders: NewFolders;
  readonly #failed: (error: unknown) => void;
  /** The folders to read, by URI. */
  readonly #waiting = new Map<string, vscode.Uri>();
  readonly #known = new Set<string>();
  #timer: Disposable | null = null;
  #search: vscode.CancellationTokenSource | null = null;
  #disposed = false;

  constructor(store: Store, { clock, newFolders, failed }: ScriptsOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#newFolders = newFolders;
    this.#failed = failed;
    const take = (document: vscode.TextDocument): void => {
      if (languageOf(document) !== null && (this.#knows(document.uri) || mayHaveLinks(document.getText())))
        this.#readFolderOf(document.uri);
    };
    this.#held.add(vscode.workspace.onDidOpenTextDocument(take));
    this.#held.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        take(document);
      }),
    );
    this.#held.add(vscode.workspace.onDidCloseTextDocument(take));
    for (const document of vscode.workspace.textDocuments) take(document);
  }

  /** Searches the workspace at the first look, and follows its scripts from then on. */
  look(): void {
    if (this.#search) return;
    this.#search = new vscode.CancellationTokenSource();
    const { token } = this.#search;
    const search = (glob: vscode.GlobPattern): void => {
      this.#searchAll(glob, token).catch(this.#failed);
    };
    search(SCRIPT_GLOB);
    const watcher = this.#held.add(vscode.workspace.createFileSystemWatcher(SCRIPT_GLOB));
    const reread = (uri: vscode.Uri): void => {
      if (scriptLanguage(uri.path) === null) return;
      if (this.#knows(uri)) this.#readFolderOf(uri);
      else this.#consider(uri).catch(this.#failed);
    };
    this.#held.add(watcher.onDidCreate(reread));
    this.#held.add(watcher.onDidChange(reread));
    this.#held.add(watcher.onDidDelete(reread));
    this.#held.add(
      this.#newFolders.came((came) => {
        for (const folder of came) search(new vscode.RelativePattern(folder, SCRIPT_GLOB));
      }),
    );
    // Of a folder that goes its files are not told.
    const folders = this.#held.add(vscode.workspace.createFileSystemWatcher('**', true, true));
    const rereadBelow = (gone: vscode.Uri): void => {
      const path = `${gone.toString()}/`;
      for (const folder of this.#known) if (`${folder}/`.startsWith(path)) this.#readFolder(vscode.Uri.parse(folder));
    };
    this.#held.add(folders.onDidDelete(rereadBelow));
  }

  /** The edits that replace the links of a script's commands, also those in other scripts of its folder that belong together with it; null when the script is not open. */
  async fix(uri: string): Promise<CommandEdits | null> {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(uri), '..');
    const { scripts, composes } = await this.#filesIn(folder);
    const script = scripts.find((one) => one.uri === uri);
    if (script?.version == null) return null;
    const { fixScripts } = await import('../domain/commands/scriptReading.ts');
    return fixScripts([script.path], scripts, folder.path, composes).flatMap(({ path, edits }) => {
      const own = scripts.find((one) => one.path === path);
      return own && edits.length > 0 ? [{ uri: own.uri, version: own.version, edits }] : [];
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#search?.cancel();
    this.#search?.dispose();
    this.#timer?.dispose();
    this.#held.dispose();
  }

  #knows(uri: vscode.Uri): boolean {
    return this.#known.has(vscode.Uri.joinPath(uri, '..').toString());
  }

  async #searchAll(glob: vscode.GlobPattern, token: vscode.CancellationToken): Promise<void> {
    const found = await vscode.workspace.findFiles(glob, EXCLUDED, BOUNDS.files, token);
    for (const uri of found) {
      if (token.isCancellationRequested) return;
      if (!this.#knows(uri) && scriptLanguage(uri.path) !== null) await this.#consider(uri);
    }
  }

  async #consider(uri: vscode.Uri): Promise<void> {
    const stored = openDocument(uri) ? null : await storedText(uri, BOUNDS.file);
    if (stored && 'text' in stored && mayHaveLinks(stored.text)) this.#readFolderOf(uri);
  }

  #readFolderOf(uri: vscode.Uri): void {
    this.#readFolder(vscode.Uri.joinPath(uri, '..'));
  }

  #readFolder(folder: vscode.Uri): void {
    this.#known.add(folder.toString());
    this.#waiting.set(folder.toString(), folder);
    this.#timer ??= this.#clock.later(PAUSE, () => {
      this.#timer = null;
      const folders = [...this.#waiting.values()];
      this.#waiting.clear();
      this.#readAll(folders).catch(this.#failed);
    });
  }

  async #readAll(folders: readonly vscode.Uri[]): Promise<void> {
    for (const folder of folders) {
      const { scripts, composes } = await this.#filesIn(folder);
      const uris = new Map(scripts.map((script) => [script.path, script]));
      const { readScripts } = scripts.length > 0 ? await import('../domain/commands/scriptReading.ts') : { readScripts: () => [] };
      if (this.#disposed) return;
      const readings = readScripts(scripts, folder.path, composes).filter(({ links }) => links.length > 0);
      this.#store.putScripts(
        folder.toString(),
        readings.flatMap(({ path, links }) => {
          const script = uris.get(path);
          return script ? [{ uri: script.uri, folder: folder.toString(), path, version: script.version, links }] : [];
        }),
      );
    }
  }

  /** The scripts of a folder that call Docker, and the compose files beside them; none where no script has a link. */
  async #filesIn(folder: vscode.Uri): Promise<FolderFiles> {
    const entries = folder.scheme === 'untitled' ? [] : await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
    const uris = entries.flatMap(([name, type]) => ((type & vscode.FileType.File) === 0 ? [] : [vscode.Uri.joinPath(folder, name)]));
    const scripts: Script[] = [];
    for (const uri of uris.slice(0, BOUNDS.folder)) {
      const document = openDocument(uri);
      const named = document ? languageOf(document) : scriptLanguage(uri.path);
      if (named === null) continue;
      const stored = document ? { text: document.getText() } : await storedText(uri, BOUNDS.file);
      if (!stored || !('text' in stored) || !stored.text.includes('docker')) continue;
      const path = vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
      scripts.push({ uri: uri.toString(), path, text: stored.text, language: named, version: document?.version ?? null });
    }
    if (!scripts.some(({ text }) => mayHaveLinks(text))) return { scripts: [], composes: [] };
    const beside = uris.filter(({ path }) => composeKind(path) !== null).slice(0, BOUNDS.folder);
    return { scripts, composes: await Promise.all(beside.map(composeText)) };
  }
}

function languageOf(document: vscode.TextDocument): ReturnType<typeof scriptLanguage> {
  const { uri, languageId } = document;
  if (uri.scheme === 'git' || uri.scheme === 'output') return null;
  return scriptLanguage(uri.path, document.lineAt(0).text) ?? (languageId === 'shellscript' ? 'shell' : null);
}

/** A compose file; one that cannot be read says nothing. */
async function composeText(uri: vscode.Uri): Promise<ComposeText> {
  const document = openDocument(uri);
  const stored = document ? { text: document.getText() } : await storedText(uri, BOUNDS.file);
  return { path: vscode.workspace.asRelativePath(uri).replaceAll('\\', '/'), text: stored && 'text' in stored ? stored.text : '' };
}
