import type { ProjectSet } from '../domain/compose/project/project.ts';
import type { RewriteScope } from '../domain/fixes/rewrite.ts';
import type { ReadFile } from './snapshot.ts';

/** What rewrites of a file's links are made from: the sets that read the file, the likeliest first; it alone where no project has a link of it. */
export function rewriteScope(file: ReadFile, read: RewriteScope['read'], around: RewriteScope['around']): RewriteScope {
  const known = [...file.around.inProjects.values()].flatMap((places) => places.map(({ view }) => view.project.set));
  const distinct = new Map(known.map((set): [string, ProjectSet] => [JSON.stringify(set), set]));
  const alone: ProjectSet = { reader: file.compose.format === 'v1' ? 'compose-1' : 'compose-2', files: [file.uri] };
  return { path: file.uri, read, sets: distinct.size > 0 ? [...distinct.values()] : [alone], around };
}
