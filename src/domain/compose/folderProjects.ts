import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import type { ProjectSet } from './project/project.ts';
import { projectSets } from './project/sets.ts';
import type { FolderFile, FoundSet } from './project/sets.ts';
import type { ProjectView } from './projectView.ts';

/** A compose file of a folder. */
export interface FolderCompose {
  readonly path: string;
  readonly file: ComposeFile;
}

/** What a folder holds, and how a set of its files is read. */
export interface FolderToRead {
  readonly folder: string;
  readonly files: readonly FolderCompose[];
  /** `.env`, scripts and devcontainer.json, as far as they are at hand. */
  readonly others: () => readonly FolderFile[];
  readonly read: (set: ProjectSet) => ProjectView;
}

/** The projects that read each compose file with links, by its path, the likeliest first; a file that no set names is a project of its own. */
export function folderProjects({ folder, files, others, read }: FolderToRead): ReadonlyMap<string, readonly ProjectView[]> {
  const known = new Map(files.map((each) => [each.path, each.file]));
  const linking = files.filter(({ file }) => hasLinks(file));
  if (linking.length === 0) return new Map();
  const names = files.map(({ path }) => ({ path, text: '' }));
  const sets = projectSets(folder, [...names, ...others()], 'compose-2').filter((set) => matters(set, known));
  const having = new Map<string, Set<ProjectView>>();
  for (const set of [
    ...sets.filter(({ from }) => from !== 'overlay'),
    ...sets.filter(({ from }) => from === 'overlay').slice(0, MOST_GUESSES),
  ]) {
    const view = read(projectSet(set, known));
    for (const path of [...set.files, ...view.project.files]) {
      const views = having.get(path);
      if (views) views.add(view);
      else having.set(path, new Set([view]));
    }
  }
  return new Map(
    linking.map(({ path, file }) => {
      const views = having.get(path);
      return [path, views ? [...views] : [read({ reader: readerOf(file), files: [path] })]];
    }),
  );
}

/** So many guesses one folder gets: each is read anew when the file below it changes. */
const MOST_GUESSES = 50;

/** Whether a file needs none of those over which its name would lay it: it says all of each service, and has every link's target. */
function standsAlone({ services }: ComposeFile): boolean {
  const names = new Set(services.map(({ name }) => name));
  return services.every((service) => {
    const runs = service.image !== null || service.build !== null || service.extends !== null;
    return runs && service.links.every(({ target }) => target === null || names.has(target));
  });
}

/** A set without a link has nothing to say; a guess only about a file that says too little by itself, and it never joins v1 with another format. */
function matters({ from, files }: FoundSet, known: ReadonlyMap<string, ComposeFile>): boolean {
  const asked = from === 'overlay' ? files.slice(-1) : files;
  if (from === 'overlay' && new Set(files.map((path) => known.get(path)?.format === 'v1')).size > 1) return false;
  return asked.some((path) => {
    const file = known.get(path);
    return file && (from === 'overlay' ? hasLinks(file) && !standsAlone(file) : hasLinks(file) || reachesOut(file));
  });
}

/** Whether a service of the file has a link of either kind. */
export function hasLinks({ services }: ComposeFile): boolean {
  return services.some(({ links, externalLinks }) => links.length + externalLinks.length > 0);
}

function reachesOut({ includes, services }: ComposeFile): boolean {
  return includes.length > 0 || services.some((service) => service.extends && service.extends.file !== null);
}

function projectSet({ files, folder, projectName, profiles, envFiles }: FoundSet, known: ReadonlyMap<string, ComposeFile>): ProjectSet {
  const [first = ''] = files;
  const main = known.get(first);
  return {
    reader: main ? readerOf(main) : 'compose-2',
    files,
    ...(folder === null ? {} : { folder }),
    ...(projectName === null ? {} : { name: projectName }),
    ...(profiles.length === 0 ? {} : { profiles }),
    ...(envFiles.length === 0 ? {} : { envFiles }),
  };
}

/** Only docker-compose 1.x runs a v1 file; what both can read is taken to be run by Compose 2 and later. */
function readerOf({ format }: ComposeFile): ProjectSet['reader'] {
  return format === 'v1' ? 'compose-1' : 'compose-2';
}
