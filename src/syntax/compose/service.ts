import type { YamlMap, YamlNode } from '../yaml/tree.ts';
import { readBuild, readDependencies, readVariables, readExtends, readExtraHosts, readNetworks, readScale } from './sections.ts';
import type { ComposeFormat, ComposeService } from './composeFile.ts';
import { asMap, isNull, itemsAt, itemsOf, nameOf, odd, rangeOf, textAt, textOf, textsAt, valueAt, valueOf } from './fields.ts';
import type { Reading } from './fields.ts';
import { readBinds } from './binds.ts';
import type { ConfigFiles } from './binds.ts';
import type { Field, Reached } from './follow.ts';
import { readLinks } from './links.ts';
import { readPorts } from './ports.ts';

const NOTHING: YamlMap = { kind: 'map', style: 'block', entries: [], span: { start: 0, end: 0 } };

/** What the file says beside its services. */
export interface AroundServices {
  readonly format: ComposeFormat;
  readonly configs: ConfigFiles;
}

/** One entry of the map of services; null for what is no service. A key without a value is a service that says nothing. */
export function readService(reading: Reading, field: Field, around: AroundServices): ComposeService | null {
  const { key, value } = field.entry;
  if (value?.tag === '!reset') return null;
  const reached = valueOf(field);
  const map = reached ? asMap(reached) : { node: NOTHING, own: field.own };
  if (!map || map.node === NOTHING) {
    const what = reached ? nameOf(reached.node) : 'nothing';
    if (value?.kind !== 'alias')
      odd(reading, 'not-a-map', `The service \`${key.text}\` holds ${what} where Compose wants a map.`, (value ?? key).span);
  }
  if (!map && !(reached && isNull(reached.node))) return null;
  return serviceOf(reading, field, map ?? { node: NOTHING, own: field.own }, around);
}

function serviceOf(reading: Reading, { entry }: Field, map: Reached<YamlMap>, { format, configs }: AroundServices): ComposeService {
  const text = (key: string) => textAt(reading, map, key);
  return {
    name: entry.key.text,
    nameRange: rangeOf(reading, entry.key),
    range: rangeOf(reading, entry),
    links: readLinks(reading, map, 'links'),
    externalLinks: readLinks(reading, map, 'external_links'),
    networkMode: text('network_mode') ?? (format === 'v1' ? text('net') : null),
    networks: readNetworks(reading, map),
    dependsOn: readDependencies(reading, map),
    containerName: text('container_name'),
    hostname: text('hostname'),
    image: text('image'),
    build: readBuild(reading, map),
    command: readCommand(reading, map),
    expose: textsAt(reading, map, 'expose'),
    ports: readPorts(reading, map),
    environment: readVariables(reading, map, 'environment'),
    labels: readLabels(reading, map),
    envFiles: envFiles(reading, map),
    extraHosts: readExtraHosts(reading, map),
    binds: readBinds(reading, map, configs),
    extends: readExtends(reading, map),
    profiles: textsAt(reading, map, 'profiles'),
    scale: readScale(reading, map),
    hasMergeTags: reading.tagged && hasMergeTag(entry.value, new Set(), 0),
  };
}

/** Whether Compose takes them is none of links' business, so nothing about them is odd. */
function readLabels(reading: Reading, service: Reached<YamlMap>): ComposeService['labels'] {
  return valueAt(reading, service, 'labels') ? readVariables({ ...reading, oddities: new Map() }, service, 'labels') : [];
}

/** What is started; most services say neither. */
function readCommand(reading: Reading, service: Reached<YamlMap>): string {
  const words = [...wordsAt(reading, service, 'entrypoint'), ...wordsAt(reading, service, 'command')];
  return words.length === 0 ? '' : words.join(' ');
}

/** The words of a text or a list; whether Compose takes them is none of links' business. */
function wordsAt(reading: Reading, service: Reached<YamlMap>, key: string): readonly string[] {
  const reached = valueAt(reading, service, key);
  if (!reached) return [];
  const nodes = reached.node.kind === 'seq' ? itemsOf(reading, reached) : [reached];
  return nodes.flatMap(({ node }) => (node.kind === 'scalar' && !isNull(node) ? [node.text] : []));
}

/** `env_file`: a path, or a list of paths and of maps with a `path`. */
function envFiles(reading: Reading, service: Reached<YamlMap>): ComposeService['envFiles'] {
  return itemsAt(reading, service, 'env_file', true).flatMap((item) => {
    const map = asMap(item);
    return (map ? textAt(reading, map, 'path') : textOf(reading, item.node, 'env_file')) ?? [];
  });
}

/** Anchors are followed; where they lead too deep for that, the answer is yes, which is the careful one. */
function hasMergeTag(node: YamlNode | null, seen: Set<YamlNode>, depth: number): boolean {
  if (!node || seen.has(node)) return false;
  seen.add(node);
  if (depth > 400 || node.tag === '!reset' || node.tag === '!override') return true;
  switch (node.kind) {
    case 'scalar':
      return false;
    case 'alias':
      return hasMergeTag(node.target, seen, depth + 1);
    case 'seq':
      return node.items.some((item) => hasMergeTag(item, seen, depth + 1));
    case 'map':
      return node.entries.some(({ value }) => hasMergeTag(value, seen, depth + 1));
  }
}
