import type { JudgedLink, ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { Range } from '../../syntax/text.ts';
import { effectOf } from '../shared/words.ts';

/** One row of the tree: a file, a receiver in it, or a link of the receiver. */
export interface TreeRow {
  readonly kind: 'file' | 'receiver' | 'link';
  /** The same as long as the row stands for the same thing, whatever its state. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: 'file' | 'package' | 'link' | 'info' | 'warning' | 'error';
  readonly uri: string;
  /** Where the thing is written. */
  readonly range: Range;
  readonly children: readonly TreeRow[];
}

const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The rows of all files that hold links. */
export function treeOf(snapshot: Snapshot): readonly TreeRow[] {
  return snapshot.files.flatMap((file) => (file.kind === 'compose' && file.links.length > 0 ? [fileRow(file, snapshot)] : []));
}

function fileRow(file: ReadFile, snapshot: Snapshot): TreeRow {
  const { uri, path, compose, links } = file;
  const project = compose.name?.value;
  const children = compose.services.flatMap((service) => {
    const own = links.filter(({ link }) => link.service === service.name);
    return own.length > 0 ? [receiverRow(uri, service, linkRows(uri, own, snapshot))] : [];
  });
  const description = project === undefined ? count(links.length) : `${project} · ${count(links.length)}`;
  return { kind: 'file', id: idOf(uri), label: path, description, tooltip: path, icon: 'file', uri, range: TOP, children };
}

function receiverRow(uri: string, { name, nameRange }: ReadFile['compose']['services'][number], children: readonly TreeRow[]): TreeRow {
  const tooltip = `The service ${name} has ${count(children.length)}.`;
  const id = idOf(uri, name);
  return {
    kind: 'receiver',
    id,
    label: name,
    description: count(children.length),
    tooltip,
    icon: 'package',
    uri,
    range: nameRange,
    children,
  };
}

function linkRows(uri: string, links: readonly JudgedLink[], { target }: Snapshot): readonly TreeRow[] {
  return links.map(({ link, finding }) => {
    const { service, kind, raw, range } = link;
    const description = effectOf(link, target);
    const label = link.target === null || link.alias === null ? raw : arrow(link.target, link.alias);
    const tooltip = finding?.message ?? `${raw}: ${description}.`;
    const icon = iconOf(finding?.severity ?? 'hint');
    return { kind: 'link', id: idOf(uri, service, kind, raw), label, description, tooltip, icon, uri, range, children: [] };
  });
}

function arrow(target: string, alias: string): string {
  return target === alias ? target : `${target} as ${alias}`;
}

function iconOf(severity: 'hint' | 'information' | 'warning' | 'error'): TreeRow['icon'] {
  switch (severity) {
    case 'hint':
      return 'link';
    case 'information':
      return 'info';
    case 'warning':
    case 'error':
      return severity;
  }
}

function count(links: number): string {
  return links === 1 ? '1 link' : `${links} links`;
}

function idOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
