import { memoized } from '../../base/memo.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';

/** Files that projects read together, by path: what is done to the links of one can change what another says. */
export type Party = readonly ReadFile[];

const partiesIn = memoized((files: Snapshot['files']): readonly Party[] => {
  const parties = joined(files.flatMap((file) => (file.kind === 'compose' ? [file] : [])));
  return parties.filter((party) => party.some(hasLinks));
});

/** Every party in which some file has links, in the order of their first files. */
export function partiesOf({ files }: Pick<Snapshot, 'files'>): readonly Party[] {
  return partiesIn(files);
}

/** The party of a file; null where none of it has links. */
export function partyOf(snapshot: Pick<Snapshot, 'files'>, uri: string): Party | null {
  return partiesOf(snapshot).find((party) => party.some((file) => file.uri === uri)) ?? null;
}

/** Whether services of a file have links to others of their project. */
export function hasLinks({ links }: ReadFile): boolean {
  return links.some(({ link }) => link.kind === 'links');
}

/** Files are in one party as soon as one of them is in a project with the other: a file without links may not know its projects itself. */
function joined(files: readonly ReadFile[]): readonly Party[] {
  const above = new Map<string, string>();
  const headOf = (uri: string): string => {
    let head = uri;
    for (let next = above.get(head); next !== undefined; next = above.get(head)) head = next;
    return head;
  };
  for (const { uri, around } of files) {
    for (const other of around.views.flatMap(({ project }) => project.files)) {
      const [one, two] = [headOf(uri), headOf(other)];
      if (one !== two) above.set(two, one);
    }
  }
  const parties = new Map<string, ReadFile[]>();
  for (const file of files) {
    const head = headOf(file.uri);
    const party = parties.get(head);
    if (party) party.push(file);
    else parties.set(head, [file]);
  }
  return [...parties.values()];
}
