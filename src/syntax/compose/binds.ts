import type { YamlMap } from '../yaml/tree.ts';
import type { BindMount } from './composeFile.ts';
import { asMap, isInterpolated, itemsOf, rangeOf, splitColons, textAt, valueAt } from './fields.ts';
import type { Reading } from './fields.ts';
import type { Reached } from './follow.ts';

/** Starts as a path of the host does; anything else before the colon is a volume's name (compose-spec, volumes, short syntax). */
const PATH = /^(?:\.|\/|[A-Za-z]:[\\/])/;

/** The folders and files of the host that a service mounts, as written; none of which a variable hides a part. Whether Compose takes them is none of links' business. */
export function readBinds(reading: Reading, service: Reached<YamlMap>): readonly BindMount[] {
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

function shortParts(text: string): readonly string[] {
  const drive = /^[A-Za-z]:(?=[\\/])/.exec(text)?.[0] ?? '';
  const [source = '', target = ''] = splitColons(text.slice(drive.length));
  return [drive + source, target];
}

function longParts(reading: Reading, map: Reached<YamlMap>): readonly string[] {
  if (textAt(reading, map, 'type')?.value !== 'bind') return NONE;
  return [textAt(reading, map, 'source')?.value ?? '', textAt(reading, map, 'target')?.value ?? ''];
}
