import { namePlaces } from '../../domain/names/namePlaces.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { Lines, contains } from '../../syntax/text.ts';
import type { Position, Range, TextEdit } from '../../syntax/text.ts';

/** A service that somebody renamed; links may not have followed. */
export interface ServiceRename {
  readonly from: string;
  readonly to: string;
}

/** The rename that lies between two readings of a file: one service went, one came at its place, and all else of it stayed; null for any other change. */
export function renameBetween(before: ReadFile, after: ReadFile): ServiceRename | null {
  const old = before.compose.services;
  const now = after.compose.services;
  if (old.length !== now.length) return null;
  const differing = old.flatMap(({ name }, index) => (name === now[index]?.name ? [] : [index]));
  const [index] = differing;
  if (index === undefined || differing.length > 1) return null;
  const [from, to] = [old[index], now[index]];
  if (!from || !to || now.some(({ name }) => name === from.name) || old.some(({ name }) => name === to.name)) return null;
  return bodyOf(before.text, from) === bodyOf(after.text, to) ? { from: from.name, to: to.name } : null;
}

function bodyOf(text: string, { nameRange, range }: { readonly nameRange: Range; readonly range: Range }): string {
  const lines = new Lines(text);
  return text.slice(lines.offsetAt(nameRange.end), lines.offsetAt(range.end));
}

/** One way for a link to follow the rename of its target. */
export interface FollowUp {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** How the link at a place follows: it leads to the renamed service by the name it gave before, or by the new one where it said no more than the old. */
export function followUps(
  snapshot: Snapshot,
  uri: string,
  { position, rename }: { readonly position: Position; readonly rename: ServiceRename },
): readonly FollowUp[] {
  const file = snapshot.files.find((one) => one.uri === uri);
  if (file?.kind !== 'compose') return [];
  const place = namePlaces(file.text).names.find(({ role, within }) => role === 'link-source' && contains(within, position));
  if (place?.name !== rename.from || !place.range) return [];
  const { range } = place;
  const way = (newText: string, shown: string): FollowUp => ({ title: `Follow the rename: link "${shown}"`, edits: [{ range, newText }] });
  if (place.alone !== true) return [way(rename.to, `${rename.to}:${place.alias ?? rename.from}`)];
  const keeping = `${rename.to}:${rename.from}`;
  return [way(keeping, keeping), way(rename.to, rename.to)];
}
