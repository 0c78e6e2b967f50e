import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../../syntax/yaml/tree.ts';
import { takeEntry } from '../dependencies.ts';
import { Unsuitable, columnOf, entryOf, indentOf, put, putBelow, scalars, takeLine } from '../page.ts';
import type { Page } from '../page.ts';

/** The keys of a service in a v1 file (docker/compose 1.29.2 `config/config_schema_v1.json`); other programs' files have more. */
const V1_KEYS: ReadonlySet<string> = new Set(
  (
    '<< build cap_add cap_drop cgroup_parent command container_name cpu_quota cpu_shares cpuset devices dns dns_search dockerfile domainname ' +
    'entrypoint env_file environment expose extends external_links extra_hosts hostname image ipc labels links log_driver log_opt mac_address ' +
    'mem_limit mem_swappiness memswap_limit net pid ports privileged read_only restart security_opt shm_size stdin_open stop_signal tty ulimits ' +
    'user volume_driver volumes volumes_from working_dir'
  ).split(' '),
);

/** Gives the keys of one service, and of what it merges, the names they have below `services:`; `services` are those of the whole project. */
export function renameKeys(page: Page, map: YamlMap, services: ReadonlySet<string>): void {
  const strange = map.entries.find(({ key }) => !V1_KEYS.has(key.text));
  if (strange) throw new Unsuitable(`\`${strange.key.text}\` is no key of docker-compose 1.x, so the file is meant for another program.`);
  if (entryOf(map, 'volume_driver')) throw new Unsuitable('`volume_driver` has no counterpart below `services:`.');
  renameNet(page, map, services);
  moveDockerfile(page, map);
  moveLogging(page, map);
  renameVolumesFrom(page, map, services);
  for (const merged of mergedMaps(map)) renameKeys(page, merged, services);
}

/** The maps that stand behind `<<` itself, not behind an anchor. */
export function mergedMaps(map: YamlMap): readonly YamlMap[] {
  const held = map.entries.flatMap(({ key, value }) => (key.text === '<<' ? [value] : []));
  return held.flatMap((node) => (node?.kind === 'seq' ? node.items : [node])).flatMap((node) => (node?.kind === 'map' ? [node] : []));
}

/** Docker's default bridge is where services of v1 files are anyway; a service's network is named by `service:`. */
function renameNet(page: Page, map: YamlMap, services: ReadonlySet<string>): void {
  const net = entryOf(map, 'net');
  if (!net) return;
  const value = simpleText(net.value, 'net');
  if (value.text === 'bridge' || value.text === 'default') {
    takeOut(page, map, net);
    return;
  }
  rename(page, net.key, 'network_mode');
  const [, target] = /^container:(.*)$/s.exec(value.text) ?? [];
  if (target === undefined || !services.has(target)) return;
  const at = page.text.indexOf('container:', value.span.start);
  put(page, at, at + 'container'.length, 'service');
}

function simpleText(node: YamlNode | null, key: string): YamlScalar {
  if (node?.kind !== 'scalar' || node.anchor || node.tag || node.style === 'literal' || node.style === 'folded')
    throw new Unsuitable(`\`${key}\` is not a simple text of its own.`);
  return node;
}

/** A key keeps its quotes. */
function rename(page: Page, { span, style }: YamlScalar, name: string): void {
  const quote = style === 'plain' ? 0 : 1;
  put(page, span.start + quote, span.end - quote, name);
}

function takeOut(page: Page, map: YamlMap, entry: YamlEntry): void {
  if (map.entries.length === 1) throw new Unsuitable('A service would be left without any key.');
  if (map.style === 'flow') takeEntry(page, map, entry);
  else takeLine(page, entry.span);
}

/** `build` with `dockerfile` beside it becomes a map of the two. */
function moveDockerfile(page: Page, map: YamlMap): void {
  const dockerfile = entryOf(map, 'dockerfile');
  if (!dockerfile) return;
  const build = entryOf(map, 'build');
  if (!build) throw new Unsuitable('`dockerfile` stands apart from its `build`.');
  const context = simpleText(build.value, 'build');
  const name = simpleText(dockerfile.value, 'dockerfile');
  const written = page.text.slice(name.span.start, name.span.end);
  if (map.style === 'flow') {
    put(page, context.span.start, context.span.start, '{context: ');
    put(page, context.span.end, context.span.end, `, dockerfile: ${written}}`);
  } else {
    const inner = ' '.repeat(columnOf(page, build.key.span.start) + stepOf(page, map));
    put(page, page.text.indexOf(':', build.key.span.end) + 1, context.span.start, `${page.eol}${inner}context: `);
    putBelow(page, context.span.end, [`${inner}dockerfile: ${written}`]);
  }
  takeOut(page, map, dockerfile);
}

/** How far a v1 service's keys stand to the right of its name. */
function stepOf(page: Page, map: YamlMap): number {
  const first = map.entries[0];
  return Math.max(first ? columnOf(page, first.key.span.start) : 0, 2);
}

/** `log_driver` and `log_opt` become `logging` with `driver` and `options`. */
function moveLogging(page: Page, map: YamlMap): void {
  const parts = map.entries.filter(({ key }) => key.text === 'log_driver' || key.text === 'log_opt');
  const [first, second = first] = parts;
  if (!first || !second) return;
  if (parts.length > 2) throw new Unsuitable('A service says more than once how it logs.');
  if (map.style === 'flow') {
    logInBrackets(page, map, parts);
    return;
  }
  if (second !== first && map.entries.indexOf(second) !== map.entries.indexOf(first) + 1)
    throw new Unsuitable('`log_driver` and `log_opt` stand apart from each other.');
  const start = first.key.span.start;
  const step = ' '.repeat(stepOf(page, map));
  put(page, start, start, `logging:${page.eol}${indentOf(page, start)}${step}`);
  for (const { key } of parts) rename(page, key, partName(key));
  indentLines(page, start, second.span.end, step);
}

function partName({ text }: YamlScalar): string {
  return text === 'log_driver' ? 'driver' : 'options';
}

/** All lines but the first of a stretch move to the right. */
function indentLines(page: Page, start: number, end: number, step: string): void {
  for (const { index, 0: eol } of page.text.slice(start, end).matchAll(/(?:\r\n|\r|\n)(?=[^\r\n])/g)) {
    const at = start + index + eol.length;
    put(page, at, at, step);
  }
}

function logInBrackets(page: Page, map: YamlMap, parts: readonly YamlEntry[]): void {
  const [first, second] = parts;
  if (!first) return;
  const written = parts.map(({ key, value }) => {
    if (value?.kind !== 'scalar' && value?.kind !== 'map') throw new Unsuitable('How a service logs is not written in its own text.');
    if (value.anchor || value.tag) throw new Unsuitable('How a service logs has an anchor or a tag.');
    return `${partName(key)}: ${page.text.slice(value.span.start, value.span.end)}`;
  });
  put(page, first.key.span.start, first.span.end, `logging: {${written.join(', ')}}`);
  if (second) takeEntry(page, map, second);
}

/** Containers that are no services of the project have `container:` before their names. */
function renameVolumesFrom(page: Page, map: YamlMap, services: ReadonlySet<string>): void {
  const from = entryOf(map, 'volumes_from')?.value;
  if (!from || from.kind === 'alias') return;
  if (from.kind !== 'seq') throw new Unsuitable('`volumes_from` is not a list.');
  for (const { text, span, style } of scalars(from.items)) {
    if (services.has(text.split(':')[0] ?? '')) continue;
    const start = span.start + (style === 'plain' ? 0 : 1);
    put(page, start, start, 'container:');
  }
}
