import { pathIn } from '../domain/fixes/surroundings.ts';
import type { Dotenv, ProjectText, Surroundings } from '../domain/fixes/surroundings.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';

/** What is known beside the snapshot of what lies around a file. */
export interface AroundFile {
  /** The `.env` of the file's folder. */
  readonly dotenv: Dotenv;
  /** The files of the file's folder and below that were looked at, which may use names that go. */
  readonly texts: readonly ProjectText[];
  /** What of these files was not looked at, each a noun phrase. */
  readonly unsearched: readonly string[];
}

/** What lies around a file that can forbid a fix. */
export function surroundingsOf({ files }: Snapshot, file: ReadFile, { dotenv, texts, unsearched }: AroundFile): Surroundings {
  const folder = folderOf(file.uri);
  const beside = files.filter((other) => other !== file && folderOf(other.uri) === folder);
  const elsewhere = files.flatMap((other) =>
    other.kind === 'compose' && folderOf(other.uri) !== folder ? [{ path: pathIn(other.uri), name: other.path, file: other.compose }] : [],
  );
  return {
    name: file.path,
    path: pathIn(file.uri),
    neighbours: beside.map((other) => ({
      name: other.path,
      file: other.kind === 'compose' ? other.compose : null,
      ...(other.kind === 'fault' ? { fault: other.message } : {}),
    })),
    elsewhere,
    dotenv,
    composeFile: null,
    texts,
    unsearched: [...unsearched, ...beyond(files, file)],
    running: new Map(),
  };
}

/** The project's files outside the folder of a file: what belongs to them is not looked at here. */
function beyond(files: Snapshot['files'], { uri, around }: ReadFile): readonly string[] {
  const projects = [...around.inProjects.values()].flatMap((places) => places.map(({ view }) => view.project));
  const outside = new Set(projects.flatMap((project) => project.files).filter((each) => !each.startsWith(`${folderOf(uri)}/`)));
  return [...outside].map((each) => `what belongs to ${files.find((other) => other.uri === each)?.path ?? pathIn(each)}`);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
