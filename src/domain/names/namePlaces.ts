import { readPlain } from '../../syntax/compose/plain.ts';
import type { PlainEntry, PlainMap, PlainNode, PlainScalar } from '../../syntax/compose/plain.ts';
import { splitColons } from '../../syntax/compose/fields.ts';
import { Lines } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';

/** What a name is where a compose file writes it. */
export type NameRole =
  /** A service's key. */
  | 'service'
  /** The target of an item of `links`. */
  | 'link-source'
  /** What stands behind the colon of an item of `links` or `external_links`. */
  | 'link-alias'
  /** A service in `depends_on`, `extends`, `volumes_from`, or behind `service:` (also of a build's `additional_contexts`). */
  | 'reference'
  /** An alias that a service asks for on a network. */
  | 'network-alias';

/** A name in a compose file, and exactly where it stands. */
export interface NamePlace {
  readonly role: NameRole;
  readonly name: string;
  /** The name itself, without quotes; null where it is written in a way that its characters are not its text. */
  readonly range: Range | null;
  /** The scalar that holds it. */
  readonly within: Range;
  /** The service in whose text it stands. */
  readonly service: string;
  /** For the target of a link: the alias that stands behind it, the target itself where none does. */
  readonly alias?: string;
  /** For the alias of a link: its target. */
  readonly target?: string;
  /** For a target or a base: whether the item says no more than this name; for a base in another file its path. */
  readonly alone?: boolean;
  readonly file?: string;
}

/** A value that may name hosts, in one service's text. */
export interface ValuePlace {
  readonly service: string;
  readonly range: Range;
}

/** The names of services and aliases that a compose file writes, and the values that may name hosts; nothing of a text that is no compose file. */
export interface NamePlaces {
  readonly names: readonly NamePlace[];
  readonly values: readonly ValuePlace[];
}

/** Goes once through a text; what an anchor brings to several services stands where it is written, once for each of them. */
export function namePlaces(text: string): NamePlaces {
  const reading = readPlain(text, 'go');
  const names: NamePlace[] = [];
  const values: ValuePlace[] = [];
  const source = { text, lines: new Lines(text) };
  for (const { root, v1 } of reading.kind === 'documents' ? reading.documents : []) {
    for (const [name, { keyRange, value }] of entriesOf(v1 ? root : at(root, 'services'))) {
      names.push({ role: 'service', name, range: partOf(source, keyRange, 0, name), within: keyRange, service: name });
      const scope: Scope = { ...source, service: name, names };
      linksOf(scope, value);
      referencesOf(scope, value);
      aliasesOf(scope, value);
      for (const range of valuesOf(value)) values.push({ service: name, range });
    }
  }
  return { names, values };
}

interface Source {
  readonly text: string;
  readonly lines: Lines;
}

interface Scope extends Source {
  readonly service: string;
  readonly names: NamePlace[];
}

/** Both parts of each link; a variable hides them. */
function linksOf(scope: Scope, service: PlainNode): void {
  for (const key of ['links', 'external_links']) {
    for (const item of itemsOf(at(service, key))) {
      const raw = textOf(item);
      const [target = '', written = ''] = splitColons(raw);
      if (raw === '' || raw.includes('$')) continue;
      const alias = written === '' ? target : written;
      const range = (start: number, name: string): Range | null => partOf(scope, item.range, start, name, raw);
      const shared = { within: item.range, service: scope.service };
      if (key === 'links')
        scope.names.push({ ...shared, role: 'link-source', name: target, range: range(0, target), alias, alone: raw === target });
      if (written !== '') scope.names.push({ ...shared, role: 'link-alias', name: alias, range: range(target.length + 1, alias), target });
    }
  }
}

function referencesOf(scope: Scope, service: PlainNode): void {
  const push = (name: string, range: Range | null, within: Range, file?: string): void => {
    if (name === '' || name.includes('$')) return;
    scope.names.push({ role: 'reference', name, range, within, service: scope.service, ...(file === undefined ? {} : { file }) });
  };
  const whole = (node: PlainNode | null, file?: string): void => {
    if (node?.kind === 'scalar') push(node.text, partOf(scope, node.range, 0, node.text), node.range, file);
  };
  const needs = at(service, 'depends_on');
  for (const [name, { keyRange }] of entriesOf(needs)) push(name, partOf(scope, keyRange, 0, name), keyRange);
  if (needs?.kind === 'list') for (const item of needs.items) whole(item);
  const base = at(service, 'extends');
  if (base?.kind === 'scalar') whole(base);
  else whole(at(base, 'service'), textOf(at(base, 'file')) || undefined);
  for (const item of itemsOf(at(service, 'volumes_from'))) {
    const [name = ''] = textOf(item).split(':');
    if (name !== 'container') push(name, partOf(scope, item.range, 0, name, textOf(item)), item.range);
  }
  for (const key of ['network_mode', 'net', 'ipc', 'pid']) {
    const node = at(service, key);
    const [, kind = '', name = ''] = /^(service|container):(.+)$/.exec(textOf(node)) ?? [];
    // In a v1 file `container:` may name a service.
    if (node && (kind === 'service' || key === 'net'))
      push(name, partOf(scope, node.range, kind.length + 1, name, textOf(node)), node.range);
  }
  for (const node of scalarNodes(at(at(service, 'build'), 'additional_contexts'))) {
    const [, before = '', name = ''] = /^((?:[^=]*=)?service:)(.+)$/.exec(textOf(node)) ?? [];
    push(name, partOf(scope, node.range, before.length, name, textOf(node)), node.range);
  }
}

function aliasesOf(scope: Scope, service: PlainNode): void {
  for (const [, { value }] of entriesOf(at(service, 'networks'))) {
    for (const item of itemsOf(at(value, 'aliases'))) {
      const name = textOf(item);
      if (name === '' || name.includes('$')) continue;
      const range = partOf(scope, item.range, 0, name);
      scope.names.push({ role: 'network-alias', name, range, within: item.range, service: scope.service });
    }
  }
}

/** What a service's programs read: variables, commands, health checks and build arguments. */
function valuesOf(service: PlainNode): readonly Range[] {
  const nodes = [
    at(service, 'environment'),
    at(service, 'command'),
    at(service, 'entrypoint'),
    at(at(service, 'healthcheck'), 'test'),
    at(at(service, 'build'), 'args'),
  ];
  return nodes.flatMap(scalarsIn);
}

function scalarsIn(node: PlainNode | null): readonly Range[] {
  return scalarNodes(node).flatMap(({ type, range }) => (type === 'string' ? [range] : []));
}

function scalarNodes(node: PlainNode | null): readonly PlainScalar[] {
  if (!node) return [];
  if (node.kind === 'scalar') return [node];
  return (node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value)).flatMap(scalarNodes);
}

/** A part of a scalar's text by its place in the file; null for one that is written with escapes or over several lines. */
function partOf({ text, lines }: Source, within: Range, start: number, part: string, whole = part): Range | null {
  const span = lines.span(within);
  const written = text.slice(span.start, span.end);
  const bare = /^(["'])(.*)\1$/s.exec(written)?.[2] ?? written;
  if (bare !== whole) return null;
  const from = span.start + (written.length - bare.length) / 2 + start;
  return lines.range({ start: from, end: from + part.length });
}

function at(node: PlainNode | null, key: string): PlainNode | null {
  return node?.kind === 'map' ? (node.entries.get(key)?.value ?? null) : null;
}

function entriesOf(node: PlainMap | PlainNode | null): readonly (readonly [string, PlainEntry])[] {
  return node?.kind === 'map' ? [...node.entries] : [];
}

function itemsOf(node: PlainNode | null): readonly PlainNode[] {
  return node?.kind === 'list' ? node.items : [];
}

function textOf(node: PlainNode | null): string {
  return node?.kind === 'scalar' ? node.text : '';
}
