import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree.ts';
import type { ComposeFormat } from './composeFile.ts';
import { follow } from './follow.ts';

/** Top-level keys of the specification and of formats 2 and 3. */
const SECTIONS = ['services', 'networks', 'volumes', 'include', 'name', 'secrets', 'configs', 'models'] as const;

/** Keys that only a service has and that hold a string or a list there. */
const SERVICE_KEYS: ReadonlySet<string> = new Set(
  (
    'image build command entrypoint links external_links ports expose net network_mode container_name hostname volumes_from ' +
    'env_file restart privileged working_dir domainname user extra_hosts dns cap_add cap_drop mem_limit dockerfile tty stdin_open'
  ).split(' '),
);

/** Keys by which a map of a v1 file is known as a service, whatever they hold. */
const TELLING_KEYS: ReadonlySet<string> = new Set([...SERVICE_KEYS, 'volumes', 'environment', 'extends', 'labels', 'logging', 'ulimits']);

/**
 * A file's format, by its structure: without a version and without a section of the newer formats it is v1, whose
 * services stand at the top. A v1 service may be called `services` or even `version` (docker-compose 1.x, `ConfigFile.version`).
 */
export function composeFormat(root: YamlMap): ComposeFormat {
  const version = root.entries.findLast(({ key }) => key.text === 'version');
  const written = version && follow(version.value, true)?.node;
  if (written?.kind === 'map') return 'v1';
  if (written?.kind === 'scalar' && /^[23](?:\.|$)/.test(written.text)) return written.text.startsWith('2') ? '2' : '3';
  const sections = root.entries.filter(({ key }) => isSection(key.text));
  if (sections.some(({ value }) => !isService(value))) return 'spec';
  const others = root.entries.some(({ key }) => !isSection(key.text) && !key.text.startsWith('x-') && key.text !== 'version');
  return sections.length > 0 || others ? 'v1' : 'spec';
}

function isSection(key: string): boolean {
  return (SECTIONS as readonly string[]).includes(key);
}

/** Whether a map is itself a service rather than a map of them: it has a key of a service that holds a string or a list. */
function isService(value: YamlNode | null): boolean {
  const map = follow(value, true)?.node;
  if (map?.kind !== 'map') return false;
  return map.entries.some(({ key, value: held }) => {
    if (!SERVICE_KEYS.has(key.text)) return false;
    const kind = follow(held, true)?.node.kind;
    return kind === 'scalar' || kind === 'seq';
  });
}

/** Whether a v1 file's top-level maps can be meant as services; a changelog's or a locale file's cannot. */
export function holdsServices(root: YamlMap): boolean {
  const maps = root.entries.map(asMap);
  if (maps.every((map) => map === null)) return false;
  const strict = maps.includes(null) ? new Set(['image', 'build', 'extends']) : TELLING_KEYS;
  return maps.some((map) => map?.entries.some(({ key }) => strict.has(key.text) || key.text === '<<'));
}

function asMap({ value }: YamlEntry): YamlMap | null {
  const node = follow(value, true)?.node;
  return node?.kind === 'map' ? node : null;
}

/** Whether `services` is a map of services: not empty, and each one a map. */
export function hasServiceMap(root: YamlMap): boolean {
  const entry = root.entries.findLast(({ key }) => key.text === 'services');
  const services = entry && asMap(entry);
  return !!services && services.entries.length > 0 && !isService(services) && services.entries.every((service) => asMap(service) !== null);
}
