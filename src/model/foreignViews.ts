import type { ProjectView } from '../domain/compose/projectView.ts';
import type { Folder } from './folder.ts';

/** For each folder, the projects of other folders that read one of its files; none are held for a folder that nobody reaches. */
export function foreignViews(
  folders: Iterable<readonly [string, Folder]>,
  folderOf: (uri: string) => string | undefined,
): ReadonlyMap<string, readonly ProjectView[]> {
  const found = new Map<string, Set<ProjectView>>();
  for (const [from, { reaching }] of folders) {
    for (const [uri, views] of reaching) {
      const folder = folderOf(uri);
      if (folder === undefined || folder === from) continue;
      const known = found.get(folder) ?? new Set<ProjectView>();
      found.set(folder, known);
      for (const view of views) known.add(view);
    }
  }
  return new Map([...found].map(([folder, views]) => [folder, [...views]]));
}

/** Whether two lists hold the very same projects. */
export function sameViews(one: readonly ProjectView[], other: readonly ProjectView[]): boolean {
  return one.length === other.length && one.every((view, at) => view === other[at]);
}
