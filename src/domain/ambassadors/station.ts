import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { exposedKeys } from '../compose/exposed.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { engineLinks } from '../engine/engineLinks.ts';
import type { ReceiverLinks } from '../engine/engineLinks.ts';

/** A service or a container, as far as it matters for ambassadors. */
export interface Station {
  readonly name: string;
  /** The image, or what it is built from; the empty text where nobody tells. */
  readonly image: string;
  /** What is started, as words; the empty text where nobody tells. */
  readonly command: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  /** Keys of exposed ports, such as `6379/tcp`, as far as they are known. */
  readonly ports: readonly string[];
  /** The container side of published ports, in the same form; empty where nobody tells. */
  readonly published: readonly string[];
  readonly links: readonly { readonly to: string; readonly alias: string }[];
}

/** The services of a compose file. */
export function stationsOfFile({ services }: ComposeFile, links: readonly FileLink[]): readonly Station[] {
  const own = new Map<string, { to: string; alias: string }[]>();
  for (const { service, target, alias, kind } of links) {
    if (target === null || kind !== 'links') continue;
    const known = own.get(service) ?? [];
    if (known.length === 0) own.set(service, known);
    known.push({ to: target, alias: alias ?? target });
  }
  return services.map((service) => stationOf(service, own.get(service.name) ?? NONE));
}

const NONE: readonly never[] = [];

function stationOf(service: ComposeService, links: Station['links']): Station {
  const { name, image, build, command, environment, expose, ports } = service;
  const published = ports.flatMap(({ value }) => exposedKeys(value));
  return {
    name,
    image: image?.value ?? build?.context ?? '',
    command,
    environment: environment.flatMap((entry) => (entry.value === null ? [] : [{ name: entry.name, value: entry.value }])),
    ports: [...new Set([...expose.flatMap(({ value }) => exposedKeys(value)), ...published])],
    published,
    links,
  };
}

/** The containers of an engine that were inspected. */
export function stationsOfEngine(facts: EngineFacts, receivers: readonly ReceiverLinks[] = engineLinks(facts, false)): readonly Station[] {
  const links = new Map(receivers.map((each) => [each.receiverId, each.links.map(({ source, alias }) => ({ to: source, alias }))]));
  const published = new Map(facts.summaries.map((summary) => [summary.id, summary.published ?? NONE]));
  return facts.details.map((detail) => ({
    ...containerStation(detail, links.get(detail.id) ?? NONE),
    published: published.get(detail.id) ?? NONE,
  }));
}

function containerStation(
  { name, image = '', command = [], env, exposedPorts }: ContainerDetail,
  links: Station['links'],
): Omit<Station, 'published'> {
  const environment = env.flatMap((entry) => {
    const at = entry.indexOf('=');
    return at < 0 ? [] : [{ name: entry.slice(0, at), value: entry.slice(at + 1) }];
  });
  return { name, image, command: command.join(' '), environment, ports: exposedPorts, links };
}
