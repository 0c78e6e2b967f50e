import { commandForwardings, handWritten, passesOn } from './forwardings.ts';
import type { Forwarding } from './forwardings.ts';
import { imageKind } from './images.ts';
import type { Station } from './station.ts';

/** One reason to take a service or container for an ambassador. */
export interface Evidence {
  readonly code: 'image' | 'command' | 'environment' | 'name' | 'linked' | 'links' | 'ports' | 'published';
  readonly points: number;
  /** Half a sentence: "runs socat". */
  readonly text: string;
}

/** Where an ambassador passes connections on to. */
export interface Server {
  /** `near`: a service or container at hand, by its name; `far`: an address that nobody at hand has. */
  readonly kind: 'near' | 'far';
  readonly name: string;
  /** The name it is asked for by: a link's alias, or the name itself. */
  readonly alias: string;
  /** How it is found: by what a link set when the ambassador started, by a name each time, by an address that somebody wrote, or nobody tells. */
  readonly found: 'at-start' | 'by-name' | 'by-address' | 'unknown';
  /** The port that is listened on, and the one that is asked for, as far as they are known. */
  readonly ports: readonly { readonly listens: number | null; readonly port: number | null }[];
}

/** A service or container that stands between a client and a server, and passes connections on. */
export interface Ambassador {
  readonly name: string;
  readonly score: number;
  /** The weightiest first. */
  readonly evidence: readonly Evidence[];
  /** Who links to it, and by which name. */
  readonly clients: readonly { readonly name: string; readonly alias: string }[];
  readonly servers: readonly Server[];
}

/** So many points make an ambassador, if one of them is of its nature: no single sign is a proof. */
export const ENOUGH = 4;

const OF_NATURE: ReadonlySet<Evidence['code']> = new Set(['image', 'command', 'name']);

/** The ambassadors among services of one file, or among containers of one engine. */
export function ambassadorsAmong(stations: readonly Station[]): readonly Ambassador[] {
  const byName = new Map(stations.map((station) => [station.name, station]));
  const clients = new Map<string, { name: string; alias: string }[]>();
  for (const { name, links } of stations) {
    for (const { to, alias } of links) {
      const known = clients.get(to) ?? [];
      if (known.length === 0) clients.set(to, known);
      if (!known.some((each) => each.name === name && each.alias === alias)) known.push({ name, alias });
    }
  }
  return stations.flatMap((station) => ambassadorOf(station, { byName, clients: clients.get(station.name) ?? [] }) ?? []);
}

interface Around {
  readonly byName: ReadonlyMap<string, Station>;
  readonly clients: Ambassador['clients'];
}

function ambassadorOf(station: Station, { byName, clients }: Around): Ambassador | null {
  const { name, image, command } = station;
  const kind = imageKind(image);
  const passes = passesOn(command) || /(?:^|[\s/])haproxy\b/.test(command);
  const named = /(?:^|[._-])ambassadord?(?:[._-]?\d+)?$/i.test(name);
  if (kind === 'kubernetes' || (kind === 'other' && !passes && !named)) return null;
  const servers = serversOf(station, byName);
  const own = new Set(servers.map((server) => server.name));
  // A proxy before several servers shares the load out.
  if (kind === 'proxy' && own.size > 1) return null;
  const evidence = [
    ...imageEvidence(kind, image),
    ...(passes ? [{ code: 'command', points: 3, text: `runs ${programOf(command)}, which passes connections on` } as const] : []),
    ...environmentEvidence(station, byName),
    ...(named ? [{ code: 'name', points: 2, text: 'is called an ambassador' } as const] : []),
    ...betweenEvidence(station, clients, byName),
    ...publishedEvidence(station, servers),
  ].sort((a, b) => b.points - a.points);
  const score = evidence.reduce((sum, { points }) => sum + points, 0);
  if (score < ENOUGH || !evidence.some(({ code }) => OF_NATURE.has(code)) || (servers.length === 0 && kind !== 'made-for')) return null;
  return { name, score, evidence, clients, servers };
}

function imageEvidence(kind: ReturnType<typeof imageKind>, image: string): readonly Evidence[] {
  switch (kind) {
    case 'made-for':
      return [{ code: 'image', points: 4, text: `the image ${image} was made for ambassadors` }];
    case 'named':
      return [{ code: 'image', points: 3, text: `the image ${image} is named after ambassadors` }];
    case 'proxy':
      return [{ code: 'image', points: 2, text: `the image ${image} is a proxy` }];
    case 'kubernetes':
    case 'other':
      return [];
  }
}

function programOf(command: string): string {
  return /\b(?:socat|simpleproxy|redir|haproxy|nc)\b/.exec(command)?.[0] ?? 'a proxy';
}

/** A name of a service in place of an address is what one sets instead of a link, and no sign. */
function environmentEvidence(station: Station, byName: Around['byName']): readonly Evidence[] {
  const far = handWritten(station).filter(({ host }) => !byName.has(host));
  const [first] = far;
  if (!first) return [];
  return [{ code: 'environment', points: 2, text: `${first.name} is written by hand, without a link that would set it` }];
}

function betweenEvidence(station: Station, clients: Ambassador['clients'], byName: Around['byName']): readonly Evidence[] {
  const { links, ports, command } = station;
  const evidence: Evidence[] = [];
  const [client] = clients;
  if (client)
    evidence.push({ code: 'linked', points: 1, text: `${listed(clients.map((each) => each.name))} ${verb(clients, 'link')} to it` });
  if (links.length > 0) evidence.push({ code: 'links', points: 1, text: `links to ${listed(links.map(({ to }) => to))}` });
  if (!client || links.length === 0) return evidence;
  const mine = new Set([...ports, ...commandForwardings(command).flatMap(({ listens }) => (listens === null ? [] : [`${listens}/tcp`]))]);
  const met = links.flatMap(({ to }) => byName.get(to)?.ports ?? []).find((port) => mine.has(port));
  if (met !== undefined) evidence.push({ code: 'ports', points: 1, text: `has the port ${met} of what it links to` });
  return evidence;
}

function publishedEvidence({ published }: Station, servers: readonly Server[]): readonly Evidence[] {
  const passed = new Set(servers.flatMap(({ ports }) => ports.flatMap(({ listens }) => (listens === null ? [] : [`${listens}/tcp`]))));
  const same = published.find((port) => passed.has(port));
  return same === undefined ? [] : [{ code: 'published', points: 1, text: `publishes the port ${same} that it passes on` }];
}

function serversOf(station: Station, byName: Around['byName']): readonly Server[] {
  const { links, command, image } = station;
  const passed = [...commandForwardings(command), ...handWritten(station)];
  const near = links.map(({ to, alias }): Server => {
    const own = passed.filter(({ host }) => host === alias || host === to);
    const known = (byName.get(to)?.ports ?? []).filter((port) => station.ports.includes(port)).map((port) => Number.parseInt(port, 10));
    const ports = own.length > 0 ? own.map(portsOf) : known.map((port) => ({ listens: port, port }));
    const found = own.some(({ from }) => from === 'command') ? 'by-name' : readsLinks(image, command) ? 'at-start' : 'unknown';
    return { kind: 'near', name: to, alias, found, ports };
  });
  const names = new Set(links.flatMap(({ to, alias }) => [to, alias]));
  const others = new Map<string, Forwarding[]>();
  for (const each of passed) if (!names.has(each.host)) others.set(each.host, [...(others.get(each.host) ?? []), each]);
  const further = [...others].map(([host, own]): Server => {
    const found = isAddress(host) ? 'by-address' : 'by-name';
    return { kind: byName.has(host) ? 'near' : 'far', name: host, alias: host, found, ports: own.map(portsOf) };
  });
  const followed = imageKind(image) === 'made-for' ? /(?:^|\s)-name[= ](\S+)/.exec(command)?.[1] : undefined;
  const grand: readonly Server[] =
    followed === undefined || names.has(followed)
      ? []
      : [{ kind: byName.has(followed) ? 'near' : 'far', name: followed, alias: followed, found: 'by-name', ports: [] }];
  return [...near, ...further, ...grand];
}

/** Its start script makes a socat of each variable of a link (svendowideit/ambassador `run.sh`), or its command names one; haproxy asks for names once, when it starts. */
function readsLinks(image: string, command: string): boolean {
  if (/\bhaproxy\b/.test(`${image} ${command}`)) return true;
  return /(?:^|\/)svendowideit\/ambassador(?::|$)/.test(image) || /_TCP(?:_ADDR)?\b/.test(command);
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[');
}

function portsOf({ listens, port }: Forwarding): Server['ports'][number] {
  return { listens, port };
}

function verb(many: readonly unknown[], word: string): string {
  return many.length === 1 ? `${word}s` : word;
}

/** Names in a row, the last after "and". */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const last = distinct.at(-1) ?? '';
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`;
}
