import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree.ts';

/** A node reached from a service's text; `own` is false once an anchor or a merge key was followed on the way. */
export interface Reached<T extends YamlNode = YamlNode> {
  readonly node: T;
  readonly own: boolean;
}

/** An entry of a map, merge keys followed. */
export interface Field {
  readonly entry: YamlEntry;
  readonly own: boolean;
}

interface Index {
  /** Of a key written twice the last entry. */
  readonly entries: ReadonlyMap<string, YamlEntry>;
  /** The maps of `<<`, the one that wins first. */
  readonly merged: readonly YamlMap[];
  readonly found: Map<string, YamlEntry | null>;
}

/** Up to this size a map is searched entry by entry, which costs less than an index. */
const SMALL = 24;

/** How many things one file may reach through anchors and merge keys: far more than real files do, few enough for a fraction of a second. */
const MAX_REPEATED = 100_000;
const MAX_MERGE_DEPTH = 100;

/** The node that stands here: aliases followed; null for nothing, and for what a `!reset` empties. */
export function follow(value: YamlNode | null, own: boolean): Reached | null {
  if (!value || value.tag === '!reset') return null;
  if (value.kind !== 'alias') return { node: value, own };
  return value.target ? follow(value.target, false) : null;
}

/**
 * Looks into maps as YAML's merge keys define: a map's own keys win, then earlier maps of a `<<` list over later ones.
 * Looked up by key and remembered, so that maps which merge maps stay linear.
 */
export class Maps {
  readonly #indexes = new Map<YamlMap, Index>();
  #left = MAX_REPEATED;

  /** Whether `count` more things may be reached through anchors. */
  spend(count: number): boolean {
    this.#left -= count;
    return this.#left >= 0;
  }

  get exhausted(): boolean {
    return this.#left < 0;
  }

  get({ node, own }: Reached<YamlMap>, key: string): Field | null {
    if (node.entries.length <= SMALL) {
      let merges = false;
      for (let at = node.entries.length - 1; at >= 0; at--) {
        const entry = node.entries[at];
        if (!entry) continue;
        if (entry.key.text === key) return { entry, own };
        merges ||= isMerge(entry);
      }
      if (!merges) return null;
    }
    const index = this.#index(node);
    const entry = index.entries.get(key);
    if (entry) return { entry, own };
    const merged = index.merged.length > 0 ? this.#find(node, key, 0) : null;
    return merged && { entry: merged, own: false };
  }

  /** All entries but `<<`; own ones in their order, merged ones where the merge key stands. */
  all({ node, own }: Reached<YamlMap>): readonly Field[] {
    const { entries } = node;
    if (entries.length <= SMALL && !entries.some(isMerge)) {
      return entries
        .filter(({ key }, at) => entries.findLastIndex((each) => each.key.text === key.text) === at)
        .map((entry) => ({ entry, own }));
    }
    const index = this.#index(node);
    const fields = new Map<string, Field>();
    if (index.merged.length > 0) this.#collect(node, fields, 0);
    const result: Field[] = [];
    for (const entry of node.entries) {
      if (isMerge(entry)) {
        for (const [name, field] of fields) if (!index.entries.has(name)) result.push(field);
        fields.clear();
      } else if (index.entries.get(entry.key.text) === entry) {
        result.push({ entry, own });
      }
    }
    return result;
  }

  #find(map: YamlMap, key: string, depth: number): YamlEntry | null {
    const { entries, merged, found } = this.#index(map);
    const own = entries.get(key) ?? found.get(key);
    if (own !== undefined || depth > MAX_MERGE_DEPTH) return own ?? null;
    let entry: YamlEntry | null = null;
    for (const source of merged) {
      entry = this.#find(source, key, depth + 1);
      if (entry) break;
    }
    found.set(key, entry);
    return entry;
  }

  /** Adds what the map's merge keys bring; what is there already wins. */
  #collect(map: YamlMap, fields: Map<string, Field>, depth: number): void {
    if (depth > MAX_MERGE_DEPTH) return;
    for (const source of this.#index(map).merged) {
      const { entries } = this.#index(source);
      if (!this.spend(entries.size + 1)) return;
      for (const [key, entry] of entries) if (!fields.has(key)) fields.set(key, { entry, own: false });
      this.#collect(source, fields, depth + 1);
    }
  }

  #index(map: YamlMap): Index {
    const known = this.#indexes.get(map);
    if (known) return known;
    const entries = new Map<string, YamlEntry>();
    let merge: YamlNode | null = null;
    for (const entry of map.entries) {
      if (isMerge(entry)) merge = entry.value;
      else entries.set(entry.key.text, entry);
    }
    const index = { entries, merged: merge ? mapsOf(merge) : [], found: new Map<string, YamlEntry | null>() };
    this.#indexes.set(map, index);
    return index;
  }
}

/** A quoted `"<<"` is a key like any other. */
function isMerge({ key }: YamlEntry): boolean {
  return key.text === '<<' && key.style === 'plain';
}

/** The maps a merge key names: one, or a list of them, each once. */
function mapsOf(merge: YamlNode): readonly YamlMap[] {
  const reached = follow(merge, true)?.node;
  if (reached?.kind === 'map') return [reached];
  if (reached?.kind !== 'seq') return [];
  const maps = new Set<YamlMap>();
  for (const item of reached.items) {
    const map = follow(item, true)?.node;
    if (map?.kind === 'map') maps.add(map);
  }
  return [...maps];
}
