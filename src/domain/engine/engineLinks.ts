import { algorithmOf } from '../env/algorithm.ts';
import { linkVariables } from '../env/linkVariables.ts';
import type { LinkVariable } from '../env/linkVariables.ts';
import { hostsLines } from '../hosts/hostsLines.ts';
import { lastComponent, parseLinkString } from '../links/linkString.ts';
import type { ContainerDetail, ContainerSummary, Endpoint, EngineFacts } from './container.ts';
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
  const facts = indexed(engine);
  return facts.details
    .map((receiver) => ({
      receiver: receiver.name,
      receiverId: receiver.id,
      links: [...hostConfigLinks(facts, receiver, escapeHatch), ...networkLinks(facts, receiver)].sort(byNetworkAndAlias),
    }))
    .filter(({ links }) => links.length > 0);
}

/** The facts with their containers by what links name them by. */
interface Indexed extends EngineFacts {
  readonly byName: ReadonlyMap<string, ContainerSummary>;
  readonly byId: ReadonlyMap<string, ContainerDetail>;
}

/** Of containers with one name the first counts, as it is listed. */
function indexed(facts: EngineFacts): Indexed {
  const byName = new Map<string, ContainerSummary>();
  for (const summary of facts.summaries) for (const name of summary.names) if (!byName.has(name)) byName.set(name, summary);
  return { ...facts, byName, byId: new Map(facts.details.map((detail) => [detail.id, detail])) };
}

function byNetworkAndAlias(a: EngineLink, b: EngineLink): number {
  return compareText(a.network ?? '', b.network ?? '') || compareText(a.alias, b.alias);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A link of `HostConfig.Links` read, with the container that holds its full name: the engine shows a link whose source is gone as if it were alive. */
interface Registered {
  readonly raw: string;
  readonly alias: string;
  readonly fullName: string;
  readonly shownSource: string;
  readonly source: ContainerSummary | undefined;
}

function hostConfigLinks(facts: Indexed, receiver: ContainerDetail, escapeHatch: boolean): readonly EngineLink[] {
  return receiver.links.flatMap((raw) => {
    const parsed = parseLinkString(raw);
    if (parsed.kind === 'refused') return [];
    const fullName = raw.slice(raw.indexOf(':') + 1);
    const source = behindLink(facts, fullName, parsed.name);
    const link = { raw, alias: lastComponent(fullName), fullName, shownSource: parsed.name, source };
    return receiver.networkMode === 'none' ? [withoutNetwork(link)] : [legacyLink(facts, receiver, link, escapeHatch)];
  });
}

/** The container that has the link's full name; the output of `docker inspect` does not tell that, only which container has the source's name. */
function behindLink({ origin, byName }: Indexed, fullName: string, shownSource: string): ContainerSummary | undefined {
  return byName.get(origin === 'dump' ? `/${shownSource}` : fullName);
}

function withoutNetwork({ raw, alias, shownSource, source }: Registered): EngineLink {
  return { mechanism: 'none', raw, alias, ...named(shownSource, source), network: null, ...without(unset('no-network')) };
}

function legacyLink(facts: Indexed, receiver: ContainerDetail, link: Registered, escapeHatch: boolean): EngineLink {
  const detail = facts.byId.get(link.source?.id ?? '');
  const base = { mechanism: 'legacy', raw: link.raw, alias: link.alias, network: BRIDGE } as const;
  const owner = named(detail?.name ?? link.shownSource, link.source);
  const endpoint = detail?.networks.get(BRIDGE);
  if (!link.source)
    return { ...base, ...owner, ...without(unset(facts.origin === 'dump' ? 'source-unread' : 'dangling', link.shownSource)) };
  if (!receiver.networks.has(BRIDGE)) return { ...base, ...owner, ...without(unset('receiver-off-bridge', receiver.name)) };
  if (!detail) return { ...base, ...owner, ...without(unset('source-unread', link.shownSource)) };
  if (!detail.running) return { ...base, ...owner, ...without(unset('source-stopped', detail.name)) };
  if (!endpoint) return { ...base, ...owner, ...without(unset('source-off-bridge', detail.name)) };
  return { ...base, ...owner, ...effect(facts, link, { detail, endpoint }, escapeHatch) };
}

function named(source: string, summary: ContainerSummary | undefined): Pick<EngineLink, 'source' | 'sourceId'> {
  return { source, sourceId: summary?.id ?? null };
}

function without(reason: Unset): Pick<EngineLink, 'variables' | 'hosts' | 'unset'> {
  return { variables: [], hosts: [], unset: reason };
}

/** What a live legacy link gives; hosts lines are written by every engine, variables only by some. */
function effect(
  { version }: EngineFacts,
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
function networkLinks({ byName }: Indexed, receiver: ContainerDetail): readonly EngineLink[] {
  return [...receiver.networks].flatMap(([network, { links }]) =>
    links.flatMap((raw): readonly EngineLink[] => {
      const link = parseLinkString(raw);
      if (link.kind === 'refused') return [];
      const owner = named(link.name, byName.get(`/${link.name}`));
      const onBridge = network === BRIDGE;
      const reason = onBridge ? unset('connected-to-bridge') : unset('dns-link', network);
      return [{ mechanism: onBridge ? 'none' : 'dns', raw, alias: link.alias, ...owner, network, ...without(reason) }];
    }),
  );
}
