import type { Disposable, Event } from '../base/event.ts';
import { Emitter } from '../base/event.ts';
import type { FoundSet } from '../domain/compose/project/sets.ts';
import type { ProjectView } from '../domain/compose/projectView.ts';
import type { Clock } from './clock.ts';
import { connectedTarget, engineView } from './engineView.ts';
import type { EngineView } from './engineView.ts';
import type { CompanionFact, EngineFact, FileFact, TextFact } from './facts.ts';
import { FolderMemory, analyseFolder } from './folder.ts';
import type { Folder } from './folder.ts';
import { foreignViews, sameViews } from './foreignViews.ts';
import { Readings } from './readings.ts';
import { targetOf } from './settings.ts';
import type { TargetSetting } from './settings.ts';
import type { Snapshot, WorkspaceFile } from './snapshot.ts';

/** How long changes are collected before the views hear of them, in milliseconds. */
const COALESCE = 150;

/** The target that is set for a folder of compose files, by the folder's URI; the empty text asks for the workspace's. */
export type TargetOfFolder = (folder: string) => TargetSetting;

/** The codes of findings that are not told, by the folder's URI. */
export type IgnoredInFolder = (folder: string) => readonly string[];

/** The sets of compose files that are named for a folder, by its URI. */
export type SetsOfFolder = (folder: string) => readonly FoundSet[];

const NOTHING: readonly string[] = [];
const NO_VIEWS: readonly ProjectView[] = [];

/** What the store keeps of one folder: its facts, and what they mean until one of them changes. */
interface Cell {
  readonly facts: Map<string, FileFact>;
  readonly memory: FolderMemory;
  analysed: Folder | null;
  /** What the last analysis asked for. */
  asked: ReadonlySet<string>;
  /** The projects of other folders that it was analysed with. */
  foreign: readonly ProjectView[];
}

/** The one mutable cell: facts by what they are about, and the snapshot they make. */
export class Store implements Disposable {
  readonly #folders = new Map<string, Cell>();
  /** The folders in the order of their URIs; null when one came or went since. */
  #order: readonly string[] | null = null;
  #wanted: readonly string[] | null = null;
  readonly #folderOf = new Map<string, string>();
  /** The folders whose meaning rests on a file, by the file's URI. */
  readonly #askers = new Map<string, Set<string>>();
  readonly #companions = new Map<string, string | null>();
  readonly #engines = new Map<string, EngineView>();
  readonly #readings = new Readings();
  readonly #clock: Clock;
  readonly #changed: Emitter<Snapshot>;
  #targetOf: TargetOfFolder;
  #ignored: IgnoredInFolder = () => NOTHING;
  #sets: SetsOfFolder = () => [];
  #connected: ReturnType<typeof connectedTarget> = null;
  #snapshot: Snapshot;
  #stale = true;
  #timer: Disposable | undefined;
  #disposed = false;

  constructor(target: TargetOfFolder, clock: Clock, failed?: (error: unknown) => void) {
    this.#targetOf = target;
    this.#clock = clock;
    this.#changed = new Emitter(failed);
    this.#snapshot = { revision: 0, target: 29, files: [], engines: [], wanted: [] };
  }

  /** Hears each new snapshot, changes in quick succession together. */
  get changed(): Event<Snapshot> {
    return this.#changed.event;
  }

  /** What the facts mean now: asking takes in what has just changed. */
  get snapshot(): Snapshot {
    if (this.#stale) {
      this.#stale = false;
      this.#snapshot = this.#analyse(this.#snapshot.revision + 1);
    }
    return this.#snapshot;
  }

  putFile(fact: FileFact): void {
    const cell = this.#folders.get(fact.folder) ?? this.#newFolder(fact.folder);
    if (!this.#folderOf.has(fact.uri)) this.#wanted = null;
    this.#folderOf.set(fact.uri, fact.folder);
    cell.facts.set(fact.uri, fact);
    cell.analysed = null;
    this.#forgetAskers(fact.uri);
    this.#touch();
  }

  removeFile(uri: string): void {
    const folder = this.#folderOf.get(uri) ?? '';
    const cell = this.#folders.get(folder);
    if (!cell) return;
    this.#folderOf.delete(uri);
    this.#wanted = null;
    cell.facts.delete(uri);
    cell.analysed = null;
    this.#forgetAskers(uri);
    if (cell.facts.size === 0) {
      this.#hear(folder, null);
      this.#folders.delete(folder);
      this.#order = null;
    }
    this.#touch();
  }

  putCompanion({ uri, text }: CompanionFact): void {
    if (this.#companions.get(uri) === text) return;
    this.#companions.set(uri, text);
    this.#forgetAskers(uri);
    this.#touch();
  }

  putEngine(fact: EngineFact): void {
    this.#engines.set(fact.address, engineView(fact, this.#engines.get(fact.address)));
    this.#engineChanged();
  }

  removeEngine(address: string): void {
    if (this.#engines.delete(address)) this.#engineChanged();
  }

  /** Takes over what is set now. */
  configure(target: TargetOfFolder, ignored: IgnoredInFolder = () => NOTHING, sets: SetsOfFolder = () => []): void {
    this.#targetOf = target;
    this.#ignored = ignored;
    this.#sets = sets;
    this.#forgetAll();
    this.#touch();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#changed.dispose();
  }

  #newFolder(folder: string): Cell {
    const cell: Cell = {
      facts: new Map<string, FileFact>(),
      memory: new FolderMemory(),
      analysed: null,
      asked: new Set(),
      foreign: NO_VIEWS,
    };
    this.#folders.set(folder, cell);
    this.#order = null;
    return cell;
  }

  /** What files mean depends on an engine only by the target it stands for. */
  #engineChanged(): void {
    const connected = connectedTarget([...this.#engines.values()]);
    if (connected !== this.#connected) this.#forgetAll();
    this.#connected = connected;
    this.#touch();
  }

  #forgetAll(): void {
    for (const cell of this.#folders.values()) cell.analysed = null;
  }

  #forgetAskers(uri: string): void {
    for (const folder of this.#askers.get(uri) ?? NOTHING) {
      const cell = this.#folders.get(folder);
      if (cell) cell.analysed = null;
    }
  }

  /** Remembers on which files the folder rests now. */
  #hear(folder: string, analysed: Folder | null): void {
    const before = this.#folders.get(folder)?.asked;
    if (before && analysed && before.size === analysed.asked.size && [...before].every((uri) => analysed.asked.has(uri))) return;
    this.#wanted = null;
    for (const uri of before ?? NOTHING) this.#askers.get(uri)?.delete(folder);
    for (const uri of analysed?.asked ?? NOTHING) {
      const askers = this.#askers.get(uri);
      if (askers) askers.add(folder);
      else this.#askers.set(uri, new Set([folder]));
    }
  }

  #analyse(revision: number): Snapshot {
    this.#order ??= [...this.#folders.keys()].sort();
    const analysed = new Map<string, Folder>();
    for (const folder of this.#order) {
      const cell = this.#folders.get(folder);
      if (cell) analysed.set(folder, (cell.analysed ??= this.#analyseFolder(folder, cell)));
    }
    const foreign = foreignViews(analysed, (uri) => this.#folderOf.get(uri));
    for (const [folder, cell] of this.#folders) {
      const views = foreign.get(folder) ?? NO_VIEWS;
      if (sameViews(views, cell.foreign)) continue;
      cell.foreign = views;
      cell.analysed = this.#analyseFolder(folder, cell);
      analysed.set(folder, cell.analysed);
    }
    const files: readonly WorkspaceFile[] = [...analysed.values()].flatMap((one) => one.files);
    const engines = [...this.#engines].sort(byKey).map(([, engine]) => engine);
    const target = targetOf(this.#targetOf(''), this.#connected);
    return Object.freeze({ revision, target, files: Object.freeze(files), engines: Object.freeze(engines), wanted: this.#wantedNow() });
  }

  /** What is asked for and is no compose file that is known; made again only after one of both changed. */
  #wantedNow(): readonly string[] {
    this.#wanted ??= [...this.#askers].flatMap(([uri, askers]) => (askers.size > 0 && !this.#folderOf.has(uri) ? [uri] : []));
    return this.#wanted;
  }

  #analyseFolder(folder: string, cell: Cell): Folder {
    const analysed = analyseFolder([...cell.facts.values()], {
      target: targetOf(this.#targetOf(folder), this.#connected),
      ignored: this.#ignored(folder),
      sets: this.#sets(folder),
      elsewhere: (uri) => cell.foreign.filter(({ project }) => project.files.includes(uri)),
      readings: this.#readings,
      memory: cell.memory,
      fact: (uri) => this.#textFact(uri),
      companion: (uri) => this.#companions.get(uri) ?? null,
    });
    this.#hear(folder, analysed);
    cell.asked = analysed.asked;
    return analysed;
  }

  #textFact(uri: string): TextFact | null {
    const fact = this.#folders.get(this.#folderOf.get(uri) ?? '')?.facts.get(uri);
    return fact?.kind === 'text' ? fact : null;
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

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
