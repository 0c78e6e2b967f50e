import { servicesOf } from '../domain/compose/fileInProjects.ts';
import type { FileInProjects } from '../domain/compose/fileInProjects.ts';
import type { FileFact, TextFact } from './facts.ts';
import { FolderMemory, analyseFolder } from './folder.ts';
import type { Folder, FolderSettings } from './folder.ts';
import { Readings } from './readings.ts';
import type { ReadFile, WorkspaceFile } from './snapshot.ts';

/** A folder that is read in another thread, with all that is known of the world outside it. */
export interface FolderRequest {
  readonly folder: string;
  readonly facts: readonly FileFact[];
  readonly settings: FolderSettings;
  /** Compose files of other folders that the last reading asked for. */
  readonly outside: readonly TextFact[];
  /** Other texts that it asked for. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads folders elsewhere; null for a request that a newer one has superseded. Rejects when it can read no more. */
export interface FarReader {
  read(request: FolderRequest): Promise<Folder | null>;
}

/** What a folder means, as plain data. */
export interface FarFolder extends Omit<Folder, 'files'> {
  readonly files: readonly FarFile[];
}

type FarFile = Exclude<WorkspaceFile, ReadFile> | FarReadFile;

interface FarReadFile extends Omit<ReadFile, 'around'> {
  readonly around: Omit<FileInProjects, 'service'>;
}

/** How large a text is that is read elsewhere, in UTF-16 units: a new one takes about 0.7 ms a 1,000 units from text to problems, so over 50 ms. */
const LARGE = 72_000;

/** Whether a folder holds a file that is read elsewhere. */
export function isLarge(facts: Iterable<FileFact>): boolean {
  for (const fact of facts) if (fact.kind === 'text' && fact.text.length > LARGE) return true;
  return false;
}

/** Reads the folders that it is asked for, and remembers what it may need of each again. */
export class FolderDesk {
  readonly #readings = new Readings();
  readonly #memories = new Map<string, FolderMemory>();
  readonly #facts = new Map<string, FileFact>();

  answer({ folder, facts, settings, outside, texts }: FolderRequest): FarFolder {
    const memory = this.#memories.get(folder) ?? new FolderMemory();
    this.#memories.set(folder, memory);
    const known = new Map(outside.map((fact) => [fact.uri, this.#same(fact)]));
    const own = facts.map((fact) => this.#same(fact));
    const analysed = analyseFolder(own, {
      ...settings,
      readings: this.#readings,
      memory,
      fact: (uri) => known.get(uri) ?? null,
      companion: (uri) => texts.get(uri) ?? null,
    });
    const files = analysed.files.map((file): FarFile => {
      if (file.kind !== 'compose') return file;
      const { views, links, inProjects, beyond, proxies } = file.around;
      return { ...file, around: { views, links, inProjects, beyond, proxies } };
    });
    return { files, asked: analysed.asked, reaching: analysed.reaching, parts: analysed.parts };
  }

  /** The fact as it was before, if nothing of it changed: then nothing is read again. */
  #same<T extends FileFact>(fact: T): T {
    const known = this.#facts.get(fact.uri);
    if (known && isSame(known, fact)) return known as T;
    this.#facts.set(fact.uri, fact);
    return fact;
  }
}

function isSame(one: FileFact, other: FileFact): boolean {
  if (one.kind === 'unread' || other.kind === 'unread') return false;
  return one.text === other.text && one.version === other.version && one.named === other.named && one.path === other.path;
}

/** A folder as it was, from its plain data. */
export function nearFolder({ files, ...rest }: FarFolder): Folder {
  return { ...rest, files: files.map((file) => (file.kind === 'compose' ? nearFile(file) : file)) };
}

function nearFile(file: FarReadFile): ReadFile {
  return { ...file, around: { ...file.around, service: servicesOf(file.compose, file.around.views) } };
}
