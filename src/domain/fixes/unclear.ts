import { asMap, valueAt, valueOf } from '../../syntax/compose/fields.ts';
import type { Reading } from '../../syntax/compose/fields.ts';
import { Maps } from '../../syntax/compose/follow.ts';
import type { Reached } from '../../syntax/compose/follow.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import type { YamlMap } from '../../syntax/yaml/tree.ts';

/** What a file writes in a way that its reading cannot tell a value from nothing. */
export interface Unclear {
  /** Services whose `scale` or `deploy.replicas` is no plain number. */
  readonly scales: ReadonlySet<string>;
  /** Networks whose `external` is neither a boolean nor a map. */
  readonly networks: ReadonlySet<string>;
}

/** Looks for values that are written but hidden by a variable. */
export function unclearIn({ tree, lines }: Extract<ComposeReading, { kind: 'compose' }>): Unclear {
  const reading: Reading = { lines, maps: new Maps(), oddities: new Map(), tagged: false };
  if (tree.root?.kind !== 'map') return { scales: new Set(), networks: new Set() };
  const root = { node: tree.root, own: true };
  const scales = namesWhere(reading, root, 'services', (service) => {
    const deploy = mapAt(reading, service, 'deploy');
    return [valueAt(reading, service, 'scale'), deploy && valueAt(reading, deploy, 'replicas')].some((value) => value && !isNumber(value));
  });
  const networks = namesWhere(reading, root, 'networks', (network) => {
    const external = valueAt(reading, network, 'external');
    return external?.node.kind === 'scalar' && external.node.text.includes('$');
  });
  return { scales, networks };
}

function namesWhere(reading: Reading, root: Reached<YamlMap>, key: string, holds: (map: Reached<YamlMap>) => boolean): ReadonlySet<string> {
  const map = mapAt(reading, root, key);
  const fields = map ? reading.maps.all(map) : [];
  const names = fields.flatMap((field) => {
    const value = valueOf(field);
    const inner = value && asMap(value);
    return inner && holds(inner) ? [field.entry.key.text] : [];
  });
  return new Set(names);
}

function mapAt(reading: Reading, map: Reached<YamlMap>, key: string): Reached<YamlMap> | null {
  const value = valueAt(reading, map, key);
  return value && asMap(value);
}

function isNumber({ node }: Reached): boolean {
  return node.kind === 'scalar' && (node.value === null || /^\d{1,9}$/.test(node.text));
}
