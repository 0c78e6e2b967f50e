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

const WORD = /[\p{L}\p{N}_-]/u;

/** The numbered names in these texts, each word once a file. `db-1.5` and `db_1_data` are other words. */
export function mentionsIn(texts: readonly ProjectText[]): MentionsOf {
  const lowered = texts.map(({ path, text }) => ({ path, text: text.toLowerCase() }));
  const known = new Map<string, readonly Mention[]>();
  return (service) => {
    const found = known.get(service) ?? lowered.flatMap((each) => mentionsOf(each, service.toLowerCase()));
    known.set(service, found);
    return found;
  };
}

function mentionsOf({ path, text }: ProjectText, service: string): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (let at = text.indexOf(service); at >= 0; at = text.indexOf(service, at + 1)) {
    const number = numberAt(text, at + service.length);
    const before = number === null ? null : wordBefore(text, at);
    if (number === null || before === null || (before !== '' && !/[-_]$/.test(before))) continue;
    const word = text.slice(at - before.length, at + service.length) + number;
    if (!found.has(word)) found.set(word, { path, word, before, number: Number(number.slice(1)) });
  }
  return [...found.values()];
}

/** `-1` or `_1` at an offset, when the word ends behind it. */
function numberAt(text: string, offset: number): string | null {
  const number = /^[-_]\d{1,9}(?![\p{L}\p{N}_-]|\.\d)/u.exec(text.slice(offset, offset + 12))?.[0];
  return number ?? null;
}

/** More characters than any name has; a longer word is no name. */
const LONGEST = 256;

function wordBefore(text: string, offset: number): string | null {
  let start = offset;
  while (start > 0 && WORD.test(text[start - 1] ?? '')) {
    start--;
    if (offset - start > LONGEST) return null;
  }
  return text.slice(start, offset);
}
