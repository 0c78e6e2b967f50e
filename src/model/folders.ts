import { Askers } from './askers.ts';
import type { CompanionFact, FileFact, TextFact } from './facts.ts';
import { isLarge } from './farFolder.ts';
import type { FarReader } from './farFolder.ts';
import { FarReading } from './farReading.ts';
import { FlatFiles } from './flatFiles.ts';
import { FolderMemory, analyseFolder } from './folder.ts';
import type { Folder, FolderSettings } from './folder.ts';
import { Reaches } from './reaches.ts';
import { Readings } from './readings.ts';
import type { Snapshot, WorkspaceFile } from './snapshot.ts';

/** How much text is taken in before others may run, in UTF-16 units: some 20 ms of work. */
const SLICE = 32_000;

/** What a folder costs besides its texts, in the same units. */
const FOLDER = 1_500;

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
}

/** All folders by name. */
interface Order {
  readonly names: readonly string[];
  readonly cells: readonly Cell[];
}

/** What folders are read with, and who hears of them. */
export interface FoldersContext {
  readonly settingsOf: (folder: string) => FolderSettings;
  /** Reads folders with large files elsewhere; without it all are read here. */
  readonly far: FarReader | null;
  /** Told when a reading elsewhere has come. */
  readonly arrived: () => void;
  readonly failed: (error: unknown) => void;
}

/** The compose files of all folders, and what they mean: a folder that changed means what it meant before until it is taken in. */
export class Folders {
  readonly #context: FoldersContext;
  readonly #cells = new Map<string, Cell>();
  /** The folders in the order of their URIs; null when one came or went since. */
  #order: Order | null = null;
  readonly #files = new FlatFiles();
  readonly #folderOf = new Map<string, string>();
  readonly #companions = new Map<string, string | null>();
  readonly #askers = new Askers();
  readonly #readings = new Readings();
  readonly #far: FarReading;
  readonly #reaches = new Reaches();
  /** The folders that are to be taken in. */
  readonly #open = new Set<string>();
  /** What the folders mean whose projects have links in files with other names than those of compose files. */
  readonly #parted = new Map<string, Folder>();
  /** What is asked for and is no compose file that is known; null when one of both changed. */
  #wanted: readonly string[] | null = null;
  #disposed = false;

  constructor(context: FoldersContext) {
    this.#context = context;
    const known = { fact: (uri: string) => this.#textFact(uri), text: (uri: string) => this.#companions.get(uri) ?? null };
    this.#far = new FarReading(context.far, known, context.failed);
  }

  put(fact: FileFact): void {
    const cell = this.#cells.get(fact.folder) ?? this.#newFolder(fact.folder);
    if (!this.#folderOf.has(fact.uri)) this.#wanted = null;
    this.#folderOf.set(fact.uri, fact.folder);
    cell.facts.set(fact.uri, fact);
    this.#forget(fact.folder);
    this.#forgetAskers(fact.uri);
  }

  /** Whether the file was known. */
  remove(uri: string): boolean {
    const folder = this.#folderOf.get(uri) ?? '';
    const cell = this.#cells.get(folder);
    if (!cell) return false;
    this.#folderOf.delete(uri);
    this.#wanted = null;
    cell.facts.delete(uri);
    this.#forget(folder);
    this.#forgetAskers(uri);
    if (cell.facts.size === 0) this.#removeFolder(folder);
    return true;
  }

  /** Whether the text is another than before. */
  putCompanion({ uri, text }: CompanionFact): boolean {
    // What is not known is taken for not there.
    if ((this.#companions.get(uri) ?? null) === text) return false;
    this.#companions.set(uri, text);
    this.#forgetAskers(uri);
    return true;
  }

  /** All are to be taken in again. */
  forgetAll(): void {
    for (const folder of this.#cells.keys()) this.#forget(folder);
  }

  /** Whether nothing is to be taken in. */
  get areTakenIn(): boolean {
    return this.#open.size === 0;
  }

  takeInAll(): void {
    for (const folder of this.#open) this.#takeIn(folder);
  }

  /** Takes in some of what has changed; whether that was all. */
  takeInSome(): boolean {
    let left = SLICE;
    for (const folder of this.#open) {
      if (left <= 0) return false;
      left -= FOLDER;
      for (const fact of this.#cells.get(folder)?.facts.values() ?? []) left -= fact.kind === 'text' ? fact.text.length : 0;
      this.#takeIn(folder);
    }
    return true;
  }

  /** Takes in the folder of a file until that is as it is in a version; false for a file that is not known, or has moved on. */
  async settle(uri: string, version: number): Promise<boolean> {
    for (;;) {
      const folder = this.#folderOf.get(uri) ?? '';
      const cell = this.#cells.get(folder);
      const fact = cell?.facts.get(uri);
      if (!cell || !fact || this.#disposed || (fact.kind === 'text' && fact.version !== version)) return false;
      if (this.#open.has(folder)) this.#takeIn(folder);
      if (!cell.reading) return true;
      await cell.reading;
    }
  }

  /** What all folders mean together; those that other projects read than before are taken in again. */
  meaning(): Pick<Snapshot, 'files' | 'wanted' | 'parts'> {
    const { names, cells } = (this.#order ??= inOrder(this.#cells));
    for (const folder of this.#reaches.changed(names, (uri) => this.#folderOf.get(uri))) this.#takeIn(folder);
    return {
      files: this.#files.of(cells.map(({ analysed }) => analysed?.files ?? NO_FILES)),
      wanted: (this.#wanted ??= this.#askers.files().filter((uri) => !this.#folderOf.has(uri))),
      parts: [...new Set([...this.#parted.values()].flatMap(({ parts }) => parts))].sort(),
    };
  }

  dispose(): void {
    this.#disposed = true;
  }

  #newFolder(folder: string): Cell {
    const cell: Cell = { facts: new Map<string, FileFact>(), memory: new FolderMemory(), analysed: null, standing: null, reading: null };
    this.#cells.set(folder, cell);
    this.#order = null;
    return cell;
  }

  #removeFolder(folder: string): void {
    this.#askers.hear(folder, null);
    this.#cells.delete(folder);
    this.#open.delete(folder);
    this.#reaches.hear(folder, null);
    this.#parted.delete(folder);
    this.#order = null;
  }

  #forgetAskers(uri: string): void {
    for (const folder of this.#askers.of(uri)) this.#forget(folder);
  }

  #forget(folder: string): void {
    if (this.#cells.has(folder)) this.#open.add(folder);
  }

  #takeIn(folder: string): void {
    const cell = this.#cells.get(folder);
    this.#open.delete(folder);
    if (cell) this.#means(folder, cell, this.#analyse(folder, cell));
  }

  #means(folder: string, cell: Cell, analysed: Folder): void {
    cell.analysed = analysed;
    this.#reaches.hear(folder, analysed);
    if (analysed.parts.length > 0) this.#parted.set(folder, analysed);
    else this.#parted.delete(folder);
  }

  /** Projects of other folders are read where these are, so a file that they read is read there, too. */
  #analyse(folder: string, cell: Cell): Folder {
    const foreign = this.#reaches.into(folder);
    if (foreign.length === 0 && this.#far.works && isLarge(cell.facts.values())) return this.#readFar(folder, cell);
    cell.reading = null;
    const analysed = analyseFolder([...cell.facts.values()], {
      ...this.#context.settingsOf(folder),
      elsewhere: (uri) => foreign.filter(({ project }) => project.files.includes(uri)),
      readings: this.#readings,
      memory: cell.memory,
      fact: (uri) => this.#textFact(uri),
      companion: (uri) => this.#companions.get(uri) ?? null,
    });
    this.#hear(folder, analysed);
    return analysed;
  }

  #hear(folder: string, { asked }: Folder): void {
    if (this.#askers.hear(folder, asked)) this.#wanted = null;
  }

  /** Has the folder read elsewhere; until that is done, what was read before stands. */
  #readFar(folder: string, cell: Cell): Folder {
    const asked = this.#askers.askedBy(folder);
    const request = { folder, facts: [...cell.facts.values()], settings: this.#context.settingsOf(folder) };
    const reading = this.#far.read(request, asked).then((analysed) => {
      if (cell.reading === reading) this.#arrived(folder, cell, analysed);
    });
    cell.reading = reading;
    return cell.standing ?? { files: [], asked, reaching: new Map(), parts: [] };
  }

  #arrived(folder: string, cell: Cell, analysed: Folder | null): void {
    cell.reading = null;
    if (this.#disposed || this.#cells.get(folder) !== cell) return;
    if (analysed) {
      cell.standing = analysed;
      this.#hear(folder, analysed);
    } else {
      this.#forget(folder);
    }
    // What has changed meanwhile is read next.
    if (analysed && !this.#open.has(folder)) this.#means(folder, cell, analysed);
    this.#context.arrived();
  }

  #textFact(uri: string): TextFact | null {
    const fact = this.#cells.get(this.#folderOf.get(uri) ?? '')?.facts.get(uri);
    return fact?.kind === 'text' ? fact : null;
  }
}

function inOrder(folders: ReadonlyMap<string, Cell>): Order {
  const sorted = [...folders].sort(([one], [other]) => (one < other ? -1 : 1));
  return { names: sorted.map(([folder]) => folder), cells: sorted.map(([, cell]) => cell) };
}
