import type { ProjectText } from './surroundings.ts';

/** A word of a file that ends in a service's name and a number: `db_1`, `db-2`, `shop_db_1`. */
export interface Mention {
  readonly path: string;
  /** The whole word, in lower case. */
  readonly word: string;
  /** What stands before the service's name, with the `-` or `_` between; empty when the word is the service's name and a number. */
  readonly before: string;
  readonly number: number;
}

/** Finds such words; each service's are looked for once. */
export type MentionsOf = (service: string) => readonly Mention[];

/** The number at the end of a word; `db-1.5` and `db_1_data` are other words. */
const NUMBER = /[-_]\d{1,9}(?![\p{L}\p{N}_-]|\.\d)/gu;
const WORD = /[\p{L}\p{N}_.-]/u;

/** More characters than any name has; of a longer word only the end is looked at. */
const LONGEST = 256;

/** The numbered names of these services in these texts; every text is gone through once. */
export function mentionsIn(texts: readonly ProjectText[], services: Iterable<string>): MentionsOf {
  const found = new Map<string, Mention[]>();
  for (const service of services) found.set(service.toLowerCase(), []);
  for (const { path, text } of texts) {
    const lowered = text.toLowerCase();
    const words = new Set<string>();
    for (const { index, 0: number } of lowered.matchAll(NUMBER)) {
      const stem = lowered.slice(wordStart(lowered, index), index);
      if (!words.has(stem + number)) note(found, { path, stem, number });
      words.add(stem + number);
    }
  }
  return (service) => found.get(service.toLowerCase()) ?? [];
}

function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < LONGEST && WORD.test(text[start - 1] ?? '')) start--;
  return start;
}

interface Word {
  readonly path: string;
  readonly stem: string;
  /** With the `-` or `_` before it. */
  readonly number: string;
}

/** A word may hold a service's name from its beginning or behind any `.`, `-` or `_`. */
function note(found: ReadonlyMap<string, Mention[]>, { path, stem, number }: Word): void {
  for (let start = 0, part = 0; start < stem.length; start++) {
    const before = stem[start - 1];
    if (before === '.') part = start;
    if (before !== undefined && !/[._-]/.test(before)) continue;
    found
      .get(stem.slice(start))
      ?.push({ path, word: stem.slice(part) + number, before: stem.slice(part, start), number: Number(number.slice(1)) });
  }
}
