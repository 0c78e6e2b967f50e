import { searchFile } from './searchFiles.ts';
import type { Found } from './searchFiles.ts';

/** Some of the files of a search, for whichever thread comes first. */
export interface Portion {
  /** Counted from the first of the search on. */
  readonly index: number;
  readonly paths: readonly string[];
  /** Shared by the threads: 1 once one of them has taken it. */
  readonly taken: Int32Array;
}

/** What a thread that helps found in a portion that it took. */
export interface Answered {
  readonly index: number;
  readonly found: Found;
}

/** A portion that nobody has taken. */
export function portionOf(index: number, paths: readonly string[]): Portion {
  return { index, paths, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

/** Whether a thread may search the portion, which is so for the first that asks. */
export function take({ taken }: Portion): boolean {
  return Atomics.exchange(taken, 0, 1) === 0;
}

/** Searches the files of a portion in their order. */
export function searchPortion({ paths }: Portion): Found {
  const found: Found = { files: [], read: 0, large: 0, binary: 0, unreadable: 0 };
  for (const path of paths) searchFile(path, found);
  return found;
}
