import { buildMap, dependencyMap, listOf, networkMap } from './merge.ts';
import { entriesOf, isNull, itemsOf, textAt, withEntries } from './tree.ts';
import type { Dict, Entry, List, Node, Text } from './tree.ts';

/** What both services say under one key; null where one of them says nothing. */
type OldMerge = (base: Node | null, over: Node | null) => Node | null;

/** How docker-compose 1.x merges the keys of a service that it does not simply replace (`config/config.py`, merge_service_dicts). */
const RULES: Readonly<Record<string, OldMerge>> = {
  environment: pairs('='),
  labels: pairs('='),
  extra_hosts: pairs(':'),
  depends_on: (base, over) => mapped(base && dependencyMap(base), over && dependencyMap(over)),
  links: mergeLinks,
  networks: (base, over) => mapped(base && networkMap(base), over && networkMap(over), mergeNetwork),
  expose: sortedUnion,
  external_links: sortedUnion,
  volumes_from: sortedUnion,
  profiles: sortedUnion,
  env_file: (base, over) => list(over ?? base, [...(base ? listOf(base) : []), ...(over ? listOf(over) : [])]),
  ports: mergePorts,
  build: (base, over) => mapped(base && buildMap(base), over && buildMap(over)),
  deploy: (base, over) => mapped(dictOf(base), dictOf(over)),
};

/** Lays a service over the one it extends or over what an earlier file says of it; `extends` is left out. */
export function mergeOldService(base: Dict, over: Dict, v1: boolean): Dict {
  const entries = new Map<string, Entry>();
  for (const key of new Set([...base.entries.keys(), ...over.entries.keys()])) {
    const one = base.entries.get(key);
    const other = over.entries.get(key);
    const rule = Object.hasOwn(RULES, key) && !(v1 && key === 'build') ? RULES[key] : undefined;
    const value = rule ? rule(one?.value ?? null, other?.value ?? null) : (other ?? one)?.value;
    const place = (other ?? one)?.key;
    if (key !== 'extends' && value && place) entries.set(key, { key: place, value });
  }
  if (v1) onlyImageOrBuild(entries, base, over);
  return withEntries(base.entries.size > 0 ? base : over, entries);
}

/** In v1 files an image of one file takes the place of a build of the other. */
function onlyImageOrBuild(entries: Map<string, Entry>, base: Dict, over: Dict): void {
  const winner = [over, base].flatMap(({ entries: held }) => (held.has('image') ? ['image'] : held.has('build') ? ['build'] : []))[0];
  for (const key of ['image', 'build']) if (key !== winner) entries.delete(key);
}

function dictOf(node: Node | null): Dict | null {
  return node?.kind === 'map' ? node : null;
}

function list(like: Node | null, items: readonly Node[]): List | null {
  return like && { kind: 'list', items, place: like.place, tag: null };
}

function mapped(base: Dict | null, over: Dict | null, merge?: (base: Node, over: Node) => Node): Dict | null {
  if (!base || !over) return over ?? base;
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const before = entries.get(key);
    entries.set(key, merge && before ? { key: before.key, value: merge(before.value, entry.value) } : entry);
  }
  return withEntries(base, entries);
}

/** `KEY=value` lists and maps by key, the later one wins. */
function pairs(separator: string): OldMerge {
  return (base, over) => {
    const merged = new Map<string, Node>();
    for (const item of [...(base ? pairItems(base, separator) : []), ...(over ? pairItems(over, separator) : [])]) {
      const key = item.kind === 'text' ? (item.value.split(separator, 1)[0] ?? '') : '';
      merged.set(key, item);
    }
    return list(over ?? base, [...merged.values()]);
  };
}

function pairItems(node: Node, separator: string): readonly Node[] {
  if (node.kind !== 'map' || separator === '=') return listOf(node);
  return [...node.entries].flatMap(([name, { value }]) =>
    value.kind === 'text' ? [{ ...value, value: `${name}${separator}${value.value}` }] : [],
  );
}

/** Links are merged by alias and sorted; `db:db` becomes `db`. */
function mergeLinks(base: Node | null, over: Node | null): Node | null {
  const merged = new Map<string, { readonly target: string; readonly alias: string; readonly item: Text }>();
  for (const item of [...itemsOf(base), ...itemsOf(over)]) {
    if (item.kind !== 'text') continue;
    const colon = item.value.indexOf(':');
    const target = colon < 0 ? item.value : item.value.slice(0, colon);
    const alias = (colon < 0 ? '' : item.value.slice(colon + 1)) || target;
    merged.set(alias, { target, alias, item: { ...item, value: target === alias ? target : `${target}:${alias}` } });
  }
  const sorted = [...merged.values()].sort((a, b) => compare(a.target, b.target) || compare(a.alias, b.alias));
  return list(
    over ?? base,
    sorted.map(({ item }) => item),
  );
}

function sortedUnion(base: Node | null, over: Node | null): Node | null {
  const merged = new Map<string, Node>();
  for (const item of [...itemsOf(base), ...itemsOf(over)])
    if (item.kind === 'text' && !merged.has(item.value)) merged.set(item.value, item);
  return list(
    over ?? base,
    [...merged].sort(([a], [b]) => compare(a, b)).map(([, item]) => item),
  );
}

/** A network that only one file speaks of keeps its list as it is. */
function mergeNetwork(base: Node, over: Node): Node {
  if (isNull(base) || isNull(over)) return isNull(over) ? base : over;
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const aliases = sortedUnion(base.entries.get('aliases')?.value ?? null, over.entries.get('aliases')?.value ?? null);
  const entries = new Map([...base.entries, ...over.entries]);
  const key = (over.entries.get('aliases') ?? base.entries.get('aliases'))?.key;
  if (aliases && key) entries.set('aliases', { key, value: aliases });
  return withEntries(base, entries);
}

function mergePorts(base: Node | null, over: Node | null): Node | null {
  const merged = new Map<string, Node>();
  for (const item of [...itemsOf(base), ...itemsOf(over)]) merged.set(portKey(item), item);
  return list(over ?? base, [...merged.values()]);
}

function portKey(item: Node): string {
  if (item.kind === 'text') return item.value;
  return JSON.stringify(['target', 'published', 'protocol'].map((key) => textAt(item, key)?.value ?? null));
}

/** By code point, as Go and Python sort. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Services of all files, laid over each other in order; with one file they stay as they are written. */
export function mergeOldServices(files: readonly ReadonlyMap<string, Entry>[], v1: boolean): ReadonlyMap<string, Entry> {
  const [first, ...others] = files;
  let merged = new Map(first);
  for (const services of others) {
    const next = new Map<string, Entry>();
    for (const name of new Set([...merged.keys(), ...services.keys()])) {
      const base = merged.get(name);
      const over = services.get(name);
      const entry = over ?? base;
      if (!entry) continue;
      const value = mergeOldService(asDict(base, entry), asDict(over, entry), v1);
      const reference = [over, base].flatMap((each) => entriesOf(each?.value ?? null).get('extends') ?? [])[0];
      next.set(name, {
        key: (base ?? entry).key,
        value: reference ? withEntries(value, new Map(value.entries).set('extends', reference)) : value,
      });
    }
    merged = next;
  }
  return merged;
}

function asDict(entry: Entry | undefined, like: Entry): Dict {
  if (entry?.value.kind === 'map') return entry.value;
  return { kind: 'map', entries: new Map(), place: (entry ?? like).value.place, tag: null };
}
