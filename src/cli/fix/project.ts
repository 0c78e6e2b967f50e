import type { Stats } from 'node:fs';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Dotenv, Neighbour, ProjectText } from '../../domain/fixes/surroundings.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { composeKind } from '../../syntax/compose/kind.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { pathReferences } from '../../syntax/compose/references.ts';

/** The texts of a project that were read, and what was not, each a noun phrase. */
export interface ProjectTexts {
  /** By real path. */
  readonly texts: ReadonlyMap<string, ProjectText>;
  readonly unsearched: readonly string[];
}

/** Bounds on what is searched: bytes of one file, bytes together, files together. */
const BOUNDS = { file: 1_000_000, all: 32_000_000, files: 5_000 } as const;

/** Installed packages and git's own store are not the project's files. */
const SKIPPED = new Set(['node_modules', '.git']);

/** The texts under a compose file's folder and at other paths, and those that lie right in some folders; links to folders are not followed. */
export async function readProject(folder: string, others: readonly string[], shallow: readonly string[] = []): Promise<ProjectTexts> {
  const walk = new Walk(folder);
  for (const root of [folder, ...others]) await walk.at(root);
  for (const root of shallow) await walk.beside(root);
  return walk.result();
}

class Walk {
  readonly #base: string;
  readonly #seen = new Set<string>();
  readonly #texts = new Map<string, ProjectText>();
  readonly #missed: string[] = [];
  #bytes = 0;
  #large = 0;
  #binary = 0;
  #unreadable = 0;
  #full = false;

  constructor(base: string) {
    this.#base = base;
  }

  result(): ProjectTexts {
    const counted: readonly (readonly [number, string])[] = [
      [this.#large, `over ${BOUNDS.file / 1_000_000} MB`],
      [this.#binary, 'without text'],
      [this.#unreadable, 'that cannot be read'],
    ];
    const counts = counted.flatMap(([count, what]) => (count === 0 ? [] : [`${count} file${count === 1 ? '' : 's'} ${what}`]));
    const full = this.#full ? [`what lies beyond the first ${this.#texts.size} files`] : [];
    return { texts: this.#texts, unsearched: [...this.#missed, ...counts, ...full] };
  }

  /** What is neither a file nor a folder holds no text. */
  async at(path: string): Promise<void> {
    const there = await stat(path).catch(() => null);
    if (there?.isFile()) await this.#file(path);
    else if (!there || there.isDirectory()) await this.#folder(path);
  }

  /** The files of a folder, and none below it. */
  async beside(folder: string): Promise<void> {
    if (this.#seen.has(folder)) return;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) if (!entry.isDirectory()) await this.#fileAt(join(folder, entry.name));
  }

  async #fileAt(path: string): Promise<void> {
    if ((await stat(path).catch(() => null))?.isFile()) await this.#file(path);
  }

  async #folder(root: string): Promise<void> {
    const waiting = [root];
    for (let folder = waiting.pop(); folder !== undefined && !this.#full; folder = waiting.pop()) {
      if (this.#seen.has(folder)) continue;
      this.#seen.add(folder);
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
      if (!entries) this.#missed.push(`the folder ${this.#shown(folder)}`);
      for (const entry of entries ?? []) {
        const path = join(folder, entry.name);
        if (SKIPPED.has(entry.name)) continue;
        if (entry.isDirectory()) waiting.push(path);
        else if (entry.isFile()) await this.#file(path);
        else if (entry.isSymbolicLink()) await this.#link(path);
      }
    }
  }

  async #link(path: string): Promise<void> {
    const there = await stat(path).catch(() => null);
    if (there?.isFile()) await this.#file(path);
    else if (there?.isDirectory()) this.#missed.push(`the linked folder ${this.#shown(path)}`);
  }

  async #file(path: string): Promise<void> {
    try {
      const real = await realpath(path);
      if (this.#full || this.#texts.has(real)) return;
      const { size } = await stat(real);
      if (size > BOUNDS.file) {
        this.#large++;
        return;
      }
      if (this.#texts.size >= BOUNDS.files || this.#bytes + size > BOUNDS.all) {
        this.#full = true;
        return;
      }
      const bytes = await readFile(real);
      this.#bytes += bytes.length;
      if (bytes.includes(0)) this.#binary++;
      else this.#texts.set(real, { path: this.#shown(path), text: bytes.toString('utf8') });
    } catch {
      this.#unreadable++;
    }
  }

  #shown(path: string): string {
    return shownPath(this.#base, path);
  }
}

/** A path as seen from a folder, with `/`. */
export function shownPath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/') || '.';
}

/** From where the paths of a file are taken: each of the folders, as far as something is there; what is below `folder` is read anyway. */
export interface PathBase {
  readonly folder: string;
  readonly from: readonly string[];
}

/** The folders that the services are built from, and those that cannot be told or are elsewhere. */
export async function buildContexts(
  file: ComposeFile,
  { folder, from }: PathBase,
): Promise<{ readonly folders: readonly string[]; readonly unknown: readonly string[] }> {
  const folders: string[] = [];
  const unknown: string[] = [];
  for (const { name, build } of file.services) {
    if (!build) continue;
    const found: string[] = [];
    for (const base of isInterpolated(build.context ?? '') ? [] : from) {
      const path = resolve(base, build.context ?? '.');
      if ((await stat(path).catch(() => null))?.isDirectory()) found.push(path);
    }
    if (found.length === 0) unknown.push(`the build context of ${name}`);
    folders.push(...found.filter((path) => isOutside(folder, path)));
  }
  return { folders, unknown };
}

/** What belongs to the system as a whole: to read it all is no one's wish, and some of it never ends. */
const SYSTEM = /^(?:\/|\/(?:proc|sys|dev|run|var\/run|var\/lib\/docker)(?:\/.*)?)$/;

/** The files and folders elsewhere that a compose file brings into containers, and those that are not looked at, each a noun phrase. */
export async function referredPaths(
  text: string,
  { folder, from }: PathBase,
): Promise<{ readonly paths: readonly string[]; readonly unknown: readonly string[] }> {
  const paths: string[] = [];
  const unknown: string[] = [];
  for (const { path, by, interpolated } of pathReferences(text)) {
    const places = interpolated ? [] : from.map((base) => resolve(base, path.replace(/^~(?=$|[\\/])/, homedir())));
    const found = (await Promise.all(places.map((place) => realpath(place).catch(() => null)))).flatMap((real) => real ?? []);
    if (found.length === 0) unknown.push(`${path} of ${by}`);
    for (const real of new Set(found)) {
      if (isSpecial(await stat(real).catch(() => null))) continue;
      if (SYSTEM.test(real)) unknown.push(`${path} of ${by}`);
      else if (isOutside(folder, real) || real.split(sep).some((part) => SKIPPED.has(part))) paths.push(real);
    }
  }
  return { paths, unknown };
}

/** A socket or device. */
function isSpecial(there: Stats | null): boolean {
  return there !== null && !there.isFile() && !there.isDirectory();
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** The other compose files of a file's folder: those named so, and YAML files with a map of services. */
export async function readNeighbours(path: string): Promise<readonly Neighbour[]> {
  const folder = dirname(path);
  const names = (await readdir(folder)).filter((name) => composeKind(name) !== null || /\.ya?ml$/.test(name)).sort();
  const neighbours: Neighbour[] = [];
  for (const name of names) {
    const other = join(folder, name);
    if ((await realpath(other).catch(() => null)) === path) continue;
    const text = await readFile(other, 'utf8').catch(() => null);
    const reading = text === null ? null : readCompose(text, { kind: composeKind(name) ?? 'if-services' });
    if (reading?.kind === 'other') continue;
    const fault = reading?.kind === 'fault' ? { fault: reading.message } : {};
    neighbours.push({ name, file: reading?.kind === 'compose' ? reading.file : null, ...fault });
  }
  return neighbours;
}

/** The `.env` beside a file; a folder of that name is none. */
export async function readDotenv(folder: string): Promise<Dotenv> {
  try {
    return { kind: 'text', text: await readFile(join(folder, '.env'), 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return { kind: code === 'ENOENT' || code === 'EISDIR' ? 'none' : 'unread' };
  }
}
