import type { FileLink } from '../domain/compose/fileLinks.ts';
import type { ImageFacts } from '../domain/compose/image.ts';
import { literal } from '../domain/compose/linkNames.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import { judgeLinks } from '../domain/findings/index.ts';
import { judgeFile, sourcesOf } from '../domain/findings/judgeFile.ts';
import type { JudgedFile } from '../domain/findings/judgeFile.ts';
import { sourceFinder } from '../domain/compose/sourceFinder.ts';
import type { FindImage } from '../model/images.ts';
import type { ReadFile } from '../model/snapshot.ts';
import type { ComposeFormat, ComposeService, Oddity } from '../syntax/compose/composeFile.ts';
import { readCompose } from '../syntax/compose/read.ts';
import { readSmall, readText, reasonOf } from './files.ts';
import type { FoundFile } from './files.ts';
import { Folders } from './folders.ts';
import { imagesOf, readDockerfiles } from './images.ts';

/** What a report says about one file: its links, or why there is nothing to say. */
export interface FileAnswer {
  readonly path: string;
  /** Null when the file cannot be read. */
  readonly format: ComposeFormat | null;
  readonly error: string | null;
  readonly links: readonly FileLink[];
  /** The services of the file and those that others of its project link to it, as the project has them. */
  readonly services: readonly ComposeService[];
  /** The project's name, where the file tells it. */
  readonly project: string | null;
  /** What is known of the images of links' sources, by service. */
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** What is odd in the file but does not keep it from being read. */
  readonly oddities: readonly Oddity[];
  /** The file in its projects; absent where it was not read. */
  readonly read?: ReadFile;
}

const NOTHING = { format: null, links: [], services: [], project: null, images: new Map<string, ImageFacts>(), oddities: [] };

/** Reads one file with what lies around it; null for a file that is no compose file after all. */
export async function answerFor(found: FoundFile, folders: Folders = new Folders()): Promise<FileAnswer | null> {
  let text: string;
  try {
    text = await readText(found.path);
  } catch (error) {
    return failed(found, reasonOf(error));
  }
  return answerTo(text, found, folders);
}

/** The same of a text that takes the place of the file's. */
export async function answerTo(text: string, found: FoundFile, folders: Folders): Promise<FileAnswer | null> {
  const { path, shown, kind } = found;
  const reading = readCompose(text, { kind });
  switch (reading.kind) {
    case 'compose':
      return await answerOf(folders.read(path, text), shown);
    case 'fault':
      return failed(found, `Line ${reading.range.start.line + 1}: ${reading.message}`);
    case 'other':
      return kind === 'if-services' ? null : failed(found, `Not a compose file. ${reading.reason}`);
  }
}

function failed({ shown }: FoundFile, error: string): FileAnswer {
  return { ...NOTHING, path: shown, error };
}

async function answerOf(given: ReadFile, shown: string): Promise<FileAnswer> {
  const { compose, around } = given;
  const { format, oddities, name } = compose;
  const sourceOf = sourcesOf(compose, around);
  const own = compose.services.map((service) => around.service(service.name) ?? service);
  const services = new Map([...around.links.flatMap((link) => sourceOf(link) ?? []), ...own].map((service) => [service.name, service]));
  const sources = sourcesIn(given);
  const dockerfiles = await readDockerfiles(sources, given.uri, readSmall);
  const read = { ...given, dockerfiles };
  const images = imagesOf(sources, dockerfiles, () => null);
  const project = name && literal(name.value);
  return { path: shown, format, error: null, links: around.links, services: [...services.values()], project, images, oddities, read };
}

/** The answer with what an engine tells of the images of its links' sources. */
export function withEngineImages(answer: FileAnswer, find: FindImage): FileAnswer {
  const { read } = answer;
  return read ? { ...answer, images: imagesOf(sourcesIn(read), read.dockerfiles, find) } : answer;
}

/** The services that legacy links lead to: only their images make variables. */
function sourcesIn({ compose, around }: ReadFile): readonly ComposeService[] {
  const sourceOf = sourcesOf(compose, around);
  return [...new Set(around.links.flatMap((link) => (link.mechanism === 'legacy' ? (sourceOf(link) ?? []) : [])))];
}

/** What is to be said about a file for an engine. */
export function judgeAnswer({ read, links, services }: FileAnswer, target: TargetEngine): JudgedFile {
  if (read) return judgeFile({ path: read.uri, text: read.text, file: read.compose, around: read.around }, target);
  const sourceOf = sourceFinder(services);
  return { links: judgeLinks({ links, sourceOf, inProjects: new Map(), near: () => null }, target), others: [] };
}
