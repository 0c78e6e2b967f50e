import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import type { NoRewrite, Rewrite } from '../domain/fixes/rewrite.ts';
import type { CodeFile } from '../domain/usages/codeFile.ts';
import type { ComposeFacts } from '../domain/usages/composeFacts.ts';
import type { ReaderFinding } from '../domain/usages/ignoreReader.ts';
import type { Clock } from '../model/clock.ts';
import { servicesOf, textsBeside } from '../model/composeFacts.ts';
import type { Settings } from '../model/settings.ts';
import type { ReadFile, Snapshot, WorkspaceFile } from '../model/snapshot.ts';
import type { Store } from '../model/store.ts';
import type { UsagesFact } from '../model/usages.ts';
import type { RewriteWish, UsageSearch } from '../model/usageSearch.ts';
import type { TextEdit } from '../syntax/text.ts';
import type { JoinAnswer, OpenText, SearchAnswer } from '../sources/usages/protocol.ts';
import { UsageProgram } from '../sources/usages/usageProgram.ts';
import { openDocument } from './documents.ts';
import type { NewFolders } from './newFolders.ts';
import { Searchable } from './searchable.ts';

/** How long changes of files are collected before they are searched, in milliseconds. */
const COALESCE = 300;
/** How long changes of compose files are collected before their links are joined to readers anew, in milliseconds; somebody may be typing. */
const PATIENCE = 1000;
/** When more files come with a folder, all is searched anew. */
const MOST = 2000;

/** What the search comes with. */
export interface CodeSearchOptions {
  /** The file of the program that reads code. */
  readonly program: string;
  readonly clock: Clock;
  readonly settings: (folder?: string) => Settings;
  readonly newFolders: NewFolders;
  readonly failed: (error: unknown) => void;
}

/** Keeps the store's readers of link variables those of the workspace's code, from the first search on. */
export class CodeSearch implements Disposable, UsageSearch {
  readonly #store: Store;
  readonly #options: CodeSearchOptions;
  readonly #held = new Disposables();
  readonly #searchable = new Searchable();
  readonly #program: UsageProgram;
  readonly #changed = new Map<string, vscode.Uri>();
  #watching: Disposable | null = null;
  #files = new Map<string, CodeFile>();
  #unsearched: readonly string[] = [];
  #state: UsagesFact['state'] | 'never' = 'never';
  #running: AbortController | null = null;
  #timer: Disposable | null = null;
  #joining: Disposable | null = null;
  #joined: readonly unknown[] = [];
  /** The texts beside compose files that are on no disk, as they were read last. */
  #beside: readonly OpenText[] = [];
  #answer: JoinAnswer | null = null;

  constructor(store: Store, options: CodeSearchOptions) {
    this.#store = store;
    this.#options = options;
    this.#program = this.#held.add(new UsageProgram(options.program, options.clock));
    this.#held.add(
      store.changed(() => {
        if (this.#state === 'never' || this.#state === 'searching' || this.#isJoined(this.#restsOn())) return;
        this.#joining ??= this.#options.clock.later(PATIENCE, () => {
          this.#joining = null;
          this.#run(this.#join());
        });
      }),
    );
  }

  async find(): Promise<boolean> {
    return await this.#search(vscode.ProgressLocation.Notification);
  }

  async rewrite({ link, keepOld }: RewriteWish): Promise<Rewrite | NoRewrite> {
    await this.#join();
    const usages = this.#answer?.usages ?? [];
    const pathOf = (uri: string): string => this.#searchable.pathOf(vscode.Uri.parse(uri));
    const compose = pathOf(link.compose);
    const virtual = await this.#searchable.textsOf(usages.map(({ path }) => path));
    const found = await this.#program.ask({
      kind: 'rewrite',
      usages,
      link: { ...link, compose },
      keepOld,
      composes: this.#composes(this.#store.recent),
      texts: [...virtual, ...this.#searchable.openTexts()],
    });
    const uriOf = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: this.#searchable.uriOf(one.path).toString() });
    const links = found.links.map(uriOf);
    const stays = (found.stays ?? []).map((reader) => ({ ...uriOf(reader), at: reader.at && uriOf(reader.at) }));
    return found.kind === 'refused' ? { ...found, links, stays } : { ...found, links, stays, files: found.files.map(uriOf) };
  }

  async ignoreHere(finding: ReaderFinding): Promise<TextEdit | null> {
    return await this.#program.ask({ kind: 'ignore', ...finding });
  }

  dispose(): void {
    this.#running?.abort();
    this.#timer?.dispose();
    this.#joining?.dispose();
    this.#watching?.dispose();
    this.#held.dispose();
  }

  /** Searches without anybody having asked, so that little of it is to be seen. */
  start(): void {
    this.#run(this.#search(vscode.ProgressLocation.Window));
  }

  #run(work: Promise<unknown>): void {
    work.catch(this.#options.failed);
  }

  async #search(location: vscode.ProgressLocation): Promise<boolean> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#state = 'searching';
    this.#watching ??= this.#watch();
    this.#searchable.configure();
    const title = 'Searching for readers of link variables';
    const done = await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
      token.onCancellationRequested(() => {
        running.abort();
      });
      const told = (read: number): void => {
        progress.report({ message: `${read} files` });
      };
      // Whoever gives up need not wait for what is being read somewhere far away.
      return await Promise.race([this.#searchAll(running.signal, told), givenUp(running.signal)]);
    });
    // Another search may have taken this one's place.
    if (this.#running !== running) return false;
    this.#state = done ? 'complete' : 'stopped';
    this.#joined = [];
    await this.#join(done);
    return done;
  }

  async #searchAll(signal: AbortSignal, progress: (read: number) => void): Promise<boolean> {
    try {
      const answer = await this.#program.ask({ kind: 'search', roots: this.#searchable.roots }, { signal, progress });
      this.#files = new Map(answer.found.map((file) => [file.path, file]));
      this.#unsearched = answer.unsearched;
      for await (const texts of this.#searchable.virtualTexts(signal)) this.#take(await this.#ask(texts, []));
      if (signal.aborted) return false;
      this.#take(await this.#ask(this.#searchable.openTexts(), []));
      return !signal.aborted;
    } catch (error) {
      if (!signal.aborted) throw error;
      return false;
    }
  }

  async #ask(texts: readonly OpenText[], stored: readonly string[]): Promise<SearchAnswer> {
    for (const { path } of texts) this.#files.delete(path);
    return await this.#program.ask({ kind: 'files', texts, stored, roots: this.#searchable.roots });
  }

  #take({ found }: SearchAnswer): void {
    for (const file of found) this.#files.set(file.path, file);
  }

  #watch(): Disposable {
    const held = new Disposables();
    const watcher = held.add(vscode.workspace.createFileSystemWatcher('**/*'));
    const changed = (uri: vscode.Uri): void => {
      this.#touch(uri);
    };
    held.add(watcher.onDidCreate(changed));
    held.add(watcher.onDidChange(changed));
    held.add(watcher.onDidDelete(changed));
    held.add(
      this.#options.newFolders.came((folders) => {
        this.#run(this.#touchBelow(folders));
      }),
    );
    held.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#touch(document.uri);
      }),
    );
    held.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#touch(uri);
      }),
    );
    const again = (): void => {
      this.#run(this.#search(vscode.ProgressLocation.Window));
    };
    held.add(vscode.workspace.onDidChangeWorkspaceFolders(again));
    held.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (
          ['files.exclude', 'search.exclude', 'search.useIgnoreFiles', 'dockerLinks.ignore'].some((key) => event.affectsConfiguration(key))
        )
          again();
      }),
    );
    return held;
  }

  /** A changed file costs a search of that file; changed rules cost all. */
  #touch(uri: vscode.Uri): void {
    if (!this.#searchable.concerns(uri)) return;
    this.#changed.set(uri.toString(), uri);
    this.#timer ??= this.#options.clock.later(COALESCE, () => {
      this.#timer = null;
      this.#run(this.#reread());
    });
  }

  async #touchBelow(folders: readonly vscode.Uri[]): Promise<void> {
    const find = (folder: vscode.Uri): Thenable<readonly vscode.Uri[]> =>
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**'), undefined, MOST);
    const found = (await Promise.all(folders.map(find))).flat();
    if (found.length < MOST) for (const uri of found) this.#touch(uri);
    else await this.#search(vscode.ProgressLocation.Window);
  }

  async #reread(): Promise<void> {
    const uris = [...this.#changed.values()];
    this.#changed.clear();
    if (uris.some(({ path }) => path.endsWith('/.gitignore'))) {
      await this.#search(vscode.ProgressLocation.Window);
      return;
    }
    const texts: OpenText[] = [];
    const stored: string[] = [];
    for (const uri of uris) {
      const path = this.#searchable.pathOf(uri);
      const document = openDocument(uri);
      const text = document?.getText() ?? (uri.scheme === 'file' ? null : await this.#searchable.virtualText(uri));
      if (text !== null) texts.push({ path, text });
      else if (uri.scheme === 'file') stored.push(path);
      for (const known of this.#files.keys()) if (known === path || known.startsWith(`${path}/`)) this.#files.delete(known);
    }
    this.#take(await this.#ask(texts, stored));
    this.#joined = [];
    if (this.#state !== 'searching') await this.#join();
  }

  /** Joins anew unless all that it rests on is what it was; whoever has given up waits for no file. */
  async #join(reads = true): Promise<void> {
    const rests = this.#restsOn();
    if (this.#isJoined(rests)) return;
    this.#joined = rests;
    const snapshot = this.#store.recent;
    const composes = this.#composes(snapshot);
    if (reads) this.#beside = await this.#searchable.textsBeside(composes);
    const answer = await this.#program.ask({
      kind: 'join',
      files: [...this.#files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      composes,
      texts: [...this.#beside, ...this.#searchable.openTexts()],
      target: snapshot.target,
    });
    if (this.#joined !== rests || this.#state === 'never') return;
    this.#answer = answer;
    this.#store.putUsages(this.#fact(answer, this.#state));
  }

  /** Everything that an answer follows from. */
  #restsOn(): readonly unknown[] {
    const { target, engines, files } = this.#store.recent;
    return [this.#files, target, ...files.filter(isCompose), ...engines.map(({ images }) => images)];
  }

  #isJoined(rests: readonly unknown[]): boolean {
    return rests.length === this.#joined.length && rests.every((one, at) => one === this.#joined[at]);
  }

  #composes(snapshot: Snapshot): readonly ComposeFacts[] {
    const composes = snapshot.files.filter(isCompose);
    const texts = new Map(composes.map(({ uri, text }) => [uri, text]));
    return composes.map((file) => {
      return {
        path: this.#searchable.pathOf(vscode.Uri.parse(file.uri)),
        text: file.text,
        others: textsBeside(file, (uri) => texts.get(uri) ?? null),
        target: file.target,
        services: servicesOf(file, snapshot),
      };
    });
  }

  /** With URIs in place of paths, and without what nobody wants to be told. */
  #fact({ usages, findings }: JoinAnswer, state: UsagesFact['state']): UsagesFact {
    const uriOf = (path: string): string => this.#searchable.uriOf(path).toString();
    const placed = usages.map((one) => ({
      ...one,
      path: uriOf(one.path),
      links: one.links.map((link) => ({ ...link, compose: uriOf(link.compose) })),
    }));
    const told = findings
      .map((one) => ({ ...one, path: uriOf(one.path) }))
      .filter(({ code, path }) => !this.#options.settings(path).ignore.includes(code));
    return { state, usages: placed, findings: told, unsearched: this.#unsearched };
  }
}

/** False once a search is given up. */
async function givenUp(signal: AbortSignal): Promise<false> {
  if (!signal.aborted)
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  return false;
}

function isCompose(file: WorkspaceFile): file is ReadFile {
  return file.kind === 'compose';
}
