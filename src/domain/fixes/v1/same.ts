import type { YamlMap, YamlNode } from '../../../syntax/yaml/tree.ts';
import { entryOf } from '../page.ts';
import { signature } from '../untouched.ts';

/** Whether the services of a wrapped file say what those of the v1 file said, by the keys of either format. */
export function sameServices(v1: YamlNode | null, wrapped: YamlNode | null, services: ReadonlySet<string>): boolean {
  if (v1?.kind !== 'map' || wrapped?.kind !== 'map') return false;
  const strange = wrapped.entries.some(({ key }) => key.text !== 'services' && key.text !== 'volumes');
  const now = entryOf(wrapped, 'services')?.value;
  return !strange && now?.kind === 'map' && meaningOf(v1, old(services)) === meaningOf(now, today);
}

type Said = ReadonlyMap<string, unknown>;

function meaningOf({ entries }: YamlMap, say: (service: YamlMap) => Said): string {
  return JSON.stringify(entries.map(({ key, value }) => [key.text, value?.kind === 'map' ? serviceMeaning(value, say) : signature(value)]));
}

/** Merge keys stay merge keys, so what stands in them is compared like a service. */
function serviceMeaning(service: YamlMap, say: (service: YamlMap) => Said): unknown {
  const said = new Map(say(service));
  const merged = service.entries.filter(({ key }) => key.text === '<<').map(({ value }) => merge(value, say));
  said.delete('<<');
  return [service.anchor, service.tag, [...said].sort(([a], [b]) => (a < b ? -1 : 1)), merged];
}

function merge(node: YamlNode | null, say: (service: YamlMap) => Said): unknown {
  if (node?.kind === 'seq') return node.items.map((item) => merge(item, say));
  return node?.kind === 'map' ? serviceMeaning(node, say) : signature(node);
}

const textOf = (node: YamlNode | null | undefined): string | null => (node?.kind === 'scalar' ? node.text : null);

/** What a v1 service says, in today's keys. */
function old(services: ReadonlySet<string>): (service: YamlMap) => Said {
  return ({ entries }) => {
    const said = new Map<string, unknown>();
    const held = new Map(entries.map(({ key, value }) => [key.text, value]));
    for (const [key, value] of held) said.set(key, signature(value));
    const net = textOf(held.get('net'));
    said.delete('net');
    if (net !== null && net !== 'bridge' && net !== 'default') {
      const shared = net.startsWith('container:') && services.has(net.slice('container:'.length));
      said.set('network_mode', shared ? net.replace('container:', 'service:') : net);
    }
    if (held.has('dockerfile')) said.set('build', [textOf(held.get('build')), textOf(held.get('dockerfile'))]);
    else if (held.has('build')) said.set('build', buildMeaning(held.get('build') ?? null));
    said.delete('dockerfile');
    if (held.has('log_driver') || held.has('log_opt'))
      said.set('logging', [signature(held.get('log_driver') ?? null), signature(held.get('log_opt') ?? null)]);
    said.delete('log_driver');
    said.delete('log_opt');
    const from = held.get('volumes_from');
    if (from?.kind === 'seq') {
      const texts = from.items.map((item) => textOf(item) ?? '');
      said.set(
        'volumes_from',
        texts.map((text) => (services.has(text.split(':')[0] ?? '') ? text : `container:${text}`)),
      );
    }
    return said;
  };
}

/** A map of a context and a Dockerfile alone as the two; anything else by all it says. */
function buildMeaning(build: YamlNode | null): unknown {
  if (build?.kind !== 'map' || build.anchor || build.tag || build.entries.length !== 2) return signature(build);
  const [context, dockerfile] = [entryOf(build, 'context'), entryOf(build, 'dockerfile')];
  return context && dockerfile ? [textOf(context.value), textOf(dockerfile.value)] : signature(build);
}

/** What a service says in today's keys, written like the other. */
function today({ entries }: YamlMap): Said {
  const said = new Map<string, unknown>();
  for (const { key, value } of entries) said.set(key.text, signature(value));
  const held = new Map(entries.map(({ key, value }) => [key.text, value]));
  const mode = textOf(held.get('network_mode'));
  if (mode !== null) said.set('network_mode', mode);
  if (held.has('build')) said.set('build', buildMeaning(held.get('build') ?? null));
  const logging = held.get('logging');
  if (logging?.kind === 'map')
    said.set('logging', [signature(entryOf(logging, 'driver')?.value ?? null), signature(entryOf(logging, 'options')?.value ?? null)]);
  const from = held.get('volumes_from');
  if (from?.kind === 'seq')
    said.set(
      'volumes_from',
      from.items.map((item) => textOf(item) ?? ''),
    );
  return said;
}
