import type { YamlMap } from '../yaml/tree.ts';
import type { BindMount } from './composeFile.ts';
import { asMap, fieldsOf, isInterpolated, itemsOf, rangeOf, splitColons, textAt, valueAt, valueOf } from './fields.ts';
import type { Reading } from './fields.ts';
import type { Reached } from './follow.ts';

/** Starts as a path of the host does; anything else before the colon is a volume's name (compose-spec, volumes, short syntax). */
const PATH = /^(?:\.|\/|[A-Za-z]:[\\/])/;

/** The files of top-level `configs` by name. */
export type ConfigFiles = ReadonlyMap<string, string>;

/** The files of the top-level `configs` that have one (compose-spec, configs). */
export function readConfigFiles(reading: Reading, root: Reached<YamlMap>): ConfigFiles {
  const reached = valueAt(reading, root, 'configs');
  const configs = reached && asMap(reached);
  if (!configs) return NO_FILES;
  const quiet = { ...reading, oddities: new Map() };
  return new Map(
    fieldsOf(quiet, configs).flatMap((field): readonly [string, string][] => {
      const value = valueOf(field);
      const config = value && asMap(value);
      const file = config && textAt(quiet, config, 'file');
      return file ? [[field.entry.key.text, file.value]] : [];
    }),
  );
}

/**
 * The folders and files of the host that a service mounts or has as `configs`, as written; none of which a variable hides a part. Whether Compose takes
 * them is none of links' business.
 */
export function readBinds(reading: Reading, service: Reached<YamlMap>, files: ConfigFiles): readonly BindMount[] {
  const mounted = readMounts(reading, service);
  return files.size > 0 ? [...mounted, ...readConfigs(reading, service, files)] : mounted;
}

/** Without a target a config lies in the root folder by its name (compose-spec, configs of a service). */
function readConfigs(reading: Reading, service: Reached<YamlMap>, files: ConfigFiles): readonly BindMount[] {
  const configs = valueAt(reading, service, 'configs');
  if (!configs) return NONE;
  const quiet = { ...reading, oddities: new Map() };
  return itemsOf(quiet, configs).flatMap((item): readonly BindMount[] => {
    const map = asMap(item);
    const name = map ? (textAt(quiet, map, 'source')?.value ?? '') : item.node.kind === 'scalar' ? item.node.text : '';
    const target = (map && textAt(quiet, map, 'target')?.value) ?? `/${name}`;
    const source = files.get(name);
    const known = source !== undefined && target.startsWith('/') && !isInterpolated(source + target);
    return known ? [{ source: PATH.test(source) ? source : `./${source}`, target, range: rangeOf(reading, item.node) }] : [];
  });
}

function readMounts(reading: Reading, service: Reached<YamlMap>): readonly BindMount[] {
  const volumes = valueAt(reading, service, 'volumes');
  if (!volumes) return NONE;
  const quiet = { ...reading, oddities: new Map() };
  return itemsOf(quiet, volumes).flatMap((item): readonly BindMount[] => {
    const map = asMap(item);
    const [source = '', target = ''] = map ? longParts(quiet, map) : item.node.kind === 'scalar' ? shortParts(item.node.text) : [];
    const known = PATH.test(source) && target.startsWith('/') && !isInterpolated(source + target);
    return known ? [{ source, target, range: rangeOf(reading, item.node) }] : [];
  });
}

const NONE: readonly never[] = [];
const NO_FILES: ConfigFiles = new Map();

function shortParts(text: string): readonly string[] {
  const drive = /^[A-Za-z]:(?=[\\/])/.exec(text)?.[0] ?? '';
  const [source = '', target = ''] = splitColons(text.slice(drive.length));
  return [drive + source, target];
}

function longParts(reading: Reading, map: Reached<YamlMap>): readonly string[] {
  if (textAt(reading, map, 'type')?.value !== 'bind') return NONE;
  return [textAt(reading, map, 'source')?.value ?? '', textAt(reading, map, 'target')?.value ?? ''];
}
