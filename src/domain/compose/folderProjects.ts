import { memoized } from '../../base/memo.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import type { ProjectSet } from './project/project.ts';
import type { FoundSet } from './project/sets.ts';
import type { ProjectView } from './projectView.ts';

/** A compose file of a folder. */
export interface FolderCompose {
  readonly path: string;
  readonly file: ComposeFile;
}

/** What a folder holds, and how a set of its files is read. */
export interface FolderToRead {
  readonly files: readonly FolderCompose[];
  /** The sets that are known, of this folder and others, the likeliest first. */
  readonly found: () => readonly FoundSet[];
  /** The projects of other folders that read a file of this one, by its path. */
  readonly elsewhere: (path: string) => readonly ProjectView[];
  readonly read: (set: ProjectSet) => ProjectView;
}

/** What a folder's sets of files say. */
export interface FolderProjects {
  /** The projects that read each compose file with services, by its path, the likeliest first; a file that no set names is a project of its own. */
  readonly views: ReadonlyMap<string, readonly ProjectView[]>;
  /** The projects that read files of other folders, by those files' paths. */
  readonly reaching: ReadonlyMap<string, readonly ProjectView[]>;
  /** The files, of this folder and others, in which the projects' services have links, whatever the files are called. */
  readonly parts: ReadonlySet<string>;
}

/** Reads the projects of one folder. */
export function folderProjects({ files, found, elsewhere, read }: FolderToRead): FolderProjects {
  const known = new Map(files.map((each) => [each.path, each.file]));
  const own = files.filter(({ file }) => file.services.length > 0);
  if (own.length === 0 && !files.some(({ file }) => reachesFar(file))) return NOTHING;
  const sets = found().filter((set) => matters(set, known));
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
  const views = own.map(({ path, file }) => {
    const here = [...(having.get(path) ?? [])];
    const all = [...here, ...elsewhere(path).filter((view) => !here.some((one) => isSame(one, view)))];
    return [path, all.length > 0 ? all : [read({ reader: readerOf(file), files: [path] })]] as const;
  });
  const reaching = [...having].flatMap(([path, found]) => (known.has(path) ? [] : [[path, [...found]] as const]));
  return { views: new Map(views), reaching: new Map(reaching), parts: partsOf(new Set([...having.values()].flatMap((all) => [...all]))) };
}

const NOTHING: FolderProjects = { views: new Map(), reaching: new Map(), parts: new Set() };

/** A file of which a service is only extended is no part: what it says of links holds where the service runs. */
function partsOf(views: ReadonlySet<ProjectView>): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const { project } of views) {
    for (const { links, externalLinks, places } of [...project.services, ...project.disabled]) {
      const speaking = new Set(places.map(({ path }) => path));
      for (const { place } of [...links, ...externalLinks]) if (speaking.has(place.path)) parts.add(place.path);
    }
  }
  return parts;
}

/** Whether two folders found one project, each for itself. */
function isSame({ project: one }: ProjectView, { project: other }: ProjectView): boolean {
  const identity = ({ name, folder, files, services }: ProjectView['project']): string =>
    JSON.stringify([name, folder, files, services.map((service) => service.name)]);
  return one.name === other.name && identity(one) === identity(other);
}

/** So many guesses one folder gets: each is read anew when the file below it changes. */
const MOST_GUESSES = 50;

/** Whether a file needs none of those over which its name would lay it: it says all of each service, and has every link's target. */
const standsAlone = memoized(({ services }: ComposeFile): boolean => {
  const names = new Set(services.map(({ name }) => name));
  return services.every((service) => {
    const runs = service.image !== null || service.build !== null || service.extends !== null;
    return runs && service.links.every(({ target }) => target === null || names.has(target));
  });
});

/** A set without a service has nothing to say; a guess only about a file that says too little by itself, and it never joins v1 with another format. */
function matters({ from, files }: FoundSet, known: ReadonlyMap<string, ComposeFile>): boolean {
  const asked = from === 'overlay' ? files.slice(-1) : files;
  if (from === 'overlay' && new Set(files.map((path) => known.get(path)?.format === 'v1')).size > 1) return false;
  return asked.some((path) => {
    const file = known.get(path);
    return file && (from === 'overlay' ? !standsAlone(file) : file.services.length > 0 || reachesOut(file));
  });
}

/** Whether a service of the file has a link of either kind. */
export const hasLinks = memoized(({ services }: ComposeFile): boolean =>
  services.some(({ links, externalLinks }) => links.length + externalLinks.length > 0),
);

const reachesOut = memoized(
  ({ includes, services }: ComposeFile): boolean =>
    includes.length > 0 || services.some((service) => service.extends !== null && service.extends.file !== null),
);

/** Whether another folder's file belongs to the file's project. */
function reachesFar({ includes, services }: ComposeFile): boolean {
  return includes.length > 0 || services.some((service) => service.extends?.file?.includes('/'));
}

/** A found set as it is read: by docker-compose 1.x where its first file is of v1. */
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
