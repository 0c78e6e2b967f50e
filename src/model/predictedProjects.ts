import { groupBy } from '../base/groupBy.ts';
import { projectSet, standsAlone } from '../domain/compose/folderProjects.ts';
import type { Project, ProjectSet } from '../domain/compose/project/project.ts';
import { readProject } from '../domain/compose/project/readProject.ts';
import { projectSets } from '../domain/compose/project/sets.ts';
import type { FoundSet } from '../domain/compose/project/sets.ts';
import type { ReadFile, WorkspaceFile } from './snapshot.ts';

/** A compose file with the project of which its names are told. */
export interface PredictedFile {
  readonly file: ReadFile;
  readonly project: Project;
}

/** What else is known of the files. */
export interface PredictedSources {
  /** The text of a file that is no compose file, such as `.env`; null where there is none or nobody tells. */
  readonly text?: (path: string) => string | null;
  /** The sets that a person names, beside which no other counts. */
  readonly sets?: readonly FoundSet[];
}

/** The compose files with services, each with its likeliest project; of several files of one project the first stands for all. Files of v1 are read as docker-compose 1.x does, which alone runs them. */
export function predictedProjects(
  files: readonly WorkspaceFile[],
  { text = () => null, sets }: PredictedSources = {},
): readonly PredictedFile[] {
  const read = files.filter((file) => file.kind === 'compose');
  const known = new Map(read.map((file) => [file.uri, file]));
  const inFolder = new Map(
    [...groupBy(read, ({ folder }) => folder)].map(([folder, own]) => {
      const paths = own.map(({ uri }) => ({ path: uri, text: '' }));
      return [folder, sets ?? projectSets(folder, paths, 'compose-2')] as const;
    }),
  );
  const shown = new Set<string>();
  return read.flatMap((file): readonly PredictedFile[] => {
    const [view] = file.around.views;
    const set = view?.project.set ?? setOf(file, inFolder.get(file.folder) ?? [], known);
    const isOld = set.reader === 'compose-2' && set.files.some((path) => known.get(path)?.compose.format === 'v1');
    const project = view && !isOld ? view.project : projectOf(file, isOld ? { ...set, reader: 'compose-1' } : set, { known, text });
    const key = JSON.stringify([project.folder, project.name, project.files]);
    if (project.services.length === 0 || shown.has(key)) return [];
    shown.add(key);
    return [{ file, project }];
  });
}

/** Nobody analyses the projects of files without links, so which one reads the file is looked up here; alone it is read where no other needs to be. */
function setOf(file: ReadFile, found: readonly FoundSet[], known: ReadonlyMap<string, ReadFile>): ProjectSet {
  const own = found.find(({ from, files }) => files.includes(file.uri) && (from !== 'overlay' || !standsAlone(file.compose)));
  const composes = new Map([...known].map(([uri, { compose }]) => [uri, compose]));
  return projectSet(
    own ?? { from: 'default', files: [file.uri], folder: null, projectName: null, profiles: [], envFiles: [], place: null },
    composes,
  );
}

/** What was read of a file last, as long as nothing it was read from has changed. */
const remembered = new WeakMap<
  ReadFile,
  { readonly set: string; readonly texts: ReadonlyMap<string, string | null>; readonly project: Project }
>();

function projectOf(
  file: ReadFile,
  set: ProjectSet,
  { known, text }: { readonly known: ReadonlyMap<string, ReadFile>; readonly text: (path: string) => string | null },
): Project {
  const current = (path: string): string | null => known.get(path)?.text ?? text(path);
  const last = remembered.get(file);
  const key = JSON.stringify(set);
  if (last?.set === key && [...last.texts].every(([path, before]) => current(path) === before)) return last.project;
  const texts = new Map<string, string | null>();
  const project = readProject(set, (path) => {
    const found = current(path);
    texts.set(path, found);
    return found;
  });
  remembered.set(file, { set: key, texts, project });
  return project;
}
