import { MOST_PORTS, exposedKeys, rangeLength } from '../exposed.ts';
import { containerPort, withProtocol } from '../../../syntax/compose/ports.ts';
import { buildMap, listOf } from './merge.ts';
import { isAbsolute, joined } from './paths.ts';
import type { BuildFact, EnvFileFact, EnvironmentFact, ExtraHost, Fact, Place, ProjectLink, Reader } from './project.ts';
import { at, isNull, itemsOf, textAt } from './tree.ts';
import type { Dict, Node, Text } from './tree.ts';

/** A scalar as a fact. */
export function factOf({ value, place, assumedUnset }: Text): Fact<string> {
  return { value, place, assumedUnset };
}

/** The scalar at a key as a fact; an empty one says nothing. */
export function factAt(service: Dict, key: string): Fact<string> | null {
  const text = textAt(service, key);
  return text && text.value !== '' ? factOf(text) : null;
}

/** A list's scalars, each value once. */
export function factsAt(service: Dict | Node | null, key: string): readonly Fact<string>[] {
  const items = itemsOf(at(service, key));
  if (items.length === 0) return NONE;
  const facts = new Map<string, Fact<string>>();
  for (const item of items) if (item.kind === 'text' && !isNull(item) && !facts.has(item.value)) facts.set(item.value, factOf(item));
  return [...facts.values()];
}

/**
 * `links` or `external_links` as they are after merging. Of equal strings Compose 2 keeps one for `links`, at the first
 * place and with the last one's text, equal up to a `=`; `external_links` keeps all (compose-go `override/uncity.go`).
 */
export function linksAt(service: Dict, key: 'links' | 'external_links', reader: Reader): readonly ProjectLink[] {
  const items = itemsOf(at(service, key));
  if (items.length === 0) return NONE;
  const links = new Map<string, ProjectLink>();
  for (const item of items) {
    if (item.kind !== 'text' || isNull(item)) continue;
    const link = linkOf(item);
    const equals = reader === 'compose-2' && key === 'links' ? item.value.indexOf('=') : -1;
    const same = equals < 0 ? item.value : item.value.slice(0, equals);
    const before = links.get(same);
    links.set(same, before ? { ...link, place: before.place, repeats: [...before.repeats, link.place] } : link);
  }
  return [...links.values()];
}

function linkOf({ value, place, assumedUnset }: Text): ProjectLink {
  const colon = value.indexOf(':');
  const target = colon < 0 ? value : value.slice(0, colon);
  const alias = colon < 0 ? '' : value.slice(colon + 1);
  return { value, place, assumedUnset, target, alias: alias === '' ? target : alias, malformed: alias.includes(':'), repeats: NONE };
}

const NONE: readonly never[] = [];

/** `KEY=value` items or a map, the last of a name counts; a name alone is looked up in Compose's environment. */
export function pairsAt(
  service: Dict,
  key: string,
  lookUp: (name: string) => string | undefined = () => undefined,
): Map<string, EnvironmentFact> {
  const facts = new Map<string, EnvironmentFact>();
  const node = at(service, key);
  for (const item of node ? listOf(node) : []) {
    if (item.kind !== 'text' || isNull(item)) continue;
    const equals = item.value.indexOf('=');
    const name = equals < 0 ? item.value : item.value.slice(0, equals);
    const value = equals < 0 ? (lookUp(name) ?? null) : item.value.slice(equals + 1);
    facts.set(name, { name, value, place: item.place, assumedUnset: item.assumedUnset });
  }
  return facts;
}

/** `env_file` with the folder put before each path. */
export function envFilesAt(service: Dict): readonly EnvFileFact[] {
  const node = at(service, 'env_file');
  if (!node) return NONE;
  const files = new Map<string, EnvFileFact>();
  for (const item of node.kind === 'map' ? [node] : listOf(node)) {
    const path = item.kind === 'text' ? item : textAt(item, 'path');
    if (!path || isNull(path)) continue;
    const required = textAt(item, 'required')?.value !== 'false';
    const value = joined(path.folder, path.value);
    files.set(value, { ...factOf(path), value, required, format: textAt(item, 'format')?.value ?? null });
  }
  return [...files.values()];
}

/** The container side of `ports`, protocol appended unless tcp, each once. */
export function portsAt(service: Dict): readonly Fact<string>[] {
  const items = itemsOf(at(service, 'ports'));
  if (items.length === 0) return NONE;
  const facts = new Map<string, Fact<string>>();
  for (const item of items) {
    const target = item.kind === 'text' ? item : textAt(item, 'target');
    if (!target || isNull(target) || target.value === '') continue;
    const protocol = textAt(item, 'protocol')?.value ?? 'tcp';
    const value = item.kind === 'text' ? containerPort(target.value) : withProtocol(target.value, protocol);
    for (const each of singlePorts(value)) {
      if (!facts.has(each)) facts.set(each, { value: each, place: item.place, assumedUnset: target.assumedUnset });
    }
  }
  return [...facts.values()];
}

/** Both Composes take a range of `ports` apart, but not one of `expose`; one that is too long stays. */
function singlePorts(value: string): readonly string[] {
  const length = rangeLength(value);
  return length === null || length > MOST_PORTS ? [value] : exposedKeys(value).map((key) => key.replace(/\/tcp$/, ''));
}

/** `expose`, a tcp protocol left away, each once. */
export function exposeAt(service: Dict): readonly Fact<string>[] {
  return factsAt(service, 'expose');
}

/** `extra_hosts`: `name:address`, `name=address`, or a map whose values may be lists. */
export function extraHostsAt(service: Dict): readonly ExtraHost[] {
  const node = at(service, 'extra_hosts');
  return (node ? listOf(node) : []).flatMap((item) => {
    if (item.kind !== 'text') return [];
    const split = /^([^:=]*)[:=](.*)$/s.exec(item.value);
    const [, name = '', address = ''] = split ?? [];
    return split ? [{ name: name.trim(), address: address.trim().replace(/^\[(.*)\]$/, '$1'), place: item.place }] : [];
  });
}

const URL = /^(?:https?:\/\/|git:\/\/|ssh:\/\/|github\.com\/|git@)/;

/** `build` as a context or a map; in a v1 file `dockerfile` stands beside it. */
export function buildAt(service: Dict): BuildFact | null {
  const node = at(service, 'build');
  if (!node) return null;
  const build = buildMap(node);
  const context = textAt(build, 'context');
  const text = (key: string) => textAt(build, key)?.value ?? null;
  const inside = [...build.entries.values()].flatMap(({ value }) => (value.kind === 'text' ? [value.folder] : []))[0];
  const dockerfile = text('dockerfile') ?? textAt(service, 'dockerfile')?.value ?? null;
  return {
    place: node.place,
    context: context ? contextOf(context) : (inside ?? null),
    dockerfile,
    inline: text('dockerfile_inline'),
    target: text('target'),
  };
}

function contextOf({ value, folder }: Text): string {
  return URL.test(value) || isAbsolute(value) ? value : joined(folder, value);
}

/** How many containers the files ask for: `scale`, else `deploy.replicas`; null where neither is a number. */
export function scaleAt(service: Dict): { readonly count: number; readonly place: Place } | null {
  const written = textAt(service, 'scale') ?? textAt(at(service, 'deploy'), 'replicas');
  return written && /^\d{1,9}$/.test(written.value.trim()) ? { count: Number(written.value), place: written.place } : null;
}
