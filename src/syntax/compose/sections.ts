import type { Written } from '../text.ts';
import type { YamlMap } from '../yaml/tree.ts';
import type { ComposeBuild, ComposeExtends, ComposeService, Dependency, EnvironmentEntry, ServiceNetwork } from './composeFile.ts';
import { asMap, fieldsOf, isNull, itemsAt, rangeOf, textAt, textOf, textsAt, valueAt, valueOf } from './fields.ts';
import type { Reading } from './fields.ts';
import type { Reached } from './follow.ts';

/** `networks` as a list of names or a map whose values may be null; null when it names none. */
export function readNetworks(reading: Reading, service: Reached<YamlMap>): ComposeService['networks'] {
  const reached = valueAt(reading, service, 'networks');
  const map = reached && asMap(reached);
  const networks = map ? networkFields(reading, map) : networkNames(reading, service);
  return networks.length > 0 ? networks : null;
}

function networkNames(reading: Reading, service: Reached<YamlMap>): readonly ServiceNetwork[] {
  return textsAt(reading, service, 'networks').map(({ value, range }) => ({ name: value, range, aliases: [] }));
}

function networkFields(reading: Reading, networks: Reached<YamlMap>): readonly ServiceNetwork[] {
  return fieldsOf(reading, networks).map((field) => {
    const value = valueOf(field);
    const options = value && asMap(value);
    const aliases = options ? textsAt(reading, options, 'aliases') : [];
    return { name: field.entry.key.text, range: rangeOf(reading, field.entry.key), aliases };
  });
}

/** `depends_on` as a list of services or a map with conditions. */
export function readDependencies(reading: Reading, service: Reached<YamlMap>): readonly Dependency[] {
  const reached = valueAt(reading, service, 'depends_on');
  const map = reached && asMap(reached);
  if (!map) {
    return textsAt(reading, service, 'depends_on').map(({ value, range }) => ({ service: value, range, condition: 'service_started' }));
  }
  return fieldsOf(reading, map).map((field) => {
    const value = valueOf(field);
    const options = value && asMap(value);
    const condition = options && textAt(reading, options, 'condition');
    return { service: field.entry.key.text, range: rangeOf(reading, field.entry.key), condition: condition?.value ?? 'service_started' };
  });
}

/** `environment` or `labels` as a map or a list of `NAME=value`. */
export function readVariables(reading: Reading, service: Reached<YamlMap>, key: 'environment' | 'labels'): readonly EnvironmentEntry[] {
  const reached = valueAt(reading, service, key);
  const map = reached && asMap(reached);
  if (!map) {
    return textsAt(reading, service, key).map(({ value, range }) => {
      const equals = value.indexOf('=');
      return equals < 0 ? { name: value, value: null, range } : { name: value.slice(0, equals), value: value.slice(equals + 1), range };
    });
  }
  return fieldsOf(reading, map).map((field) => {
    const { entry } = field;
    const value = valueOf(field);
    const text = value && textOf(reading, value.node, `${key}.${entry.key.text}`);
    return { name: entry.key.text, value: text?.value ?? null, range: rangeOf(reading, entry) };
  });
}

/** `build` as a context or a map; in a v1 file `dockerfile` stands beside it. */
export function readBuild(reading: Reading, service: Reached<YamlMap>): ComposeBuild | null {
  const reached = valueAt(reading, service, 'build');
  if (!reached || isNull(reached.node)) return null;
  const range = rangeOf(reading, reached.node);
  const map = asMap(reached);
  const text = (key: string) => (map ? (textAt(reading, map, key)?.value ?? null) : null);
  if (map) {
    return { context: text('context'), dockerfile: text('dockerfile'), inline: text('dockerfile_inline'), target: text('target'), range };
  }
  const context = textOf(reading, reached.node, 'build');
  const dockerfile = textAt(reading, service, 'dockerfile')?.value ?? null;
  return context && { context: context.value, dockerfile, inline: null, target: null, range };
}

/** `extends` as a service's name or a map of `service` and `file`. */
export function readExtends(reading: Reading, service: Reached<YamlMap>): ComposeExtends | null {
  const reached = valueAt(reading, service, 'extends');
  if (!reached || isNull(reached.node)) return null;
  const range = rangeOf(reading, reached.node);
  const map = asMap(reached);
  const base = map ? textAt(reading, map, 'service') : textOf(reading, reached.node, 'extends');
  const file = map ? textAt(reading, map, 'file') : null;
  return base && { service: base.value, file: file?.value ?? null, range };
}

/** The names of `extra_hosts`: `host:address` or `host=address` in a list, keys in a map. */
export function readExtraHosts(reading: Reading, service: Reached<YamlMap>): ComposeService['extraHosts'] {
  const reached = valueAt(reading, service, 'extra_hosts');
  const map = reached && asMap(reached);
  if (map) return fieldsOf(reading, map).map(({ entry }) => ({ value: entry.key.text, range: rangeOf(reading, entry.key) }));
  return textsAt(reading, service, 'extra_hosts').map(({ value, range }) => ({ value: value.split(/[=:]/, 1)[0] ?? '', range }));
}

/** `scale`, else `deploy.replicas`; null unless it is written as a plain number. */
export function readScale(reading: Reading, service: Reached<YamlMap>): number | null {
  const reached = valueAt(reading, service, 'deploy');
  const deploy = reached && asMap(reached);
  const written = textAt(reading, service, 'scale') ?? (deploy && textAt(reading, deploy, 'replicas'));
  return written && /^\d{1,9}$/.test(written.value) ? Number(written.value) : null;
}

/** The paths of `include`: strings, or maps whose `path` is a string or a list. */
export function readIncludes(reading: Reading, root: Reached<YamlMap>): readonly Written<string>[] {
  return itemsAt(reading, root, 'include').flatMap((item) => {
    const map = asMap(item);
    return map ? textsAt(reading, map, 'path', true) : (textOf(reading, item.node, 'include') ?? []);
  });
}
