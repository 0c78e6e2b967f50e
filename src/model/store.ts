import type { Disposable, Event } from '../base/event.ts';
import { Emitter } from '../base/event.ts';
import type { FoundSet } from '../domain/compose/project/sets.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import type { Clock } from './clock.ts';
import { connectedTarget, engineView } from './engineView.ts';
import type { EngineView } from './engineView.ts';
import type { CompanionFact, EngineFact, FileFact } from './facts.ts';
import type { FarReader } from './farFolder.ts';
import { Folders } from './folders.ts';
import { targetOf } from './settings.ts';
import type { TargetSetting } from './settings.ts';
import { Scripts } from './scripts.ts';
import type { ScriptFact } from './scripts.ts';
import type { Snapshot } from './snapshot.ts';
import type { UsagesFact } from './usages.ts';

/** How long changes are collected before the views hear of them, in milliseconds. */
const COALESCE = 150;

/** The target that is set for a folder of compose files, by the folder's URI; the empty text asks for the workspace's. */
export type TargetOfFolder = (folder: string) => TargetSetting;

/** The codes of findings that are not told, by the folder's URI. */
export type IgnoredInFolder = (folder: string) => readonly string[];

/** The sets of compose files that are named for a folder, by its URI. */
export type SetsOfFolder = (folder: string) => readonly FoundSet[];

const NOTHING: readonly string[] = [];

/** The one mutable cell: facts by what they are about, and the snapshot they make. */
export class Store implements Disposable {
  readonly #folders: Folders;
  readonly #scripts = new Scripts();
  readonly #engines = new Map<string, EngineView>();
  readonly #clock: Clock;
  readonly #changed: Emitter<Snapshot>;
  #targetOf: TargetOfFolder;
  #ignored: IgnoredInFolder = () => NOTHING;
  #sets: SetsOfFolder = () => [];
  #connected: ReturnType<typeof connectedTarget> = null;
  #usages: UsagesFact | null = null;
  #snapshot: Snapshot;
  #stale = true;
  #timer: Disposable | undefined;
  #disposed = false;

  constructor(target: TargetOfFolder, clock: Clock, failed: (error: unknown) => void = () => undefined, far: FarReader | null = null) {
    this.#targetOf = target;
    this.#clock = clock;
    this.#changed = new Emitter(failed);
    this.#folders = new Folders({
      settingsOf: (folder) => ({ ...this.#judgedBy(folder), sets: this.#sets(folder) }),
      far,
      arrived: () => {
        this.#touch();
      },
      failed,
    });
    this.#snapshot = { revision: 0, target: 29, files: [], scripts: [], engines: [], wanted: [], parts: [] };
  }

  /** Hears each new snapshot, changes in quick succession together. */
  get changed(): Event<Snapshot> {
    return this.#changed.event;
  }

  /** What the facts mean now: asking takes in what has just changed. */
  get snapshot(): Snapshot {
    this.#folders.takeInAll();
    return this.#revised();
  }

  /** What the facts mean now as far as a moment's work tells: while very many files come in, some mean what they meant before. */
  get recent(): Snapshot {
    this.#folders.takeInSome();
    return this.#revised();
  }

  /** The first snapshot that knows a file as it is in a version, and of other folders perhaps what they meant before; null for a file that is not known, or has moved on. */
  async settled(uri: string, version: number): Promise<Snapshot | null> {
    return (await this.#folders.settle(uri, version)) ? this.#revised() : null;
  }

  putFile(fact: FileFact): void {
    this.#folders.put(fact);
    this.#touch();
  }

  removeFile(uri: string): void {
    if (this.#folders.remove(uri)) this.#touch();
  }

  putCompanion(fact: CompanionFact): void {
    if (this.#folders.putCompanion(fact)) this.#touch();
  }

  /** Takes over what the scripts of a folder say now. */
  putScripts(folder: string, facts: readonly ScriptFact[]): void {
    this.#scripts.put(folder, facts);
    this.#touch();
  }

  putEngine(fact: EngineFact): void {
    this.#engines.set(fact.address, engineView(fact, this.#engines.get(fact.address)));
    this.#engineChanged();
  }

  removeEngine(address: string): void {
    if (this.#engines.delete(address)) this.#engineChanged();
  }

  putUsages(fact: UsagesFact): void {
    this.#usages = fact;
    this.#touch();
  }

  /** Takes over what is set now. */
  configure(target: TargetOfFolder, ignored: IgnoredInFolder = () => NOTHING, sets: SetsOfFolder = () => []): void {
    this.#targetOf = target;
    this.#ignored = ignored;
    this.#sets = sets;
    this.#judgeAnew();
    this.#touch();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#folders.dispose();
    this.#changed.dispose();
  }

  /** What files mean depends on an engine only by the target it stands for. */
  #engineChanged(): void {
    const connected = connectedTarget([...this.#engines.values()]);
    if (connected !== this.#connected) this.#judgeAnew();
    this.#connected = connected;
    this.#touch();
  }

  #judgeAnew(): void {
    this.#scripts.forget();
    this.#folders.forgetAll();
  }

  #judgedBy(folder: string): { readonly target: TargetEngine; readonly ignored: readonly string[] } {
    return { target: targetOf(this.#targetOf(folder), this.#connected), ignored: this.#ignored(folder) };
  }

  /** What is taken in; of folders that are not yet, what they meant before. */
  #revised(): Snapshot {
    if (this.#stale) {
      this.#snapshot = this.#assemble(this.#snapshot.revision + 1);
      this.#stale = !this.#folders.areTakenIn;
    }
    return this.#snapshot;
  }

  #assemble(revision: number): Snapshot {
    const engines = [...this.#engines].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, engine]) => engine);
    return Object.freeze({
      revision,
      target: targetOf(this.#targetOf(''), this.#connected),
      ...this.#folders.meaning(),
      scripts: this.#scripts.files((folder) => this.#judgedBy(folder)),
      engines: Object.freeze(engines),
      ...(this.#usages && { usages: this.#usages }),
    });
  }

  #touch(): void {
    this.#stale = true;
    if (this.#timer || this.#disposed) return;
    this.#later(COALESCE);
  }

  #later(milliseconds: number): void {
    this.#timer = this.#clock.later(milliseconds, () => {
      this.#timer = undefined;
      if (this.#folders.takeInSome()) this.#changed.fire(this.snapshot);
      else this.#later(0);
    });
  }
}
