import type { Disposable, Event } from '../base/event.ts';
import { Emitter } from '../base/event.ts';
import type { Clock } from './clock.ts';
import type { FileFact } from './facts.ts';
import type { Settings } from './settings.ts';
import { Readings, analyse } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** How long changes are collected before the views hear of them, in milliseconds. */
const COALESCE = 150;

/** The one mutable cell: facts by URI, and the snapshot they make. */
export class Store implements Disposable {
  readonly #facts = new Map<string, FileFact>();
  readonly #readings = new Readings();
  readonly #clock: Clock;
  readonly #changed: Emitter<Snapshot>;
  #settings: Settings;
  #snapshot: Snapshot;
  #stale = false;
  #timer: Disposable | undefined;
  #disposed = false;

  constructor(settings: Settings, clock: Clock, failed?: (error: unknown) => void) {
    this.#settings = settings;
    this.#clock = clock;
    this.#changed = new Emitter(failed);
    this.#snapshot = Object.freeze({ revision: 0, ...analyse([], settings, this.#readings) });
  }

  /** Hears each new snapshot, changes in quick succession together. */
  get changed(): Event<Snapshot> {
    return this.#changed.event;
  }

  /** What the facts mean now: asking takes in what has just changed. */
  get snapshot(): Snapshot {
    if (this.#stale) {
      this.#stale = false;
      const revision = this.#snapshot.revision + 1;
      this.#snapshot = Object.freeze({ revision, ...analyse(this.#facts.values(), this.#settings, this.#readings) });
    }
    return this.#snapshot;
  }

  put(fact: FileFact): void {
    this.#facts.set(fact.uri, fact);
    this.#touch();
  }

  remove(uri: string): void {
    if (this.#facts.delete(uri)) this.#touch();
  }

  configure(settings: Settings): void {
    this.#settings = settings;
    this.#touch();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#changed.dispose();
  }

  #touch(): void {
    this.#stale = true;
    if (this.#timer || this.#disposed) return;
    this.#timer = this.#clock.later(COALESCE, () => {
      this.#timer = undefined;
      this.#changed.fire(this.snapshot);
    });
  }
}
