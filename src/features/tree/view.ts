import { groupBy } from '../../base/groupBy.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { ambassadorRow } from './ambassadorRows.ts';
import { engineGroup } from './engineEntries.ts';
import type { LinkEntry, LinkGroup } from './entries.ts';
import { fileGroup } from './fileEntries.ts';
import { scriptGroup } from './scriptEntries.ts';
import { countLinks, idOf, row } from './rows.ts';
import type { TreeRow } from './rows.ts';

/** How links are put together: below their receivers, below their sources, or only those that need something done. */
export const GROUPINGS = ['receiver', 'source', 'action'] as const;

/** One of the ways in which links are put together. */
export type Grouping = (typeof GROUPINGS)[number];

/** The rows of all files that hold links and of all engines; none at all when there is no link anywhere. */
export function treeOf(snapshot: Snapshot, grouping: Grouping): readonly TreeRow[] {
  const files = snapshot.files.flatMap((file) => (file.kind === 'compose' && file.links.length > 0 ? [fileGroup(file, snapshot)] : []));
  const engines = snapshot.engines.map((engine) => engineGroup(engine, snapshot));
  const groups = [...files, ...snapshot.scripts.map(scriptGroup), ...engines];
  if (groups.every(({ entries }) => entries.length === 0)) return [];
  const rows = groups.flatMap((group) => groupRow(group, grouping) ?? []);
  return rows.length > 0 ? rows : [nothingToDo(snapshot.target)];
}

function nothingToDo(target: TargetEngine): TreeRow {
  return row({ kind: 'verdict', id: idOf('nothing'), label: 'Nothing needs action', description: `on Docker ${target}`, icon: 'pass' });
}

/** Null for a group in which nothing needs to be done, when only that is asked for. */
function groupRow(group: LinkGroup, grouping: Grouping): TreeRow | null {
  const { kind, key, label, description, tooltip, icon, place, entries } = group;
  const id = idOf(key);
  const shown = grouping === 'action' ? entries.filter(({ needsAction }) => needsAction) : entries;
  if (grouping === 'action' && shown.length === 0) return null;
  const children = (): readonly TreeRow[] => childrenOf(id, group, shown, grouping);
  // A row keeps the state it was first seen in, so that of an engine is open before its links are known.
  return row({
    kind,
    id,
    label,
    description,
    tooltip,
    icon,
    place,
    open: true,
    children,
    watched: grouping === 'action' ? watchedBy(entries) : [],
  });
}

function childrenOf(id: string, group: LinkGroup, entries: readonly LinkEntry[], grouping: Grouping): readonly TreeRow[] {
  switch (grouping) {
    case 'receiver':
      return [...chainRows(group), ...partyRows(id, group, entries, 'receiver')];
    case 'source':
      return [...chainRows(group), ...partyRows(id, group, entries, 'source')];
    case 'action':
      return entries.map((entry) => linkRow(idOf(id, entry.receiver, entry.key), entry, `${entry.receiver} → ${named(entry)}`));
  }
}

function chainRows({ key, chains }: LinkGroup): readonly TreeRow[] {
  return chains.map((chain) => ambassadorRow(key, chain));
}

function partyRows(id: string, group: LinkGroup, entries: readonly LinkEntry[], side: 'receiver' | 'source'): readonly TreeRow[] {
  return [...groupBy(entries, (entry) => entry[side])].map(([name, own]) => {
    const { description, tooltip, icon, place, container } = group.party(name);
    const count = countLinks(own.length);
    return row({
      kind: side,
      id: idOf(id, side, name),
      label: name,
      description: description === '' ? count : `${description} · ${count}`,
      tooltip,
      icon,
      place,
      container,
      open: true,
      watched: watchedBy(own),
      children: () =>
        own.map((entry) =>
          linkRow(idOf(id, side, name, entry.receiver, entry.key), entry, side === 'receiver' ? named(entry) : received(entry)),
        ),
    });
  });
}

function linkRow(id: string, { receivers, details, description, tooltip, icon, place, container }: LinkEntry, label: string): TreeRow {
  const children = (): readonly TreeRow[] => details(id);
  return row({ kind: 'link', id, label, description, tooltip, icon, place, container, watched: receivers, open: false, children });
}

function watchedBy(entries: readonly LinkEntry[]): TreeRow['watched'] {
  return entries.flatMap(({ receivers }) => receivers);
}

/** A link as its receiver sees it. */
function named({ source, alias }: LinkEntry): string {
  return alias === null ? source : `${source} as ${alias}`;
}

/** A link as its source sees it. */
function received({ receiver, alias }: LinkEntry): string {
  return alias === null ? receiver : `${receiver} as ${alias}`;
}
