import type { Run } from './run.ts';
import { at, isNull, itemsOf, textFrom, withEntries } from './tree.ts';
import type { Dict, Entry, List, Node } from './tree.ts';

/** How Compose 2 lays one file over another, and a service over the one it extends (compose-go `override/merge.go`). */
export type Merge = (run: Run, base: Node, over: Node, path: string) => Node | null;

/** Keys of a service with a rule of their own; all others go by their kind: maps by key, lists appended, scalars replaced. */
const SERVICE_RULES: Readonly<Record<string, Merge>> = {
  annotations: appended,
  build: (run, base, over, path) => mergeDicts(run, buildMap(base), buildMap(over), path),
  command: replaced,
  depends_on: (run, base, over, path) => mergeDicts(run, dependencyMap(base), dependencyMap(over), path),
  dns: appended,
  dns_opt: appended,
  dns_search: appended,
  entrypoint: replaced,
  env_file: appended,
  environment: appended,
  extra_hosts: (run, base, over) => withoutRepeats(appended(run, base, over)),
  labels: appended,
  networks: (run, base, over, path) => mergeDicts(run, networkMap(base), networkMap(over), path),
  sysctls: appended,
  tmpfs: appended,
};

/** Lays a whole file over what earlier files hold. */
export function mergeFile(run: Run, base: Dict, over: Dict): Dict {
  return mergeEntries(base, over, (key, one, other) => {
    if (key !== 'services' || one.kind !== 'map' || other.kind !== 'map') return mergeByKind(run, one, other, key);
    return mergeEntries(one, other, (name, service, more) => {
      const path = `services.${name}`;
      return service.kind === 'map' && more.kind === 'map' ? mergeService(run, service, more) : mergeByKind(run, service, more, path);
    });
  });
}

/** Lays a service over the one it extends, or over what an earlier file says of it. */
export function mergeService(run: Run, base: Dict, over: Dict): Dict {
  return mergeEntries(base, over, (key, one, other) => {
    const rule = Object.hasOwn(SERVICE_RULES, key) ? SERVICE_RULES[key] : undefined;
    return (rule ?? mergeByKind)(run, one, other, key);
  });
}

/** What `!reset` and `!override` leave of a node that lies over nothing; the node itself where neither stands in it. */
export function settled(node: Node): Node | null {
  if (node.tag === '!reset') return null;
  switch (node.kind) {
    case 'text':
      return node;
    case 'list':
      return node.items.every((item) => settled(item) === item)
        ? node
        : { ...node, items: node.items.flatMap((item) => settled(item) ?? []) };
    case 'map':
      return isSettled(node) ? node : mergeEntries({ ...node, entries: new Map() }, node, () => null);
  }
}

function isSettled({ entries }: Dict): boolean {
  for (const { value } of entries.values()) if (settled(value) !== value) return false;
  return true;
}

function mergeEntries(base: Dict, over: Dict, merge: (key: string, base: Node, over: Node) => Node | null): Dict {
  if (base.entries.size === 0 && isSettled(over)) return over;
  const entries = new Map<string, Entry>(base.entries);
  for (const [key, entry] of over.entries) {
    const { key: place, value } = entry;
    const before = entries.get(key);
    const fresh = !before || value.tag !== null;
    const made = fresh ? settled(value) : merge(key, before.value, value);
    if (!made) entries.delete(key);
    else if (fresh && made === value) entries.set(key, entry);
    else entries.set(key, { key: before && !fresh ? before.key : place, value: made });
  }
  return withEntries(base.entries.size > 0 ? base : over, entries);
}

function mergeByKind(run: Run, base: Node, over: Node, path: string): Node | null {
  if (isNull(over)) return base;
  if (isNull(base)) return settled(over);
  if (base.kind === 'map' && over.kind === 'map') return mergeDicts(run, base, over, path);
  if (base.kind === 'list' && over.kind === 'list') return appended(run, base, over);
  if (base.kind === 'text') return settled(over);
  run.refuse('type', `\`${path}\` is of another kind than in an earlier file, so the two cannot be merged.`, over.place);
  return base;
}

function mergeDicts(run: Run, base: Dict, over: Dict, path: string): Dict {
  return mergeEntries(base, over, (key, one, other) => mergeByKind(run, one, other, `${path}.${key}`));
}

function replaced(_run: Run, _base: Node, over: Node): Node | null {
  return settled(over);
}

function appended(_run: Run, base: Node, over: Node): List {
  const reset = over.kind === 'map' ? new Set([...over.entries].flatMap(([key, { value }]) => (value.tag ? [key] : []))) : new Set();
  const kept = listOf(base).filter((item) => item.kind !== 'text' || !reset.has(item.value.split('=', 1)[0]));
  const added = settled(over);
  return { kind: 'list', items: [...kept, ...(added ? listOf(added) : [])], place: over.place, tag: null };
}

function withoutRepeats(list: List): List {
  const seen = new Set<string>();
  const items = list.items.filter((item) => item.kind !== 'text' || (!seen.has(item.value) && seen.add(item.value)));
  return { ...list, items };
}

/** A list, one scalar for a list, or a map as `KEY=value`. */
export function listOf(node: Node): readonly Node[] {
  if (node.kind === 'list') return node.items;
  if (node.kind === 'text') return isNull(node) ? [] : [node];
  return [...node.entries].flatMap(([name, { key, value }]) => {
    const place = { path: key.path, range: { start: key.range.start, end: value.place.range.end } };
    if (value.kind === 'list') return value.items.map((item) => pair(name, item, place));
    return [pair(name, value, place)];
  });
}

function pair(name: string, value: Node, place: Entry['key']): Node {
  if (value.kind !== 'text' || isNull(value)) return textFrom({ place }, name);
  return textFrom({ place: samePath(place, value) }, `${name}=${value.value}`, { assumedUnset: value.assumedUnset, folder: value.folder });
}

/** From the key to the value, unless an anchor brings the value from elsewhere. */
function samePath(place: Entry['key'], { place: { range } }: Node): Entry['key'] {
  const { start } = place.range;
  const before = range.start.line < start.line || (range.start.line === start.line && range.start.character < start.character);
  return before ? { path: place.path, range: { start, end: start } } : place;
}

/** A build context is a map with nothing but `context`. */
export function buildMap(node: Node): Dict {
  if (node.kind === 'map') return node;
  const entries = isNull(node) ? [] : [['context', { key: node.place, value: node }] as const];
  return { kind: 'map', entries: new Map(entries), place: node.place, tag: node.tag };
}

/** `depends_on` as a map; a list's items are waited for as `service_started`. */
export function dependencyMap(node: Node): Dict {
  return keyed(node, (item) => ({
    kind: 'map',
    place: item.place,
    tag: null,
    entries: new Map([['condition', { key: item.place, value: textFrom(item, 'service_started') }]]),
  }));
}

/** `networks` of a service as a map. */
export function networkMap(node: Node): Dict {
  return keyed(node, (item) => textFrom(item, '', { type: 'null' }));
}

function keyed(node: Node, valueOf: (item: Node) => Node): Dict {
  if (node.kind === 'map') return node;
  const entries = itemsOf(node).flatMap((item) => {
    return item.kind === 'text' ? [[item.value, { key: item.place, value: valueOf(item) }] as const] : [];
  });
  return { kind: 'map', entries: new Map(entries), place: node.place, tag: node.tag };
}

/** The services of a file or a project. */
export function servicesOf(root: Dict): ReadonlyMap<string, Entry> {
  const services = at(root, 'services');
  return services?.kind === 'map' ? services.entries : new Map();
}
