import { pathIn } from '../domain/compose/project/paths.ts';
import type { Dotenv, ProjectText, Surroundings } from '../domain/fixes/surroundings.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';

/** What is known beside the snapshot of what lies around a file. */
export interface AroundFile {
  /** The `.env` of the file's folder. */
  readonly dotenv: Dotenv;
  /** The files of the file's folder and below that were looked at, which may use names that go, and those beside other files of its projects. */
  readonly texts: readonly ProjectText[];
  /** What of these files was not looked at, each a noun phrase. */
  readonly unsearched: readonly string[];
  /** The other files of its projects beside which was looked, by URI; none where this is missing. */
  readonly beside?: readonly string[];
}

/** What lies around a file that can forbid a fix. */
export function surroundingsOf(
  { files }: Snapshot,
  file: ReadFile,
  { dotenv, texts, unsearched, beside: searched = [] }: AroundFile,
): Surroundings {
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
    unsearched: [
      ...unsearched,
      ...readWith(file).flatMap((uri) =>
        uri.startsWith(`${folderOf(file.uri)}/`) || searched.includes(uri)
          ? []
          : [`what belongs to ${files.find((other) => other.uri === uri)?.path ?? pathIn(uri)}`],
      ),
    ],
    running: new Map(),
  };
}

/** The other files that projects read with a file, by URI. */
export function readWith({ uri, around }: ReadFile): readonly string[] {
  const projects = [...around.inProjects.values()].flatMap((places) => places.map(({ view }) => view.project));
  return [...new Set(projects.flatMap((project) => project.files))].filter((each) => each !== uri);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
