import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { linksOf } from '../engine/engineLinks.ts';
import { surroundingsOf } from '../engine/surroundings.ts';
import { isIpv6, linesNaming, readHosts } from '../hosts/hostsFile.ts';
import type { HostsLine } from '../hosts/hostsFile.ts';
import { parseLinkString } from '../links/linkString.ts';
import { answering, userNetworks } from '../verdicts/dnsNames.ts';
import type { ReceiverEvidence } from '../verdicts/evidence.ts';
import { extraName, readingGround } from '../verdicts/linkCase.ts';
import { derived, told } from '../verdicts/verdict.ts';
import type { Ground, Known } from '../verdicts/verdict.ts';

/** Whom a name leads to inside a running container. */
export interface Resolution {
  readonly known: Exclude<Known, 'unknown'>;
  readonly containers: readonly ContainerDetail[];
  /** Addresses of the hosts file that no container of the engine has. */
  readonly strangers: readonly string[];
  /** Whether `--add-host` names it. */
  readonly isAdded: boolean;
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
}

/** Whom a name leads to, as the C library asks: the hosts file first, then the DNS of the container's user-defined networks (libnetwork `Sandbox.ResolveName`). */
export function resolveName(name: string, asked: Asked): Resolution | Unresolved {
  const { receiver, facts } = asked;
  if (facts.version.product === 'podman') return { reason: 'How Podman answers for names is not told by what it says of containers.' };
  if (!receiver.running) return { reason: `"${receiver.name}" does not run.` };
  if (receiver.networkMode.startsWith('container:'))
    return { reason: `"${receiver.name}" asks for names as the container does whose network it shares.` };
  return inHosts(name, asked) ?? inDns(name, asked);
}

/** Null where the hosts file has no line with the name. */
function inHosts(name: string, asked: Asked): Resolution | Unresolved | null {
  const { receiver, facts, evidence } = asked;
  const { hosts } = evidence;
  const added = receiver.extraHosts.filter((entry) => extraName(entry).toLowerCase() === name.toLowerCase());
  const file = hosts.kind === 'read' ? hosts.value : writtenLines(asked);
  const lines = linesNaming(file, name);
  if (lines.length === 0)
    return hosts.kind === 'unknown' && mayHaveLine(name, asked) ? { reason: `Hosts file: ${hosts.reason.text}` } : null;
  const addresses = [false, true].flatMap((family) => lines.find(({ address }) => isIpv6(address) === family)?.address ?? []);
  const owners = addresses.map((address) => facts.details.find((detail) => isAt(detail, address)));
  const text = lines.map((line) => `"${line.text.replaceAll('\t', ' ')}"`).join(', ');
  return {
    known: hosts.kind === 'read' ? 'read' : 'derived',
    containers: unique(owners.flatMap((owner) => owner ?? [])),
    strangers: addresses.filter((_, index) => owners[index] === undefined),
    isAdded: added.length > 0,
    grounds: [
      hosts.kind === 'read' ? readingGround('Hosts file', hosts, () => text) : derived(`Hosts file, as the engine writes it: ${text}`),
      ...added.map((entry) => told(`--add-host ${entry}`)),
    ],
  };
}

/** The lines that `--add-host` and live links put into the file. */
function writtenLines({ receiver, facts }: Asked): readonly HostsLine[] {
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
  const networks = userNetworks(receiver);
  if (networks.length === 0) {
    const where = [...receiver.networks.keys()].join(', ');
    const none = told(`Networks of "${receiver.name}": ${where === '' ? 'none' : where}; containers have no names in DNS there.`);
    return { known, containers: [], strangers: [], isAdded: false, grounds: [hosts, none] };
  }
  const found = networks.map((network) => onNetwork(name, network, asked));
  return {
    known,
    containers: unique(found.flatMap(({ containers }) => containers)),
    strangers: [],
    isAdded: false,
    grounds: [hosts, ...found.map(({ ground }) => ground)],
  };
}

/** A private alias of a link wins over what others are called; the last one counts, and it minds the letter case. */
function onNetwork(
  name: string,
  network: string,
  { receiver, facts }: Asked,
): { readonly containers: readonly ContainerDetail[]; readonly ground: Ground } {
  const suffix = `.${network}`;
  const plain = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  const links = (receiver.networks.get(network)?.links ?? []).map(parseLinkString);
  const own = links.findLast((link) => link.kind === 'link' && link.alias === plain);
  const wanted = own?.kind === 'link' ? own.name : plain;
  const holders = answering(facts, network, wanted);
  const containers = holders.filter(({ running }) => running);
  const by = own?.kind === 'link' ? ` by its link to "${own.name}"` : '';
  const stopped = holders.filter(({ running }) => !running).map((one) => `"${one.name}" (${one.state.status})`);
  const who = containers.length === 0 ? 'nobody' : containers.map((one) => `"${one.name}"`).join(', ');
  const rest = stopped.length > 0 ? `, and ${stopped.join(', ')} has the name but does not run` : '';
  return { containers, ground: told(`Network "${network}"${by}: ${who}${rest}.`) };
}

/** Each once, by name. */
function unique(details: readonly ContainerDetail[]): readonly ContainerDetail[] {
  return [...new Set(details)].sort((one, other) => (one.name < other.name ? -1 : 1));
}
