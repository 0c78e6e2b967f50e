import type { Disposable } from '../../base/event.ts';
import type { EngineFault, EngineHealth } from '../../domain/engine/health.ts';
import type { EngineFact } from '../../model/facts.ts';
import type { EngineApi } from './api.ts';
import { Follower } from './follow.ts';
import type { FollowOptions } from './follow.ts';
import { readInspected } from './readInspected.ts';

/** An engine that was found, or one that cannot even be tried, under what it is asked for by. */
export type FoundEngine = FoundApi | { readonly address: string; readonly unusable: EngineFault };

/** The way to an engine; as long as `identity` is the same, so is everything that leads there. */
export interface FoundApi {
  readonly address: string;
  readonly identity: string;
  readonly api: EngineApi;
}

/** What following several engines needs. */
export interface FollowAllOptions extends FollowOptions {
  /** Which engines are to be followed, as it is set now. */
  readonly find: () => Promise<readonly FoundEngine[]>;
  /** An engine is not to be followed any more. */
  readonly forget: (address: string) => void;
  /** Hears a sentence for each change of an engine's health, not for each try. */
  readonly tell: (sentence: string, isFault: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Follows every engine that is to be followed, each by one follower, from start to stop. */
export class FollowAll implements Disposable {
  readonly #options: FollowAllOptions;
  readonly #followed = new Map<string, FoundApi & { readonly follower: Follower }>();
  readonly #published = new Map<string, EngineFact>();
  #images: readonly string[] = [];
  #isOn = false;
  /** Whether somebody may have changed which engines are to be followed. */
  #isStale = true;
  #turn = 0;

  constructor(options: FollowAllOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    if (this.#isStale) void this.#look();
    else for (const { follower } of this.#followed.values()) follower.start();
  }

  /** Ends every connection; what is known stays, and which engines there are is looked up again at the next start. */
  stop(): void {
    this.#isOn = false;
    this.#isStale = true;
    for (const [address, { follower }] of this.#followed) {
      follower.stop();
      const fact = this.#published.get(address);
      if (fact && fact.health.state !== 'down') this.#publish({ ...fact, health: { state: 'resting' } });
    }
  }

  /** Looks up again which engines are to be followed, while any are. */
  reconsider(): void {
    this.#isStale = true;
    if (this.#isOn) void this.#look();
  }

  /** Looks up the engines and reads each anew, at once. */
  again(): void {
    if (!this.#isOn) return;
    void this.#look().then(() => {
      if (this.#isOn) for (const { follower } of this.#followed.values()) follower.again();
    });
  }

  /** From now on it is read, too, what this receiver holds. */
  want(address: string, receiverId: string): void {
    this.#followed.get(address)?.follower.want(receiverId);
  }

  /** From now on every engine is asked for these images and no others, each once until its images change. */
  wantImages(names: readonly string[]): void {
    this.#images = names;
    for (const { follower } of this.#followed.values()) follower.wantImages(names);
  }

  /** What the engine says of a container, as it came. */
  async inspect(address: string, id: string): Promise<{ readonly value: unknown } | { readonly fault: string }> {
    const api = this.#followed.get(address)?.api;
    if (!api) return { fault: `The engine at ${address} is not followed any more.` };
    const answer = await api.inspectRaw(id);
    if (!this.#isOn) api.close();
    return answer;
  }

  /** Asks a running container for names; a sentence where nothing was learnt. */
  async measure(address: string, id: string, names: readonly string[], signal: AbortSignal): Promise<string | null> {
    const follower = this.#followed.get(address)?.follower;
    return follower ? await follower.measure(id, names, signal) : `The engine at ${address} is not followed any more.`;
  }

  /** What the engine answers to another question, as it came. */
  async get(
    address: string,
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<{ readonly value: unknown } | { readonly fault: string }> {
    const api = this.#followed.get(address)?.api;
    return api ? await api.get(path, query, signal) : { fault: `The engine at ${address} is not followed any more.` };
  }

  /** What the engine says of containers and of their images, by id, as it came. */
  async inspectAll(
    address: string,
    ids: readonly string[],
  ): Promise<{ readonly value: ReadonlyMap<string, unknown> } | { readonly fault: string }> {
    const api = this.#followed.get(address)?.api;
    if (!api) return { fault: `The engine at ${address} is not followed any more.` };
    const value = await readInspected(api, ids);
    if (!this.#isOn) api.close();
    return { value };
  }

  dispose(): void {
    this.stop();
    this.#turn += 1;
    this.#followed.clear();
  }

  async #look(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const found = await this.#options.find();
      if (turn !== this.#turn) return;
      this.#isStale = !this.#isOn;
      this.#take(found);
    } catch (error) {
      this.#options.failed(error);
    }
  }

  #take(found: readonly FoundEngine[]): void {
    const wanted = new Map(found.map((engine) => [engine.address, engine]));
    for (const address of [...this.#published.keys()]) if (!wanted.has(address)) this.#drop(address);
    for (const engine of wanted.values()) {
      const { address } = engine;
      const old = this.#followed.get(address);
      if ('unusable' in engine) {
        if (old) this.#drop(address);
        this.#publish({ address, health: { state: 'down', ...engine.unusable }, facts: null });
      } else if (old?.identity !== engine.identity) {
        old?.follower.dispose();
        this.#followed.set(address, { ...engine, follower: this.#follower(engine) });
      }
    }
    if (this.#isOn) for (const { follower } of this.#followed.values()) follower.start();
  }

  #follower({ address, identity, api }: FoundApi): Follower {
    const publish = (fact: EngineFact): void => {
      if (this.#followed.get(address)?.identity === identity) this.#publish(fact);
    };
    const follower = new Follower(api, { ...this.#options, publish });
    follower.wantImages(this.#images);
    return follower;
  }

  #drop(address: string): void {
    this.#followed.get(address)?.follower.dispose();
    this.#followed.delete(address);
    this.#published.delete(address);
    this.#options.forget(address);
  }

  /** A try that ends like the one before is no news. */
  #publish(fact: EngineFact): void {
    const before = this.#published.get(fact.address);
    const isNews = newsOf(before?.health) !== newsOf(fact.health);
    if (!isNews && fact.health.state === 'down' && before?.facts === fact.facts) return;
    this.#published.set(fact.address, fact);
    this.#options.publish(fact);
    if (isNews) this.#tell(fact);
  }

  #tell({ address, name, health, facts }: EngineFact): void {
    const prefix = name === undefined ? '' : `${name}: `;
    switch (health.state) {
      case 'connecting':
      case 'resting':
        return;
      case 'connected':
        this.#options.tell(
          `${prefix}The Docker engine at ${address} is connected (${facts?.version.version ?? 'unknown version'}).`,
          false,
        );
        return;
      case 'down':
        this.#options.tell(`${prefix}${health.fault}`, true);
    }
  }
}

/** That nobody looks is no news. */
function newsOf(health: EngineHealth | undefined): string {
  if (health?.state === 'resting') return 'connected';
  return health?.state === 'down' ? health.code : (health?.state ?? '');
}
