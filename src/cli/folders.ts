import { readFileSync, readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { folderOf } from '../domain/compose/project/paths.ts';
import type { FoundSet } from '../domain/compose/project/sets.ts';
import type { ProjectView } from '../domain/compose/projectView.ts';
import type { TextFact } from '../model/facts.ts';
import { FolderMemory, analyseFolder } from '../model/folder.ts';
import type { Folder as Analysed } from '../model/folder.ts';
import { foreignViews, sameViews } from '../model/foreignViews.ts';
import { listingOf } from '../model/namingFiles.ts';
import { Readings } from '../model/readings.ts';
import type { ReadFile } from '../model/snapshot.ts';
import { composeKind } from '../syntax/compose/kind.ts';

/** Files over this many bytes are not read for the sake of others. */
const LARGEST = 2_000_000;

/** So many folders above a file's may hold projects that read it. */
const LEVELS = 3;

/** One folder on disk. */
interface Folder {
  /** The YAML files, by path; more are added when somebody names them. */
  readonly facts: Map<string, TextFact>;
  readonly memory: FolderMemory;
  analysed: Analysed | null;
  /** The projects of other folders that it was analysed with. */
  foreign: readonly ProjectView[];
}

/** What is known beforehand of the files that are to be read. */
export interface FoldersOptions {
  /** Their paths: the projects of each folder are known to the others. */
  readonly paths?: readonly string[];
  /** The sets of files that a person names; where they name a file, no other set reads it. */
  readonly sets?: readonly FoundSet[];
}

/** Reads compose files with what Compose reads with them; what several files of one folder need is read once. Paths have `/`. */
export class Folders {
  readonly #folders = new Map<string, Folder>();
  readonly #texts = new Map<string, string | null>();
  readonly #readings = new Readings();
  readonly #sets: readonly FoundSet[];
  /** The projects of others that read files of each folder; null until they are asked for. */
  #foreign: ReadonlyMap<string, readonly ProjectView[]> | null = null;

  constructor({ paths = [], sets = [] }: FoldersOptions = {}) {
    this.#sets = sets;
    for (const path of paths) {
      const own = folderOf(slashed(resolve(path)));
      this.#folder(own);
      for (const above of foldersAbove(own)) if (this.#holdsIncludes(above)) this.#folder(above);
    }
  }

  /** Whether a compose file of a folder may read files of other folders. */
  #holdsIncludes(folder: string): boolean {
    if (this.#folders.has(folder)) return true;
    const names = namesIn(folder).filter(({ name }) => composeKind(name) !== null);
    return names.some(({ name }) => /^include:|^\s+extends:/m.test(this.#text(`${folder}/${name}`) ?? ''));
  }

  /** A compose file, whose text this is, in its projects. */
  read(path: string, text: string): ReadFile {
    const own = slashed(resolve(path));
    const folder = this.#folder(folderOf(own));
    if (folder.facts.get(own)?.text !== text) {
      folder.facts.set(own, factOf(own, text));
      folder.analysed = null;
      this.#foreign = null;
    }
    const answer = this.#analyse(folderOf(own), folder).files.find(({ uri }) => uri === own);
    if (answer?.kind !== 'compose') throw new Error(`${path} was read as a compose file and then was none.`);
    return answer;
  }

  /** The files with links of the projects of all folders, as far as they have no name of a compose file. */
  parts(): readonly string[] {
    return [...new Set([...this.#folders].flatMap(([path, folder]) => this.#analyse(path, folder).parts))].sort();
  }

  #folder(path: string): Folder {
    const known = this.#folders.get(path);
    if (known) return known;
    const names = namesIn(path).filter(({ name }) => /\.ya?ml$/.test(name));
    const facts = names.flatMap(({ name }): readonly TextFact[] => {
      const text = this.#text(`${path}/${name}`);
      return text === null ? [] : [factOf(`${path}/${name}`, text)];
    });
    const folder: Folder = {
      facts: new Map(facts.map((fact) => [fact.uri, fact])),
      memory: new FolderMemory(),
      analysed: null,
      foreign: [],
    };
    this.#folders.set(path, folder);
    this.#foreign = null;
    return folder;
  }

  /** The folder with all that reach into it, each of which is analysed once. */
  #analyse(path: string, folder: Folder): Analysed {
    const all = (): readonly (readonly [string, Analysed])[] => {
      return [...this.#folders].map(([each, one]) => [each, (one.analysed ??= this.#analysed(one))] as const);
    };
    this.#foreign ??= foreignViews(all(), folderOf);
    const foreign = this.#foreign.get(path) ?? [];
    if (!sameViews(foreign, folder.foreign)) {
      folder.foreign = foreign;
      folder.analysed = null;
    }
    return (folder.analysed ??= this.#analysed(folder));
  }

  #analysed({ facts, memory, foreign }: Folder): Analysed {
    return analyseFolder([...facts.values()], {
      target: 29,
      ignored: [],
      sets: this.#sets,
      onlySets: this.#sets.length > 0,
      readings: this.#readings,
      memory,
      fact: (path) => this.#folders.get(folderOf(path))?.facts.get(path) ?? null,
      elsewhere: (path) => foreign.filter(({ project }) => project.files.includes(path)),
      companion: (path) => this.#text(path),
    });
  }

  /** The text of a file on disk, read once; null when there is none, or it is large. */
  text(path: string): string | null {
    return this.#text(path);
  }

  #text(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = path.endsWith('/') ? listingOf(path, namesIn(path)) : smallText(path);
    this.#texts.set(path, text);
    return text;
  }
}

/** The folders above one in which projects are looked for that read its files, the nearest first. */
function foldersAbove(folder: string): readonly string[] {
  const above: string[] = [];
  for (let at = folder; above.length < LEVELS && folderOf(at) !== at; at = folderOf(at)) above.push(folderOf(at));
  return above;
}

function factOf(path: string, text: string): TextFact {
  return { kind: 'text', uri: path, folder: folderOf(path), path, text, version: null, named: composeKind(path) === null };
}

function namesIn(folder: string): readonly { readonly name: string; readonly isFolder: boolean }[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Null for what is no file, is large, or cannot be read. */
function smallText(path: string): string | null {
  try {
    const there = statSync(path);
    return there.isFile() && there.size <= LARGEST ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}

/** A path of this machine with `/`. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}
