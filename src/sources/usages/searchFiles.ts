import { codeFileOf, isGitlabCi } from '../../domain/usages/codeFile.ts';
import type { CodeFile } from '../../domain/usages/codeFile.ts';
import { readWorth } from './readFile.ts';
import { filesUnder } from './walk.ts';
import type { Missed, Root } from './walk.ts';
import { isWorthReading } from './worth.ts';

/** What was found in some files. */
export interface Found {
  /** Those that say something of link variables. */
  readonly files: CodeFile[];
  /** How many were read, and how many were not searched because they are large, hold no text, or cannot be read. */
  read: number;
  large: number;
  binary: number;
  unreadable: number;
}

/** What a search has come to. */
export interface Searched extends Found {
  readonly missed: Missed;
}

/** An empty search. */
export function newSearch(): Searched {
  return { files: [], read: 0, large: 0, binary: 0, unreadable: 0, missed: { folders: 0, linked: [] } };
}

/** The files below the roots that are searched, each once. */
export function* filesToSearch(roots: readonly Root[], missed: Missed): Generator<string, void> {
  const seen = new Set<string>();
  for (const root of roots) {
    for (const path of filesUnder(root, missed)) {
      if (!isWorthReading(path)) continue;
      if (roots.length > 1) {
        if (seen.has(path)) continue;
        seen.add(path);
      }
      yield path;
    }
  }
}

/** Searches one file. */
export function searchFile(path: string, found: Found): void {
  const reading = readWorth(path, isGitlabCi(path));
  found.read++;
  switch (reading.kind) {
    case 'nothing':
      return;
    case 'large':
      found.large++;
      return;
    case 'binary':
      found.binary++;
      return;
    case 'unreadable':
      found.unreadable++;
      return;
    case 'text': {
      const file = codeFileOf(path, reading.text);
      if (file) found.files.push(file);
    }
  }
}

/** Adds what was found elsewhere. */
export function addFound(to: Found, { files, read, large, binary, unreadable }: Found): void {
  for (const file of files) to.files.push(file);
  to.read += read;
  to.large += large;
  to.binary += binary;
  to.unreadable += unreadable;
}

/** What was not searched, each a noun phrase. */
export function unsearchedWords({ large, binary, unreadable, missed }: Searched): readonly string[] {
  const counted: readonly (readonly [number, string])[] = [
    [large, 'over 1 MB'],
    [binary, 'without text'],
    [unreadable, 'that cannot be read'],
  ];
  const counts = counted.flatMap(([count, what]) => (count === 0 ? [] : [`${count} file${count === 1 ? '' : 's'} ${what}`]));
  const folders = missed.folders > 0 ? [`${missed.folders} folder${missed.folders === 1 ? '' : 's'} that cannot be read`] : [];
  return [...missed.linked.map((path) => `the linked folder ${path}`), ...folders, ...counts];
}
