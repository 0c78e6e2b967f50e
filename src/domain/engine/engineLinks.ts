import { algorithmOf } from '../env/algorithm.ts';
import { linkVariables } from '../env/linkVariables.ts';
import type { LinkVariable } from '../env/linkVariables.ts';
import { hostsLines } from '../hosts/hostsLines.ts';
import { lastComponent, parseLinkString } from '../links/linkString.ts';
import type { ContainerDetail, Endpoint, EngineFacts } from './container.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { unset } from './unset.ts';
import type { Unset } from './unset.ts';

/** One link of a container, with what it gives a receiver that starts now; a running first process keeps the variables of its own start. */
export interface EngineLink {
  /** `none`: the engine keeps the link, but it has no effect at all. */
  readonly mechanism: 'legacy' | 'dns' | 'none';
  /** As the engine shows it. */
  readonly raw: string;
  readonly alias: string;
  /** The name of the source; of a dangling link the name that the engine still shows. */
  readonly source: string;
  /** Null when no container stands behind the link. */
  readonly sourceId: string | null;
  /** The network the link belongs to; null for a receiver without network. */
  readonly network: string | null;
  readonly variables: readonly LinkVariable[];
  readonly hosts: readonly string[];
  /** Why no variables are set; null when they are. */
  readonly unset: Unset | null;
}

/** All links of one receiver, by network and alias. */
export interface ReceiverLinks {
  readonly receiver: string;
  readonly receiverId: string;
  readonly links: readonly EngineLink[];
}

const BRIDGE = 'bridge';

/** The links of every inspected receiver that has any; `escapeHatch` says that the engine was started to keep link variables. */
export function engineLinks(engine: EngineFacts, escapeHatch: boolean): readonly ReceiverLinks[] {
  const around = surroundingsOf(engine);
  return engine.details
    .map((receiver) => ({ receiver: receiver.name, receiverId: receiver.id, links: linksOf(receiver, around, escapeHatch) }))
    .filter(({ links }) => links.length > 0);
}

/** The links of one receiver, by network and alias. */
export function linksOf(receiver: ContainerDetail, around: Surroundings, escapeHatch: boolean): readonly EngineLink[] {
  return [...hostConfigLinks(around, receiver, escapeHatch), ...networkLinks(around, receiver)].sort(byNetworkAndAlias);
}

function byNetworkAndAlias(a: EngineLink, b: EngineLink): number {
  return compareText(a.network ?? '', b.network ?? '') || compareText(a.alias, b.alias);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The containers behind the legacy links that the engine looks at when it starts the receiver. */
export function legacySources({ networks, networkMode, links }: ContainerDetail, around: Surroundings): readonly string[] {
  if (!networks.has(BRIDGE) || networkMode === 'none') return [];
  return links.flatMap((raw) => {
    const parsed = parseLinkString(raw);
    return parsed.kind === 'refused' ? [] : (behindLink(around, raw.slice(raw.indexOf(':') + 1), parsed.name) ?? []);
  });
}

/** A link of `HostConfig.Links` read, with the container that holds its full name: the engine shows a link whose source is gone as if it were alive. */
interface Registered {
  readonly raw: string;
  readonly alias: string;
  readonly fullName: string;
  readonly shownSource: string;
  /** The id of the container behind it. */
  readonly sourceId: string | null;
}

function hostConfigLinks(around: Surroundings, receiver: ContainerDetail, escapeHatch: boolean): readonly EngineLink[] {
  return receiver.links.flatMap((raw) => {
    const parsed = parseLinkString(raw);
    if (parsed.kind === 'refused') return [];
    const fullName = raw.slice(raw.indexOf(':') + 1);
    const sourceId = behindLink(around, fullName, parsed.name);
    const link = { raw, alias: lastComponent(fullName), fullName, shownSource: parsed.name, sourceId };
    return receiver.networkMode === 'none' ? [withoutNetwork(link)] : [legacyLink(around, receiver, link, escapeHatch)];
  });
}

/** The container that has the link's full name; the output of `docker inspect` does not tell that, only which container has the source's name. */
function behindLink({ origin, named }: Surroundings, fullName: string, shownSource: string): string | null {
  return named(origin === 'dump' ? `/${shownSource}` : fullName);
}

function withoutNetwork({ raw, alias, shownSource, sourceId }: Registered): EngineLink {
  return { mechanism: 'none', raw, alias, source: shownSource, sourceId, network: null, ...without(unset('no-network')) };
}

function legacyLink(around: Surroundings, receiver: ContainerDetail, link: Registered, escapeHatch: boolean): EngineLink {
  const { raw, alias, sourceId, shownSource } = link;
  const detail = sourceId === null ? null : around.detail(sourceId);
  const base = { mechanism: 'legacy', raw, alias, source: detail?.name ?? shownSource, sourceId, network: BRIDGE } as const;
  const endpoint = detail?.networks.get(BRIDGE);
  if (sourceId === null) return { ...base, ...without(unset(around.origin === 'dump' ? 'source-unread' : 'dangling', shownSource)) };
  if (!receiver.networks.has(BRIDGE)) return { ...base, ...without(unset('receiver-off-bridge', receiver.name)) };
  if (!detail) return { ...base, ...without(unset('source-unread', shownSource)) };
  if (!detail.running) return { ...base, ...without(unset('source-stopped', detail.name)) };
  if (!endpoint) return { ...base, ...without(unset('source-off-bridge', detail.name)) };
  return { ...base, ...effect(around, link, { detail, endpoint }, escapeHatch) };
}

function without(reason: Unset): Pick<EngineLink, 'variables' | 'hosts' | 'unset'> {
  return { variables: [], hosts: [], unset: reason };
}

/** What a live legacy link gives; hosts lines are written by every engine, variables only by some. */
function effect(
  { version }: Surroundings,
  { alias, fullName }: Registered,
  { detail, endpoint }: { readonly detail: ContainerDetail; readonly endpoint: Endpoint },
  escapeHatch: boolean,
): Pick<EngineLink, 'variables' | 'hosts' | 'unset'> {
  const { ipv4, ipv6 } = endpoint;
  const hosts = hostsLines({ alias, hostname: detail.hostname, sourceName: detail.name, ipv4, ipv6 });
  const algorithm = algorithmOf(version.apiVersion, escapeHatch);
  if (algorithm === null) return { variables: [], hosts, unset: unset('unknown-api', version.apiVersion) };
  if (algorithm === 'off') return { variables: [], hosts, unset: unset('off-on-engine', version.version) };
  const link = { alias, fullName, address: ipv4, exposedPorts: detail.exposedPorts, sourceEnv: detail.env };
  return { variables: linkVariables(link, algorithm), hosts, unset: null };
}

/** Links of `NetworkSettings.Networks`: private names in Docker's DNS, but on the default bridge, which has no DNS, nothing. */
function networkLinks({ named }: Surroundings, receiver: ContainerDetail): readonly EngineLink[] {
  return [...receiver.networks].flatMap(([network, { links }]) =>
    links.flatMap((raw): readonly EngineLink[] => {
      const link = parseLinkString(raw);
      if (link.kind === 'refused') return [];
      const owner = { source: link.name, sourceId: named(`/${link.name}`) };
      const onBridge = network === BRIDGE;
      const reason = onBridge ? unset('connected-to-bridge') : unset('dns-link', network);
      return [{ mechanism: onBridge ? 'none' : 'dns', raw, alias: link.alias, ...owner, network, ...without(reason) }];
    }),
  );
}
