import type { ShellCommand, ShellWord } from '../shell/script.ts';
import type { Span } from '../text.ts';

const LINK = /--link(?:=|\s+)["']?([^\s"':]+:[^\s"')]+)/g;

/** A stretch of an excerpt that says `--link A:B` where no command of Docker can be seen. */
export interface FoundLink extends Span {
  readonly text: string;
}

/** The links in the values of variables, in lists, and in the words of programs that nobody knows; one without an alias may be anything. */
export function looseLinks(text: string, { words, assignments }: ShellCommand, isDocker: boolean): readonly FoundLink[] {
  const lists = assignments.map(({ value, items }) => (value ? [value] : items));
  return [...lists, ...(isDocker ? [] : [words])].flatMap((list) => [...list.flatMap((word) => insideWord(text, word)), ...asWords(list)]);
}

function insideWord(text: string, word: ShellWord): readonly FoundLink[] {
  const written = text.slice(word.start, word.end);
  return [...written.matchAll(LINK)].map((match) => {
    const start = word.start + match.index;
    return { text: match[1] ?? '', start, end: start + match[0].length };
  });
}

function asWords(words: readonly ShellWord[]): readonly FoundLink[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    return word.value === '--link' && next?.value.includes(':') ? [{ text: next.value, start: word.start, end: next.end }] : [];
  });
}
