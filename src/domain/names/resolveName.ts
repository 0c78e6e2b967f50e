import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { linksOf } from '../engine/engineLinks.ts';
import type { SwarmName } from '../engine/swarmName.ts';
import { surroundingsOf } from '../engine/surroundings.ts';
import { isIpv6, linesNaming, readHosts } from '../hosts/hostsFile.ts';
import type { HostsLine } from '../hosts/hostsFile.ts';
import { parseLinkString } from '../links/linkString.ts';
import { answering, userNetworks } from '../verdicts/dnsNames.ts';
import type { ReceiverEvidence } from '../verdicts/evidence.ts';
import { extraName, readingGround } from '../verdicts/linkCase.ts';
import { derived, told } from '../verdicts/verdict.ts';
import type { Ground, Known } from '../verdicts/verdict.ts';
import { DOCKER_DNS, queriesFor, resolverFor } from './resolvConf.ts';
import type { Resolver } from './resolvConf.ts';

/** Whom a name leads to inside a running container. */
export interface Resolution {
  readonly known: Exclude<Known, 'unknown'>;
  readonly containers: readonly ContainerDetail[];
  /** What it resolves to: one address of a family by the hosts file, by DNS one for each container and network, in turn. */
  readonly addresses: readonly string[];
  /** Addresses of the hosts file that no container of the engine has. */
  readonly strangers: readonly string[];
  /** Whether `--add-host` names it. */
  readonly isAdded: boolean;
  /** What other name servers are asked for before it is found; one of them may know it, which nobody tells. */
  readonly asksFirst: readonly string[];
  readonly grounds: readonly Ground[];
}

/** Why nobody can tell whom a name leads to, in one sentence. */
export interface Unresolved {
  readonly reason: string;
}

/** What a container needs to be asked for a name: its inspect data, and its hosts file as far as it was read. */
export interface Asked {
  readonly receiver: ContainerDetail;
  readonly facts: EngineFacts;
  readonly evidence: ReceiverEvidence;
  /** What its `resolv.conf` says; absent when nobody read it, then it is what the engine writes there as far as it tells. */
  readonly resolver?: Resolver;
}

/** Whom a name leads to, as the C library asks: the hosts file first, then the DNS of the container's user-defined networks (libnetwork `Sandbox.ResolveName`). */
export function resolveName(name: string, asked: Asked): Resolution | Unresolved {
  return unanswerable(asked) ?? inHosts(name, asked) ?? inDns(name, asked);
}

/** Why no name of a container can be told; null where names can. */
export function unanswerable(asked: Asked): Unresolved | null {
  const { receiver, facts } = asked;
  if (facts.version.product === 'podman' && receiver.running && !readOf(asked)) return { reason: PODMAN };
  if (!receiver.running) return { reason: `"${receiver.name}" does not run.` };
  return receiver.networkMode.startsWith('container:')
    ? { reason: `"${receiver.name}" asks for names as the container does whose network it shares.` }
    : null;
}

const PODMAN = 'Only the resolv.conf of a container tells whether Podman answers it for names, and nobody read that.';

/** The networks in whose DNS a container's names are looked up: with Docker the user-defined ones, with Podman those whose gateway its `resolv.conf` names as a server. */
export function dnsNetworks(asked: Asked): readonly string[] {
  const { receiver, facts } = asked;
  if (facts.version.product !== 'podman') return userNetworks(receiver);
  const servers = new Set(readOf(asked)?.servers);
  return [...receiver.networks].flatMap(([network, { gateway }]) => (servers.has(gateway) ? [network] : []));
}

/** What stands behind the names of containers in Podman's DNS (aardvark-dns). */
export const PODMAN_DOMAIN = 'dns.podman';

/** Null where the hosts file has no line with the name. */
function inHosts(name: string, asked: Asked): Resolution | Unresolved | null {
  const { receiver, facts, evidence } = asked;
  const { hosts } = evidence;
  const added = receiver.extraHosts.filter((entry) => extraName(entry).toLowerCase() === name.toLowerCase());
  const lines = linesNaming(hostsLinesOf(asked), name);
  if (lines.length === 0)
    return hosts.kind === 'unknown' && mayHaveLine(name, asked) ? { reason: `Hosts file: ${hosts.reason.text}` } : null;
  const addresses = [false, true].flatMap((family) => lines.find(({ address }) => isIpv6(address) === family)?.address ?? []);
  const owners = addresses.map((address) => facts.details.find((detail) => isAt(detail, address)));
  const text = lines.map((line) => `"${line.text.replaceAll('\t', ' ')}"`).join(', ');
  return {
    known: hosts.kind === 'read' ? 'read' : 'derived',
    containers: unique(owners.flatMap((owner) => owner ?? [])),
    addresses,
    strangers: addresses.filter((_, index) => owners[index] === undefined),
    isAdded: added.length > 0,
    asksFirst: [],
    grounds: [
      hosts.kind === 'read' ? readingGround('Hosts file', hosts, () => text) : derived(`Hosts file, as the engine writes it: ${text}`),
      ...added.map((entry) => told(`--add-host ${entry}`)),
    ],
  };
}

/** Whether `--add-host` gives a container this name. */
export function isAddedHost({ extraHosts }: ContainerDetail, name: string): boolean {
  return extraHosts.some((entry) => extraName(entry).toLowerCase() === name.toLowerCase());
}

/** The lines of the hosts file; while it is not read, those that `--add-host` and live links put into it. */
export function hostsLinesOf({ receiver, facts, evidence: { hosts } }: Asked): readonly HostsLine[] {
  if (hosts.kind === 'read') return hosts.value;
  const added = receiver.extraHosts.map((entry) => `${entry.slice(extraName(entry).length + 1)}\t${extraName(entry)}`);
  const links = linksOf(receiver, surroundingsOf(facts), false).flatMap((link) => link.hosts);
  return readHosts([...added, ...links].join('\n'));
}

/** Whether a link whose source is not there now may have left a line with the name. */
function mayHaveLine(name: string, { receiver, facts }: Asked): boolean {
  const links = linksOf(receiver, surroundingsOf(facts), false);
  return links.some((link) => link.mechanism === 'legacy' && link.hosts.length === 0 && [link.alias, link.source].includes(name));
}

function isAt({ networks, running }: ContainerDetail, address: string): boolean {
  return running && [...networks.values()].some(({ ipv4, ipv6 }) => ipv4 === address || ipv6 === address);
}

function inDns(name: string, asked: Asked): Resolution {
  const { receiver, evidence } = asked;
  const hosts = readingGround('Hosts file', evidence.hosts, () => `no line with "${name}"`);
  const known = evidence.hosts.kind === 'read' ? 'read' : 'derived';
  const networks = dnsNetworks(asked);
  const nobody = { known, containers: [], addresses: [], strangers: [], isAdded: false, asksFirst: [] } as const;
  if (networks.length === 0) {
    const where = [...receiver.networks.keys()].join(', ');
    const none = told(`Networks of "${receiver.name}": ${where === '' ? 'none' : where}; containers have no names in DNS there.`);
    return { ...nobody, grounds: [hosts, none] };
  }
  const resolver = resolverOf(asked);
  const isPodman = asked.facts.version.product === 'podman';
  if (!isPodman && resolver.servers && !resolver.servers.includes(DOCKER_DNS)) {
    const servers = resolver.servers.join(', ');
    return {
      ...nobody,
      grounds: [hosts, told(`Name servers of "${receiver.name}": ${servers}; Docker's DNS at ${DOCKER_DNS} is not asked.`)],
    };
  }
  const looks = queriesFor(name, resolver).map((query) => ({ query, found: networks.map((network) => onNetwork(query, network, asked)) }));
  const at = looks.findIndex(({ found }) => found.some(({ addresses, containers }) => addresses.length + containers.length > 0));
  const answer = looks[at];
  const found = answer?.found ?? looks.find(({ query }) => query === name)?.found ?? [];
  const asksFirst = looks.slice(0, Math.max(at, 0)).map(({ query }) => query);
  const first = asksFirst.map((query) => derived(`Asked of other name servers first, which may know it: "${query}".`));
  return {
    ...nobody,
    known: asksFirst.length > 0 || isPodman ? 'derived' : known,
    containers: unique(found.flatMap(({ containers }) => containers)),
    addresses: [...new Set(found.flatMap(({ addresses }) => addresses))],
    asksFirst,
    grounds: [hosts, ...first, ...found.map(({ ground }) => ground)],
  };
}

/** How a container asks for names, as it was read or as the engine writes it. */
export function resolverOf(asked: Asked): Resolver {
  return readOf(asked) ?? resolverFor(asked.receiver, userNetworks(asked.receiver).length > 0);
}

function readOf({ resolver, evidence }: Asked): Resolver | undefined {
  return resolver ?? evidence.resolver;
}

/** Whom a network's DNS tells of, and where. */
interface OnNetwork {
  readonly containers: readonly ContainerDetail[];
  readonly addresses: readonly string[];
  readonly ground: Ground;
}

/** A private alias of a link wins over what others are called; the last one counts, and it minds the letter case. A Swarm's service answers beside containers of its name. */
function onNetwork(name: string, network: string, { receiver, facts }: Asked): OnNetwork {
  const suffix = `.${facts.version.product === 'podman' ? PODMAN_DOMAIN : network}`;
  const plain = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  const links = (receiver.networks.get(network)?.links ?? []).map(parseLinkString);
  const own = links.findLast((link) => link.kind === 'link' && link.alias === plain);
  const wanted = own?.kind === 'link' ? own.name : plain;
  const holders = answering(facts, network, wanted);
  const running = holders.filter((one) => one.running);
  const services = swarmNamesOf(facts, network, wanted).filter(({ addresses }) => addresses.length > 0);
  const by = own?.kind === 'link' ? ` by its link to "${own.name}"` : '';
  const stopped = holders.filter((one) => !one.running).map((one) => `"${one.name}" (${one.state.status})`);
  const words = [
    ...running.map((one) => `"${one.name}"`),
    ...services.map(
      ({ service, kind, addresses }) => `service "${service}" (${kind === 'VIP' ? 'virtual IP' : 'tasks'} ${addresses.join(', ')})`,
    ),
  ];
  const rest = stopped.length > 0 ? `, and ${stopped.join(', ')} has the name but does not run` : '';
  return {
    containers: [...running, ...services.flatMap(({ service }) => tasksOf(facts, service))],
    addresses: [...running.flatMap((one) => addressesOn(one, network)), ...services.flatMap((one) => one.addresses)],
    ground: told(`Network "${network}"${by}: ${words.length === 0 ? 'nobody' : words.join(', ')}${rest}.`),
  };
}

/** The names of services of a Swarm on a network that are this one, in whatever case. */
export function swarmNamesOf({ swarm = [] }: EngineFacts, network: string, name: string): readonly SwarmName[] {
  return swarm.filter((one) => one.network === network && one.name.toLowerCase() === name.toLowerCase());
}

/** The running containers of a Swarm's service that are on this engine; others may be elsewhere. */
export function tasksOf({ summaries, details }: EngineFacts, service: string): readonly ContainerDetail[] {
  const ids = new Set(summaries.flatMap(({ id, labels }) => (labels.get('com.docker.swarm.service.name') === service ? [id] : [])));
  return details.filter(({ id, running }) => running && ids.has(id));
}

function addressesOn({ networks }: ContainerDetail, network: string): readonly string[] {
  const { ipv4 = '', ipv6 = '' } = networks.get(network) ?? {};
  return [ipv4, ipv6].filter((address) => address !== '');
}

/** Each once, by name. */
function unique(details: readonly ContainerDetail[]): readonly ContainerDetail[] {
  return [...new Set(details)].sort((one, other) => (one.name < other.name ? -1 : 1));
}
