import { codeFileOf, isGitlabCi } from '../../domain/usages/codeFile.ts';
import type { CodeFile } from '../../domain/usages/codeFile.ts';
import { readWorth } from './readFile.ts';
import { filesUnder } from './walk.ts';
import type { Missed, Root } from './walk.ts';
import { isWorthReading } from './worth.ts';

/** What a search has come to. */
export interface Searched {
  /** The files that say something of link variables. */
  readonly found: CodeFile[];
  /** How many files were read, and how many were not because they are large, hold no text, or cannot be read. */
  read: number;
  large: number;
  binary: number;
  readonly missed: Missed;
}

/** How many files are looked at between two pauses. */
const STEP = 500;

/** An empty search. */
export function newSearch(): Searched {
  return { found: [], read: 0, large: 0, binary: 0, missed: { unreadable: 0, folders: 0, linked: [] } };
}

/** Searches all files below the roots, each once, and pauses after some of them, so that it can be given up. */
export function* searchFiles(roots: readonly Root[], searched: Searched): Generator<void, void> {
  const seen = new Set<string>();
  let looked = 0;
  for (const root of roots) {
    for (const path of filesUnder(root, searched.missed)) {
      if (roots.length > 1) {
        if (seen.has(path)) continue;
        seen.add(path);
      }
      if (isWorthReading(path)) searchFile(path, searched);
      if (++looked % STEP === 0) yield;
    }
  }
}

/** Searches them without a pause. */
export function searchAll(roots: readonly Root[]): Searched {
  const searched = newSearch();
  const search = searchFiles(roots, searched);
  while (!search.next().done);
  return searched;
}

/** Searches one file. */
export function searchFile(path: string, searched: Searched): void {
  const reading = readWorth(path, isGitlabCi(path));
  searched.read++;
  switch (reading.kind) {
    case 'nothing':
      return;
    case 'large':
      searched.large++;
      return;
    case 'binary':
      searched.binary++;
      return;
    case 'unreadable':
      searched.missed.unreadable++;
      return;
    case 'text': {
      const file = codeFileOf(path, reading.text);
      if (file) searched.found.push(file);
    }
  }
}

/** What was not searched, each a noun phrase. */
export function unsearchedWords({ large, binary, missed }: Searched): readonly string[] {
  const counted: readonly (readonly [number, string])[] = [
    [large, 'over 1 MB'],
    [binary, 'without text'],
    [missed.unreadable, 'that cannot be read'],
  ];
  const counts = counted.flatMap(([count, what]) => (count === 0 ? [] : [`${count} file${count === 1 ? '' : 's'} ${what}`]));
  const folders = missed.folders > 0 ? [`${missed.folders} folder${missed.folders === 1 ? '' : 's'} that cannot be read`] : [];
  return [...missed.linked.map((path) => `the linked folder ${path}`), ...folders, ...counts];
}
