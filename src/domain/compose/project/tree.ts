import type { Place } from './project.ts';

/** A node of a compose file after interpolation, or of several after merging. */
export type Node = Text | List | Dict;

interface NodeBase {
  readonly place: Place;
  readonly tag: '!reset' | '!override' | null;
}

/** A scalar. */
export interface Text extends NodeBase {
  readonly kind: 'text';
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly value: string;
  readonly assumedUnset: readonly string[];
  /** The folder from which a relative path in it starts. */
  readonly folder: string;
}

/** A list. */
export interface List extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

/** A map. */
export interface Dict extends NodeBase {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

/** A map's value with its key's place. */
export interface Entry {
  readonly key: Place;
  readonly value: Node;
}

/** The value of a map's key; null where there is none, for a null as for an absent key. */
export function at(node: Node | null, key: string): Node | null {
  const value = node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
  return value && !isNull(value) ? value : null;
}

/** Whether a node is YAML's null. */
export function isNull(node: Node): boolean {
  return node.kind === 'text' && node.type === 'null';
}

/** The scalar at a map's key. */
export function textAt(node: Node | null, key: string): Text | null {
  const value = at(node, key);
  return value?.kind === 'text' ? value : null;
}

/** A list's items, none for anything else. */
export function itemsOf(node: Node | null): readonly Node[] {
  return node?.kind === 'list' ? node.items : [];
}

/** A map's entries, none for anything else. */
export function entriesOf(node: Node | null): ReadonlyMap<string, Entry> {
  return node?.kind === 'map' ? node.entries : NO_ENTRIES;
}

const NO_ENTRIES: ReadonlyMap<string, Entry> = new Map();

/** A map like another with other entries. */
export function withEntries(dict: Dict, entries: ReadonlyMap<string, Entry>): Dict {
  return { kind: 'map', entries, place: dict.place, tag: dict.tag };
}

/** A scalar that stands where another node is written. */
export function textFrom({ place }: { readonly place: Place }, value: string, like: Partial<Text> = {}): Text {
  return { kind: 'text', type: 'string', value, place, tag: null, assumedUnset: [], folder: '', ...like };
}

/** Whether two nodes hold the same data, wherever they are written. */
export function sameData(one: Node, other: Node): boolean {
  if (one === other) return true;
  if (one.kind === 'text') return other.kind === 'text' && one.value === other.value && one.type === other.type;
  if (one.kind === 'list') {
    return (
      other.kind === 'list' && one.items.length === other.items.length && one.items.every((item, at) => sameItem(item, other.items[at]))
    );
  }
  if (other.kind !== 'map' || one.entries.size !== other.entries.size) return false;
  return [...one.entries].every(([key, { value }]) => sameItem(value, other.entries.get(key)?.value));
}

function sameItem(one: Node, other: Node | undefined): boolean {
  return other !== undefined && sameData(one, other);
}

/** How many entries and items a node holds, two levels deep. */
export function weightOf(node: Node): number {
  return [...entriesOf(node).values()].reduce((sum, { value }) => sum + 1 + entriesOf(value).size + itemsOf(value).length, 1);
}
