import { mayNameSets } from '../domain/compose/project/sets.ts';
import type { FolderFile } from '../domain/compose/project/sets.ts';
import { folderOf } from '../domain/compose/project/paths.ts';

/** The text of a file by its URI or path; null for what is not there or not known yet. A folder's, with a slash behind it, is that of its listing. */
export type TextOf = (uri: string) => string | null;

/** The places below a folder where people keep what calls Compose. */
const PLACES = ['.devcontainer', '.github/workflows', '.circleci', 'scripts', 'script', 'bin', 'ci', '.ci'];

/** So many folders above that of the compose files are looked at, too: a Makefile at the top names files far below. */
const LEVELS = 2;

/** So many files one place is asked for. */
const MOST = 40;

/** The URI under which the names in a folder are asked for. */
export function listingUri(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

/** What is looked for in a folder, as the text of its listing: one name a line, those of folders with a slash behind them. */
export function listingOf(folder: string, names: readonly { readonly name: string; readonly isFolder: boolean }[]): string {
  const files = [mayNameSets, isProxyConfig].flatMap((matters) =>
    names.filter(({ name, isFolder }) => !isFolder && matters(listingUri(folder) + name)).slice(0, MOST),
  );
  const folders = names.filter(({ name, isFolder }) => isFolder && PLACES.some((place) => firstOf(place) === name));
  return [...files.map(({ name }) => `${name}\n`), ...folders.map(({ name }) => `${name}/\n`)].join('');
}

function isProxyConfig(path: string): boolean {
  return /\.(?:conf|cfg|vhost)$|\/sites-enabled\/[^/]+$/.test(path);
}

/** The files that may say which compose files of a folder are read together, in the folder, above it and in well-known places below both. */
export function namingFiles(folder: string, textOf: TextOf): readonly FolderFile[] {
  const found: FolderFile[] = [];
  let runsIn = folder;
  for (let level = 0; level <= LEVELS; level += 1) {
    const names = namesIn(runsIn, textOf);
    found.push(...filesOf(runsIn, { names, textOf, runsIn }));
    for (const place of PLACES) {
      if (!names.includes(`${firstOf(place)}/`)) continue;
      const below = listingUri(runsIn) + place;
      found.push(...filesOf(below, { names: namesIn(below, textOf), textOf, runsIn }));
    }
    const above = folderOf(runsIn);
    if (above === runsIn || /^(?:\.|\/|[a-z][a-z0-9+.-]*:\/*)$/i.test(above)) break;
    runsIn = above;
  }
  const dotenv = listingUri(folder) + '.env';
  const text = textOf(dotenv);
  return text === null ? found : [{ path: dotenv, text }, ...found];
}

interface Looking {
  readonly names: readonly string[];
  readonly textOf: TextOf;
  readonly runsIn: string;
}

function filesOf(folder: string, { names, textOf, runsIn }: Looking): readonly FolderFile[] {
  const paths = names.map((name) => listingUri(folder) + name).filter(mayNameSets);
  return paths.flatMap((path) => {
    const text = textOf(path);
    return text !== null && /compose/i.test(text) ? [{ path, text, runsIn }] : [];
  });
}

function firstOf(place: string): string {
  return place.split('/')[0] ?? '';
}

function namesIn(folder: string, textOf: TextOf): readonly string[] {
  const listing = textOf(listingUri(folder));
  return listing === null ? [] : listing.split('\n').filter((name) => name !== '');
}
