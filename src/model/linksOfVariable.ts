import type { FileLink } from '../domain/compose/fileLinks.ts';
import { readBack } from '../domain/env/readBack.ts';
import type { ReadBack } from '../domain/env/readBack.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';

/** A link of a file that gives a variable, if links set variables at all. */
export interface VariableLink {
  readonly file: ReadFile;
  readonly link: FileLink;
  readonly read: ReadBack;
}

/** Whether a name has what every link variable's name has, which costs one look at it. */
export function mayBeLinkVariable(name: string): boolean {
  return /_(?:PORT|NAME|ENV_)/.test(name);
}

/** The links that give a variable of this name: of several files those that lie closest to a document; one that holds links itself speaks of its own. */
export function linksOfVariable(snapshot: Snapshot, name: string, uri: string): readonly VariableLink[] {
  if (!mayBeLinkVariable(name)) return [];
  const found = snapshot.files.flatMap((file) => (file.kind === 'compose' ? linksIn(file, name) : []));
  return closestTo(uri, found);
}

/** What lies in the files that are closest to a document, by their folders. */
export function closestTo<T extends Pick<VariableLink, 'file'>>(uri: string, found: readonly T[]): readonly T[] {
  const closeness = ({ file }: T): number => (file.uri === uri ? Infinity : common(file.folder, uri));
  const best = found.reduce((most, each) => Math.max(most, closeness(each)), -Infinity);
  return found.filter((each) => closeness(each) === best);
}

function linksIn(file: ReadFile, name: string): readonly VariableLink[] {
  return file.links.flatMap(({ link }) => {
    const services = link.kind === 'links' && link.target !== null ? [link.target] : [];
    const read = readBack(name, link.alias === null ? [] : [link.alias], { services, project: file.compose.name?.value ?? null });
    return read ? [{ file, link, read }] : [];
  });
}

/** How many leading folders two URIs share. */
function common(folder: string, uri: string): number {
  const theirs = uri.split('/');
  const differs = folder.split('/').findIndex((part, index) => part !== theirs[index]);
  return differs < 0 ? folder.split('/').length : differs;
}
