import { readFileSync, readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { folderOf } from '../domain/compose/project/paths.ts';
import type { TextFact } from '../model/facts.ts';
import { FolderMemory, analyseFolder } from '../model/folder.ts';
import { Readings } from '../model/readings.ts';
import type { ReadFile } from '../model/snapshot.ts';
import { composeKind } from '../syntax/compose/kind.ts';

/** Files over this many bytes are not read for the sake of others. */
const LARGEST = 2_000_000;

/** One folder on disk. */
interface Folder {
  /** The YAML files, by path; more are added when somebody names them. */
  readonly facts: Map<string, TextFact>;
  readonly scripts: readonly string[];
  readonly memory: FolderMemory;
  answers: ReadonlyMap<string, ReadFile>;
}

/** Reads compose files with what Compose reads with them; what several files of one folder need is read once. Paths have `/`. */
export class Folders {
  readonly #folders = new Map<string, Folder>();
  readonly #texts = new Map<string, string | null>();
  readonly #readings = new Readings();

  /** A compose file, whose text this is, in its projects. */
  read(path: string, text: string): ReadFile {
    const own = slashed(resolve(path));
    const folder = this.#folder(folderOf(own));
    const known = folder.answers.get(own);
    if (known?.text === text) return known;
    folder.facts.set(own, factOf(own, text));
    folder.answers = this.#analyse(folder);
    const answer = folder.answers.get(own);
    if (!answer) throw new Error(`${path} was read as a compose file and then was none.`);
    return answer;
  }

  #folder(path: string): Folder {
    const known = this.#folders.get(path);
    if (known) return known;
    const names = namesIn(path);
    const texts = names.flatMap((name): readonly TextFact[] => {
      const text = /\.ya?ml$/.test(name) ? this.#text(`${path}/${name}`) : null;
      return text === null ? [] : [factOf(`${path}/${name}`, text)];
    });
    const scripts = names.filter((name) => /\.(?:sh|bash|mk)$|^justfile$/.test(name)).map((name) => `${path}/${name}`);
    const facts = new Map(texts.map((fact) => [fact.uri, fact]));
    const folder: Folder = { facts, scripts, memory: new FolderMemory(), answers: new Map<string, ReadFile>() };
    this.#folders.set(path, folder);
    return folder;
  }

  #analyse({ facts, scripts, memory }: Folder): Folder['answers'] {
    const { files } = analyseFolder([...facts.values()], {
      target: 29,
      ignored: [],
      readings: this.#readings,
      memory,
      scripts,
      fact: () => null,
      companion: (path) => this.#text(path),
    });
    return new Map(files.flatMap((file) => (file.kind === 'compose' ? [[file.uri, file] as const] : [])));
  }

  #text(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = smallText(path);
    this.#texts.set(path, text);
    return text;
  }
}

function factOf(path: string, text: string): TextFact {
  return { kind: 'text', uri: path, folder: folderOf(path), path, text, version: null, named: composeKind(path) === null };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
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

function slashed(path: string): string {
  return path.split(sep).join('/');
}
