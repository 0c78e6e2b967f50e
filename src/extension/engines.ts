import * as vscode from 'vscode';
import { Disposables } from '../base/disposables.ts';
import type { Disposable } from '../base/event.ts';
import type { Clock } from '../model/clock.ts';
import type { ContainerKey, EngineWatch } from '../model/engineWatch.ts';
import type { Store } from '../model/store.ts';
import type { EngineApi } from '../sources/engine/api.ts';
import { Follower } from '../sources/engine/follow.ts';

/** How long an engine is still followed after nobody looks any more, in milliseconds. */
const LINGER = 5_000;

/** Follows the local engine while somebody looks; its program is loaded at the first look, and in a workspace that is not trusted never. */
export class Engines implements EngineWatch, Disposable {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #failed: (error: unknown) => void;
  readonly #held = new Disposables();
  #needs = 0;
  #api: EngineApi | null = null;
  #follower: Promise<Follower | null> | null = null;
  #ending: Disposable | null = null;

  constructor(store: Store, clock: Clock, failed: (error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#failed = failed;
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
        if (this.#needs === 0)
          this.#ending = this.#clock.later(
            LINGER,
            () =>
              void this.#each((follower) => {
                follower.stop();
              }),
          );
      },
    };
  }

  look({ address, id }: ContainerKey): void {
    if (this.#api?.address !== address) return;
    void this.#each((follower) => {
      follower.want(id);
    });
  }

  again(): void {
    void this.#each((follower) => {
      follower.again();
    });
  }

  async inspect({ address, id }: ContainerKey): Promise<{ readonly value: unknown } | { readonly fault: string }> {
    if (this.#api?.address !== address) return { fault: `The engine at ${address} is not followed any more.` };
    return await this.#api.inspectRaw(id);
  }

  dispose(): void {
    this.#ending?.dispose();
    this.#held.dispose();
    void this.#each((follower) => {
      follower.dispose();
    });
  }

  #start(): void {
    if (!vscode.workspace.isTrusted || !hasOwnFiles()) return;
    this.#follower ??= this.#connect();
    void this.#each((follower) => {
      if (this.#needs > 0) follower.start();
    });
  }

  async #each(run: (follower: Follower) => void): Promise<void> {
    try {
      const follower = await this.#follower;
      if (follower) run(follower);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #connect(): Promise<Follower | null> {
    const { connectEngine } = await import('../sources/engine/client.ts');
    const api = connectEngine();
    if ('fault' in api) {
      this.#store.putEngine({ address: process.env['DOCKER_HOST'] ?? '', health: { state: 'down', ...api }, facts: null });
      return null;
    }
    this.#api = api;
    return new Follower(api, {
      clock: this.#clock,
      random: Math.random,
      now: () => new Date().toISOString(),
      publish: (fact) => {
        this.#store.putEngine(fact);
      },
    });
  }
}

/** A workspace whose files lie on no file system of this machine has no engine of its own here. */
function hasOwnFiles(): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length === 0 || folders.some(({ uri }) => uri.scheme === 'file');
}
