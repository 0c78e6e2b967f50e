import type { ComposeFile } from '../../syntax/compose/composeFile.ts';

/** Another compose file of the same folder; `file` is null when it could not be read. */
export interface Neighbour {
  /** Its path as people write it. */
  readonly name: string;
  readonly file: ComposeFile | null;
  /** Why it could not be read, in one sentence. */
  readonly fault?: string;
}

/** A compose file of another folder, which may include this one or extend its services. */
export interface DistantFile {
  /** Its path from the root, with `/`. */
  readonly path: string;
  /** Its path as people write it. */
  readonly name: string;
  readonly file: ComposeFile;
}

/** A file of the project that may use a name. */
export interface ProjectText {
  /** Its path as people write it. */
  readonly path: string;
  readonly text: string;
}

/** The `.env` of a compose file's folder: its text, that there is none, or that it could not be read. */
export type Dotenv = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'none' } | { readonly kind: 'unread' };

/** What lies around a compose file and can forbid a fix. */
export interface Surroundings {
  /** The file's own path as people write it. */
  readonly name: string;
  /** The file's own path from the root, with `/`. */
  readonly path: string;
  readonly neighbours: readonly Neighbour[];
  /** The compose files of other folders, as far as they are at hand. */
  readonly elsewhere: readonly DistantFile[];
  readonly dotenv: Dotenv;
  /** `COMPOSE_FILE` in Compose's own environment, which goes before that in `.env`; null when it is unknown or not set. */
  readonly composeFile: string | null;
  /** The project's other files, as far as they were looked at. */
  readonly texts: readonly ProjectText[];
  /** What of the project was not looked at, each a noun phrase. */
  readonly unsearched: readonly string[];
  /** In how many containers services of the file run, as far as an engine or commands in the texts tell. */
  readonly running: ReadonlyMap<string, number>;
}

/** The last part of a path, whichever way its slashes lean. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
