import type { ParseText, Project, ProjectSet, ReadText } from '../domain/compose/project/project.ts';
import { readProject } from '../domain/compose/project/readProject.ts';
import type { ReadFile } from './snapshot.ts';

/** Where to look for those who make a container. */
export interface Candidates {
  readonly files: readonly ReadFile[];
  /** The file that asks; its own projects are none that it looks for. */
  readonly own: ReadFile;
  readonly read: ReadText;
  readonly parse?: ParseText;
}

/** The projects of other files in which a container may be, by its name, as each Compose reads and names them. */
export function makersOf(container: string, { files, own, read, parse }: Candidates): readonly Project[] {
  const ownFiles = new Set([own.uri, ...own.around.views.flatMap(({ project }) => project.files)]);
  const sets = new Map<string, ProjectSet>();
  for (const { uri, compose, around } of files) {
    if (ownFiles.has(uri) || compose.format === 'v1') continue;
    if (!compose.services.some(({ name, containerName }) => container.includes(name) || containerName?.value === container)) continue;
    const views = around.views.map(({ project }) => project.set);
    const alone: ProjectSet = { reader: 'compose-2', files: [uri] };
    for (const set of views.length > 0 ? views : [alone]) sets.set(JSON.stringify({ ...set, reader: '' }), set);
  }
  return [...sets.values()].flatMap((set) =>
    (['compose-2', 'compose-1'] as const).map((reader) => readProject({ ...set, reader }, read, parse)),
  );
}
