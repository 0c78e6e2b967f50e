import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import type { Clock } from '../model/clock.ts';
import type { ContainerKey, EngineWatch } from '../model/engineWatch.ts';
import { demandedImages } from '../model/images.ts';
import type { Store } from '../model/store.ts';
import { FollowAll } from '../sources/engine/followAll.ts';

/** How long an engine is still followed after nobody looks any more, in milliseconds. */
const LINGER = 5_000;

/** What following needs of the editor: the clock, which engines are chosen, and where to write down what happens. */
export interface EnginesOptions {
  readonly clock: Clock;
  readonly chosen: () => readonly string[];
  readonly log: vscode.LogOutputChannel;
  readonly failed: (error: unknown) => void;
}

/** Follows the chosen engines while somebody looks; their program is loaded at the first look, and in a workspace that is not trusted never. */
export class Engines implements EngineWatch, Disposable {
  readonly #clock: Clock;
  readonly #chosen: () => readonly string[];
  readonly #all: FollowAll;
  readonly #held = new Disposables();
  #known: string;
  #warned = '';
  #needs = 0;
  #ending: Disposable | null = null;

  constructor(store: Store, { clock, chosen, log, failed }: EnginesOptions) {
    this.#clock = clock;
    this.#chosen = chosen;
    this.#known = JSON.stringify(chosen());
    this.#all = this.#held.add(
      new FollowAll({
        clock,
        random: Math.random,
        now: () => new Date().toISOString(),
        find: async () => {
          const { findEngines } = await import('../sources/engine/client.ts');
          return await findEngines(chosen(), (sentence) => {
            if (sentence !== this.#warned) log.warn(sentence);
            this.#warned = sentence;
          });
        },
        publish: store.putEngine.bind(store),
        forget: store.removeEngine.bind(store),
        tell: (sentence, isFault) => {
          if (isFault) log.warn(sentence);
          else log.info(sentence);
        },
        failed,
      }),
    );
    // Also while nobody looks: a follower that does not run asks nothing.
    this.#held.add(
      store.changed((snapshot) => {
        this.#all.wantImages(demandedImages(snapshot));
      }),
    );
    this.#held.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        if (this.#needs > 0) this.#start();
      }),
    );
  }

  need(): Disposable {
    this.#needs += 1;
    this.#ending?.dispose();
    this.#ending = null;
    this.#start();
    let needed = true;
    return {
      dispose: () => {
        if (!needed) return;
        needed = false;
        this.#needs -= 1;
        if (this.#needs > 0) return;
        this.#ending = this.#clock.later(LINGER, () => {
          this.#all.stop();
        });
      },
    };
  }

  look({ address, id }: ContainerKey): void {
    this.#all.want(address, id);
  }

  /** Whoever asks for it looks, if only for a moment. */
  again(): void {
    if (this.#needs === 0) this.need().dispose();
    this.#all.again();
  }

  /** Takes over which engines are chosen now. */
  configure(): void {
    const known = JSON.stringify(this.#chosen());
    if (known === this.#known) return;
    this.#known = known;
    this.#all.reconsider();
  }

  async inspect({ address, id }: ContainerKey): Promise<{ readonly value: unknown } | { readonly fault: string }> {
    return await this.#all.inspect(address, id);
  }

  async measure({ address, id }: ContainerKey, names: readonly string[], signal: AbortSignal): Promise<string | null> {
    if (!vscode.workspace.isTrusted) return 'This workspace is not trusted, so nothing is run in containers.';
    return await this.#all.measure(address, id, names, signal);
  }

  /** What an engine answers to another question, while it is followed. */
  async get(address: string, path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): ReturnType<FollowAll['get']> {
    return await this.#all.get(address, path, query, signal);
  }

  async inspectAll(address: string, ids: readonly string[]): ReturnType<EngineWatch['inspectAll']> {
    return await this.#all.inspectAll(address, ids);
  }

  dispose(): void {
    this.#ending?.dispose();
    this.#held.dispose();
  }

  #start(): void {
    if (vscode.workspace.isTrusted && hasOwnFiles()) this.#all.start();
  }
}

/** A workspace whose files lie on no file system of this machine has no engine of its own here. */
function hasOwnFiles(): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length === 0 || folders.some(({ uri }) => uri.scheme === 'file');
}
