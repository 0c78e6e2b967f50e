import type { Disposable, Event } from '../base/event.ts';
import { Emitter } from '../base/event.ts';
import type { FoundSet } from '../domain/compose/project/sets.ts';
import type { ProjectView } from '../domain/compose/projectView.ts';
import { Askers } from './askers.ts';
import type { Clock } from './clock.ts';
import { connectedTarget, engineView } from './engineView.ts';
import type { EngineView } from './engineView.ts';
import type { CompanionFact, EngineFact, FileFact, TextFact } from './facts.ts';
import { isLarge } from './farFolder.ts';
import type { FarReader } from './farFolder.ts';
import { FolderMemory, analyseFolder } from './folder.ts';
import type { Folder, FolderSettings } from './folder.ts';
import { FlatFiles } from './flatFiles.ts';
import { foreignViews, sameViews } from './foreignViews.ts';
import { Readings } from './readings.ts';
import { targetOf } from './settings.ts';
import type { TargetSetting } from './settings.ts';
import { Scripts } from './scripts.ts';
import type { ScriptFact } from './scripts.ts';
import type { Snapshot, WorkspaceFile } from './snapshot.ts';
import type { UsagesFact } from './usages.ts';

/** How long changes are collected before the views hear of them, in milliseconds. */
const COALESCE = 150;

/** How much text is taken in before others may run, in UTF-16 units: some 20 ms of work. */
const SLICE = 32_000;

/** What a folder costs besides its texts, in the same units. */
const FOLDER = 1_500;

/** The target that is set for a folder of compose files, by the folder's URI; the empty text asks for the workspace's. */
export type TargetOfFolder = (folder: string) => TargetSetting;

/** The codes of findings that are not told, by the folder's URI. */
export type IgnoredInFolder = (folder: string) => readonly string[];

/** The sets of compose files that are named for a folder, by its URI. */
export type SetsOfFolder = (folder: string) => readonly FoundSet[];

const NOTHING: readonly string[] = [];
const NO_VIEWS: readonly ProjectView[] = [];
const NO_FILES: readonly WorkspaceFile[] = [];

/** What the store keeps of one folder: its facts, and what they mean until one of them changes. */
interface Cell {
  readonly facts: Map<string, FileFact>;
  readonly memory: FolderMemory;
  /** Null until the first analysis; while the folder is to be analysed again, what it meant before. */
  analysed: Folder | null;
  /** What the last reading elsewhere found, which stands until the next one comes. */
  standing: Folder | null;
  /** The reading elsewhere that is under way; it settles when it has been taken over. */
  reading: Promise<void> | null;
  /** The projects of other folders that it was analysed with. */
  foreign: readonly ProjectView[];
}

/** All folders by name. */
interface Order {
  readonly names: readonly string[];
  readonly cells: readonly Cell[];
}

/** The one mutable cell: facts by what they are about, and the snapshot they make. */
export class Store implements Disposable {
  readonly #folders = new Map<string, Cell>();
  /** The folders in the order of their URIs; null when one came or went since. */
  #order: Order | null = null;
  readonly #files = new FlatFiles();
  /** The folders that are to be analysed. */
  readonly #open = new Set<string>();
  /** What the folders mean whose projects read files of others. */
  readonly #reaching = new Map<string, Folder>();
  /** What the folders mean whose projects have links in files with other names than those of compose files. */
  readonly #parted = new Map<string, Folder>();
  /** The folders that they read files of. */
  readonly #reached = new Set<string>();
  #wanted: readonly string[] | null = null;
  readonly #folderOf = new Map<string, string>();
  readonly #askers = new Askers();
  readonly #companions = new Map<string, string | null>();
  readonly #engines = new Map<string, EngineView>();
  readonly #readings = new Readings();
  readonly #scripts = new Scripts();
  readonly #clock: Clock;
  #far: FarReader | null;
  readonly #failed: (error: unknown) => void;
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
    this.#failed = failed;
    this.#far = far;
    this.#changed = new Emitter(failed);
    this.#snapshot = { revision: 0, target: 29, files: [], scripts: [], engines: [], wanted: [], parts: [] };
  }

  /** Hears each new snapshot, changes in quick succession together. */
  get changed(): Event<Snapshot> {
    return this.#changed.event;
  }

  /** What the facts mean now: asking takes in what has just changed. */
  get snapshot(): Snapshot {
    for (const folder of this.#open) this.#takeIn(folder);
    return this.#revised();
  }

  /** What the facts mean now as far as a moment's work tells: while very many files come in, some mean what they meant before. */
  get recent(): Snapshot {
    this.#advance();
    return this.#revised();
  }

  /** The first snapshot that knows a file as it is in a version, and of other folders perhaps what they meant before; null for a file that is not known, or has moved on. */
  async settled(uri: string, version: number): Promise<Snapshot | null> {
    for (;;) {
      const folder = this.#folderOf.get(uri) ?? '';
      const cell = this.#folders.get(folder);
      const fact = cell?.facts.get(uri);
      if (!cell || !fact || this.#disposed || (fact.kind === 'text' && fact.version !== version)) return null;
      if (this.#open.has(folder)) this.#takeIn(folder);
      if (!cell.reading) return this.#revised();
      await cell.reading;
    }
  }

  /** What is taken in; of folders that are not yet, what they meant before. */
  #revised(): Snapshot {
    if (this.#stale) {
      this.#snapshot = this.#assemble(this.#snapshot.revision + 1);
      this.#stale = this.#open.size > 0;
    }
    return this.#snapshot;
  }

  putFile(fact: FileFact): void {
    const cell = this.#folders.get(fact.folder) ?? this.#newFolder(fact.folder);
    if (!this.#folderOf.has(fact.uri)) this.#wanted = null;
    this.#folderOf.set(fact.uri, fact.folder);
    cell.facts.set(fact.uri, fact);
    this.#forget(fact.folder);
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
    this.#forget(folder);
    this.#forgetAskers(uri);
    if (cell.facts.size === 0) {
      this.#askers.hear(folder, null);
      this.#folders.delete(folder);
      this.#open.delete(folder);
      this.#reaching.delete(folder);
      this.#parted.delete(folder);
      this.#order = null;
    }
    this.#touch();
  }

  putCompanion({ uri, text }: CompanionFact): void {
    // What is not known is taken for not there.
    if ((this.#companions.get(uri) ?? null) === text) return;
    this.#companions.set(uri, text);
    this.#forgetAskers(uri);
    this.#touch();
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
      standing: null,
      reading: null,
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
    this.#scripts.forget();
    for (const folder of this.#folders.keys()) this.#forget(folder);
  }

  #forgetAskers(uri: string): void {
    for (const folder of this.#askers.of(uri)) this.#forget(folder);
  }

  #forget(folder: string): void {
    if (this.#folders.has(folder)) this.#open.add(folder);
  }

  #assemble(revision: number): Snapshot {
    const { names, cells } = (this.#order ??= inOrder(this.#folders));
    this.#takeInReached(names);
    const files = this.#files.of(cells.map(({ analysed }) => analysed?.files ?? NO_FILES));
    const engines = [...this.#engines].sort(byKey).map(([, engine]) => engine);
    const target = targetOf(this.#targetOf(''), this.#connected);
    const scripts = this.#scripts.files((folder) => ({
      target: targetOf(this.#targetOf(folder), this.#connected),
      ignored: this.#ignored(folder),
    }));
    const usages = this.#usages && { usages: this.#usages };
    return Object.freeze({
      revision,
      target,
      files,
      scripts,
      engines: Object.freeze(engines),
      wanted: this.#wantedNow(),
      parts: [...new Set([...this.#parted.values()].flatMap(({ parts }) => parts))].sort(),
      ...usages,
    });
  }

  /** Takes in again what projects of other folders read, where these have changed. */
  #takeInReached(order: readonly string[]): void {
    if (this.#reaching.size === 0 && this.#reached.size === 0) return;
    const reaching = order.flatMap((folder) => {
      const analysed = this.#reaching.get(folder);
      return analysed ? [[folder, analysed] as const] : [];
    });
    const foreign = foreignViews(reaching, (uri) => this.#folderOf.get(uri));
    for (const folder of new Set([...this.#reached, ...foreign.keys()])) {
      const cell = this.#folders.get(folder);
      const views = foreign.get(folder) ?? NO_VIEWS;
      if (views.length > 0) this.#reached.add(folder);
      else this.#reached.delete(folder);
      if (!cell || sameViews(views, cell.foreign)) continue;
      cell.foreign = views;
      this.#takeIn(folder);
    }
  }

  /** What is asked for and is no compose file that is known; made again only after one of both changed. */
  #wantedNow(): readonly string[] {
    this.#wanted ??= this.#askers.files().filter((uri) => !this.#folderOf.has(uri));
    return this.#wanted;
  }

  #takeIn(folder: string): void {
    const cell = this.#folders.get(folder);
    this.#open.delete(folder);
    if (!cell) return;
    this.#means(folder, cell, this.#analyseFolder(folder, cell));
  }

  #means(folder: string, cell: Cell, analysed: Folder): void {
    cell.analysed = analysed;
    if (analysed.reaching.size > 0) this.#reaching.set(folder, analysed);
    else this.#reaching.delete(folder);
    if (analysed.parts.length > 0) this.#parted.set(folder, analysed);
    else this.#parted.delete(folder);
  }

  /** Projects of other folders are read where these are, so a file that they read is read there, too. */
  #analyseFolder(folder: string, cell: Cell): Folder {
    const far = cell.foreign.length === 0 && isLarge(cell.facts.values()) ? this.#far : null;
    if (far) return this.#readFar(far, folder, cell);
    cell.reading = null;
    const analysed = analyseFolder([...cell.facts.values()], {
      ...this.#settingsOf(folder),
      elsewhere: (uri) => cell.foreign.filter(({ project }) => project.files.includes(uri)),
      readings: this.#readings,
      memory: cell.memory,
      fact: (uri) => this.#textFact(uri),
      companion: (uri) => this.#companions.get(uri) ?? null,
    });
    this.#hear(folder, analysed);
    return analysed;
  }

  #settingsOf(folder: string): FolderSettings {
    return { target: targetOf(this.#targetOf(folder), this.#connected), ignored: this.#ignored(folder), sets: this.#sets(folder) };
  }

  #hear(folder: string, { asked }: Folder): void {
    if (this.#askers.hear(folder, asked)) this.#wanted = null;
  }

  /** Has the folder read elsewhere; until that is done, what was read before stands. */
  #readFar(far: FarReader, folder: string, cell: Cell): Folder {
    const reading = this.#read(far, folder, cell).then((analysed) => {
      if (cell.reading === reading) this.#arrived(folder, cell, analysed);
    });
    cell.reading = reading;
    return cell.standing ?? { files: [], asked: this.#askers.askedBy(folder), reaching: new Map(), parts: [] };
  }

  #arrived(folder: string, cell: Cell, analysed: Folder | null): void {
    cell.reading = null;
    if (this.#disposed || this.#folders.get(folder) !== cell) return;
    if (analysed) {
      cell.standing = analysed;
      this.#hear(folder, analysed);
    } else {
      this.#forget(folder);
    }
    // What has changed meanwhile is read next.
    if (analysed && !this.#open.has(folder)) {
      this.#means(folder, cell, analysed);
    }
    this.#touch();
  }

  /** Asks once more when the reading needs something that was not known to be needed; null when it cannot be read elsewhere, or has been superseded. */
  async #read(far: FarReader, folder: string, cell: Cell): Promise<Folder | null> {
    const facts = [...cell.facts.values()];
    for (let asked = this.#askers.askedBy(folder); ;) {
      const outside = [...asked].flatMap((uri) => this.#textFact(uri) ?? []);
      const texts = new Map(
        [...asked].flatMap((uri): readonly [string, string][] => {
          const text = this.#companions.get(uri) ?? null;
          return text === null ? [] : [[uri, text]];
        }),
      );
      const analysed = await far.read({ folder, facts, settings: this.#settingsOf(folder), outside, texts }).catch((error: unknown) => {
        this.#giveUp(far, error);
        return null;
      });
      if (!analysed) return null;
      const isNew = (uri: string): boolean =>
        !asked.has(uri) && (this.#textFact(uri) !== null || (this.#companions.get(uri) ?? null) !== null);
      if (![...analysed.asked].some(isNew)) return analysed;
      asked = analysed.asked;
    }
  }

  #textFact(uri: string): TextFact | null {
    const fact = this.#folders.get(this.#folderOf.get(uri) ?? '')?.facts.get(uri);
    return fact?.kind === 'text' ? fact : null;
  }

  /** From now on everything is read here, which is said once. */
  #giveUp(far: FarReader, error: unknown): void {
    if (this.#far !== far) return;
    this.#far = null;
    this.#failed(error);
  }

  #touch(): void {
    this.#stale = true;
    if (this.#timer || this.#disposed) return;
    this.#later(COALESCE);
  }

  #later(milliseconds: number): void {
    this.#timer = this.#clock.later(milliseconds, () => {
      this.#timer = undefined;
      if (this.#advance()) this.#changed.fire(this.snapshot);
      else this.#later(0);
    });
  }

  /** Takes in some of what has changed; whether that was all. */
  #advance(): boolean {
    let left = SLICE;
    for (const folder of this.#open) {
      if (left <= 0) return false;
      left -= FOLDER;
      for (const fact of this.#folders.get(folder)?.facts.values() ?? []) left -= fact.kind === 'text' ? fact.text.length : 0;
      this.#takeIn(folder);
    }
    return true;
  }
}

function inOrder(folders: ReadonlyMap<string, Cell>): Order {
  const sorted = [...folders].sort(byKey);
  return { names: sorted.map(([folder]) => folder), cells: sorted.map(([, cell]) => cell) };
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
