import type { FileLink } from '../../domain/compose/fileLinks.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { AroundFile } from '../../model/surroundings.ts';
import { contains } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';

/** The document as it is on screen. */
export interface OpenText extends AroundFile {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** A document as the snapshot has read it; null when that knows another version. */
export function fileOf({ files }: Snapshot, { uri, version }: Pick<OpenText, 'uri' | 'version'>): ReadFile | null {
  const file = files.find((one) => one.uri === uri);
  return file?.kind === 'compose' && file.version === version ? file : null;
}

/** The items of `links` that a range touches, or of `external_links`. */
export function linksAt({ links }: ReadFile, range: Range, kind: FileLink['kind'] = 'links'): readonly FileLink[] {
  return links.flatMap(({ link }) => (link.kind === kind && touches(link.range, range) ? [link] : []));
}

function touches(one: Range, other: Range): boolean {
  return contains(one, other.start) || contains(one, other.end) || contains(other, one.start);
}
