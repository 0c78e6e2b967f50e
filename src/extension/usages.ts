import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import type { NoRewrite, Rewrite } from '../domain/fixes/rewrite.ts';
import type { ReaderFinding } from '../domain/usages/ignoreReader.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Store } from '../model/store.ts';
import type { RewriteWish, UsageSearch } from '../model/usageSearch.ts';
import type { TextEdit } from '../syntax/text.ts';
import type { CodeSearch, CodeSearchOptions } from './codeSearch.ts';

/** Has the workspace's code searched as soon as some link can set variables, or somebody asks; before that nothing of the search is loaded. */
export class Usages implements Disposable, UsageSearch {
  readonly #held = new Disposables();
  readonly #store: Store;
  readonly #options: CodeSearchOptions;
  #search: Promise<CodeSearch> | null = null;

  constructor(store: Store, options: CodeSearchOptions) {
    this.#store = store;
    this.#options = options;
    this.#held.add(
      store.changed((snapshot) => {
        if (this.#search || !mayMatter(snapshot)) return;
        this.#load()
          .then((search) => {
            search.start();
          })
          .catch(options.failed);
      }),
    );
  }

  async find(): Promise<boolean> {
    return await (await this.#load()).find();
  }

  async rewrite(wish: RewriteWish): Promise<Rewrite | NoRewrite> {
    return await (await this.#load()).rewrite(wish);
  }

  async ignoreHere(finding: ReaderFinding): Promise<TextEdit | null> {
    return await (await this.#load()).ignoreHere(finding);
  }

  dispose(): void {
    this.#held.dispose();
  }

  #load(): Promise<CodeSearch> {
    this.#search ??= import('./codeSearch.ts').then(({ CodeSearch: Search }) => this.#held.add(new Search(this.#store, this.#options)));
    return this.#search;
  }
}

/** Whether some link sets variables on the engine that is asked for, as files or running containers tell. */
function mayMatter({ files, engines }: Snapshot): boolean {
  const written = files.some(
    (file) =>
      file.kind === 'compose' &&
      file.target <= 28 &&
      file.links.some(({ link: { mechanism } }) => mechanism === 'legacy' || mechanism === 'unknown'),
  );
  return (
    written ||
    (files.length > 0 &&
      engines.some(({ receivers }) => receivers.some(({ links }) => links.some(({ variables }) => variables.length > 0))))
  );
}
