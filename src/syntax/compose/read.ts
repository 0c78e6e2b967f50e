import { Lines } from '../text.ts';
import type { Range } from '../text.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { YamlDocument, YamlMap } from '../yaml/tree.ts';
import type { ComposeFile, ComposeFormat, ComposeNetwork, ComposeService } from './composeFile.ts';
import { asMap, fieldsOf, isNull, nameOf, odd, rangeOf, textAt, valueAt, valueOf } from './fields.ts';
import type { Reading } from './fields.ts';
import { readConfigFiles } from './binds.ts';
import { Maps, follow } from './follow.ts';
import type { Field, Reached } from './follow.ts';
import { composeFormat, hasServiceMap, holdsServices } from './format.ts';
import type { ComposeKind } from './kind.ts';
import { readIncludes } from './sections.ts';
import { readService } from './service.ts';

/** What reading a text as a compose file gives: the file; why YAML cannot read it; or that it is YAML of another kind. */
export type ComposeReading =
  | { readonly kind: 'compose'; readonly file: ComposeFile; readonly tree: YamlDocument; readonly lines: Lines }
  | { readonly kind: 'fault'; readonly message: string; readonly range: Range }
  | { readonly kind: 'other'; readonly reason: string };

/** `kind` is what the file's name says (`composeKind`); by default a compose file is expected. */
export interface ReadComposeOptions {
  readonly kind?: ComposeKind;
}

/** Reads one compose file of any format; in time linear in the text's length, and without failing on any text. */
export function readCompose(text: string, { kind = 'always' }: ReadComposeOptions = {}): ComposeReading {
  if (text.includes('\0')) return { kind: 'other', reason: 'It is no text in UTF-8.' };
  const tree = parseYaml(text);
  if (tree.fault) {
    if (kind === 'if-services' && !/^services[ \t]*:/m.test(text))
      return { kind: 'other', reason: 'It does not parse and holds no services.' };
    return { kind: 'fault', message: tree.fault.message, range: new Lines(text).range(tree.fault.span) };
  }
  const root = follow(tree.root, true)?.node ?? null;
  const map = root?.kind === 'map' ? root : EMPTY;
  if (root && root.kind !== 'map' && !isNull(root))
    return { kind: 'other', reason: `It holds ${nameOf(root)} where a compose file holds a map.` };
  if (kind === 'if-services' && !hasServiceMap(map)) return { kind: 'other', reason: 'It has no map of services.' };
  const format = composeFormat(map);
  if (format === 'v1' && !holdsServices(map)) return { kind: 'other', reason: 'It has no services.' };
  const lines = new Lines(text);
  const reading: Reading = { lines, maps: new Maps(), oddities: new Map(), tagged: /!(?:reset|override)\b/.test(text) };
  noteTree(reading, tree);
  return { kind: 'compose', file: fileOf(reading, { node: map, own: true }, format), tree, lines };
}

const EMPTY: YamlMap = { kind: 'map', style: 'block', entries: [], span: { start: 0, end: 0 } };

function fileOf(reading: Reading, root: Reached<YamlMap>, format: ComposeFormat): ComposeFile {
  const v1 = format === 'v1';
  const services = readServices(reading, root, format);
  const networks = v1 ? [] : readTopNetworks(reading, root);
  const includes = v1 ? [] : readIncludes(reading, root);
  const version = v1 && valueAt(reading, root, 'version')?.node.kind === 'map' ? null : textAt(reading, root, 'version');
  const name = v1 ? null : textAt(reading, root, 'name');
  if (reading.maps.exhausted) {
    odd(reading, 'too-much-repetition', 'Anchors repeat so much in this file that not everything they stand for is read.', {
      start: 0,
      end: 0,
    });
  }
  return { format, version: version?.value ?? null, name, services, networks, includes, oddities: [...reading.oddities.values()] };
}

function noteTree(reading: Reading, { duplicates, unknownAnchors, disputes, rest }: YamlDocument): void {
  for (const key of duplicates) {
    odd(
      reading,
      'duplicate-key',
      `The key \`${key.text}\` is written twice in one map: Compose refuses that, docker-compose 1.x takes the last.`,
      key.span,
    );
  }
  for (const alias of unknownAnchors) {
    odd(reading, 'unknown-anchor', `No anchor \`&${alias.name}\` is complete before this reference.`, alias.span);
  }
  for (const { message, span } of disputes) odd(reading, 'read-otherwise', message, span);
  if (rest) {
    odd(reading, 'several-documents', 'Compose merges the documents of this file; only the first is read.', {
      start: rest.start,
      end: rest.start + 3,
    });
  }
}

function readServices(reading: Reading, root: Reached<YamlMap>, format: ComposeFormat): readonly ComposeService[] {
  const services: ComposeService[] = [];
  const around = { format, configs: readConfigFiles(reading, format === 'v1' ? { node: EMPTY, own: true } : root) };
  for (const field of serviceFields(reading, root, format)) {
    const service = readService(reading, field, around);
    if (service) services.push(service);
  }
  return services;
}

function serviceFields(reading: Reading, root: Reached<YamlMap>, format: ComposeFormat): readonly Field[] {
  if (format === 'v1') {
    return fieldsOf(reading, root).filter((field) => !isVersionOrExtension(field));
  }
  const services = valueAt(reading, root, 'services');
  if (!services || isNull(services.node)) return [];
  const map = asMap(services);
  if (map) return fieldsOf(reading, map);
  odd(reading, 'not-a-map', `\`services\` holds ${nameOf(services.node)} where Compose wants a map.`, services.node.span);
  return [];
}

/** In a v1 file `version` and `x-…` are services only if they hold a map. */
function isVersionOrExtension(field: Field): boolean {
  const name = field.entry.key.text;
  return (name === 'version' || name.startsWith('x-')) && valueOf(field)?.node.kind !== 'map';
}

function readTopNetworks(reading: Reading, root: Reached<YamlMap>): readonly ComposeNetwork[] {
  const reached = valueAt(reading, root, 'networks');
  const networks = reached && asMap(reached);
  return networks ? fieldsOf(reading, networks).map((field) => topNetwork(reading, field)) : [];
}

function topNetwork(reading: Reading, field: Field): ComposeNetwork {
  const { key } = field.entry;
  const value = valueOf(field);
  const options = value && asMap(value);
  const said = { name: key.text, range: rangeOf(reading, key) };
  if (!options) return { ...said, external: false, realName: null, driver: null };
  const external = valueAt(reading, options, 'external');
  const named = external && asMap(external);
  const realName = textAt(reading, options, 'name') ?? (named && textAt(reading, named, 'name'));
  return {
    ...said,
    external: !!named || (external?.node.kind === 'scalar' && external.node.text.toLowerCase() === 'true'),
    realName: realName?.value ?? null,
    driver: textAt(reading, options, 'driver')?.value ?? null,
  };
}
