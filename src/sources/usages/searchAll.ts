import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { Helper } from './helper.ts';
import { portionOf, searchPortion, take } from './portion.ts';
import type { Portion } from './portion.ts';
import { addFound, filesToSearch, newSearch } from './searchFiles.ts';
import type { Found, Searched } from './searchFiles.ts';
import type { Root } from './walk.ts';

/** How many files are in a portion, how many portions lie ready, and from how many portions on other threads help: each needs a while to start. */
const FILES = 250;
const READY = 8;
const MANY = 8;
/** How many threads help at most; more would only wait for the disk. */
const HELPERS = 3;

/** How a search goes on. */
export interface SearchOptions {
  /** The program that helpers run; without one, and in small trees, nobody helps. */
  readonly program?: string | null;
  /** Is told now and then how many files were read. */
  readonly progress?: (read: number) => void;
}

/** Searches all files below the roots, each once; what it finds comes in the order of the walk, whoever searched it. */
export async function searchAll(roots: readonly Root[], { program = null, progress }: SearchOptions = {}): Promise<Searched> {
  const search = new Search(roots, program);
  try {
    while (await search.goOn()) progress?.(search.read);
    return await search.end();
  } finally {
    search.dispose();
  }
}

/** The program that searches code, where it lies beside the program that this is a part of. */
export function programBeside(): string | null {
  const path = join(__dirname, 'usages.cjs');
  return existsSync(path) ? path : null;
}

/** A search that this thread shares with others: it walks, and whoever is free searches what was walked. */
class Search {
  readonly #searched = newSearch();
  readonly #walk: Generator<string, void>;
  readonly #program: string | null;
  /** What was walked and, as far as this thread knows, not taken. */
  readonly #ready: Portion[] = [];
  /** What others have taken and not yet answered. */
  readonly #elsewhere = new Map<number, Portion>();
  readonly #found: (Found | undefined)[] = [];
  #helpers: readonly Helper[] = [];
  #portions = 0;
  #read = 0;

  constructor(roots: readonly Root[], program: string | null) {
    this.#walk = filesToSearch(roots, this.#searched.missed);
    this.#program = program;
  }

  /** How many files were read, as far as this thread knows. */
  get read(): number {
    return this.#read;
  }

  /** Walks on and searches a portion; false when all are taken. */
  async goOn(): Promise<boolean> {
    while (this.#ready.length < READY && this.#walkOn());
    const next = this.#ready.shift();
    if (!next) return false;
    if (take(next)) this.#keep(next.index, searchPortion(next));
    else if (!this.#found[next.index]) this.#elsewhere.set(next.index, next);
    // Others may have something to say.
    if (this.#helpers.length > 0) await pause();
    return true;
  }

  /** Searches what others have taken and not answered, too, rather than wait for them: they may be slow, or have failed. */
  async end(): Promise<Searched> {
    for (const portion of this.#elsewhere.values()) {
      if (!this.#found[portion.index]) this.#keep(portion.index, searchPortion(portion));
      await pause();
    }
    for (const found of this.#found) if (found) addFound(this.#searched, found);
    return this.#searched;
  }

  dispose(): void {
    for (const helper of this.#helpers) helper.dispose();
  }

  /** Makes another portion ready; false when all is walked. */
  #walkOn(): boolean {
    const paths: string[] = [];
    while (paths.length < FILES) {
      const { value } = this.#walk.next();
      if (value === undefined) break;
      paths.push(value);
    }
    if (paths.length === 0) return false;
    const portion = portionOf(this.#portions++, paths);
    this.#ready.push(portion);
    for (const helper of this.#helpers) helper.give(portion);
    if (this.#portions === MANY) this.#callHelpers();
    return true;
  }

  #callHelpers(): void {
    const program = this.#program;
    if (program === null) return;
    const count = Math.min(HELPERS, availableParallelism() - 1);
    const heard = (index: number, found: Found): void => {
      this.#keep(index, found);
    };
    this.#helpers = Array.from({ length: count }, () => new Helper(program, heard));
    for (const helper of this.#helpers) for (const portion of this.#ready) helper.give(portion);
  }

  #keep(index: number, found: Found): void {
    if (this.#found[index]) return;
    this.#found[index] = found;
    this.#elsewhere.delete(index);
    this.#read += found.read;
  }
}
