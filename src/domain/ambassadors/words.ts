import { listed } from './ambassador.ts';
import type { Ambassador, Server } from './ambassador.ts';

/** Client, ambassador and server in a row: `web → redis_ambassador → redis`. */
export function chainWords({ name, clients, servers }: Ambassador): string {
  const before = clients.length > 0 ? listed(clients.map((client) => client.name)) : 'whoever asks';
  const after = servers.length > 0 ? listed(servers.map(serverWords)) : 'not known';
  return `${before} → ${name} → ${after}`;
}

/** A server as people write it; of one elsewhere its address. */
export function serverWords({ kind, name, ports }: Server): string {
  const port = ports.length === 1 ? ports[0]?.port : null;
  return kind === 'far' && port !== null && port !== undefined ? `${name}:${port}` : name;
}

/** What takes an ambassador's place, and whether that is a matter of these files alone. */
export interface Advice {
  readonly where: 'same-host' | 'other-host' | 'unknown';
  /** Each one sentence. */
  readonly steps: readonly string[];
}

/** What a person can do without the ambassador; nothing of it is done by itself. */
export function adviceFor(ambassador: Ambassador): Advice {
  const { servers } = ambassador;
  if (servers.length === 0)
    return { where: 'unknown', steps: ['Find out where it passes connections on to: what is at hand does not tell.'] };
  return servers.some(({ kind }) => kind === 'far') ? otherHost(ambassador) : sameHost(ambassador);
}

function sameHost({ name, clients, servers }: Ambassador): Advice {
  const askers = clients.length > 0 ? listed(clients.map((client) => client.name)) : 'Whoever asks';
  const turned = servers.flatMap(({ name: server, ports }) =>
    ports.flatMap(({ listens, port }) =>
      listens !== null && port !== null && listens !== port
        ? [`A name cannot turn one port into another: ${askers} must ask ${server} for port ${port} in place of ${listens}.`]
        : [],
    ),
  );
  const aliases = [...new Set(clients.map(({ alias }) => alias))].filter((alias) => !servers.some((server) => server.name === alias));
  const alias = aliases.length > 0 ? ` Give ${serverNames(servers)} the name ${listed(aliases)} as a network alias.` : '';
  return {
    where: 'same-host',
    steps: [`Delete ${name} and let ${askers} ask ${serverNames(servers)} itself, on a network of their own.${alias}`, ...turned],
  };
}

function serverNames(servers: readonly Server[]): string {
  return listed(servers.map(({ name }) => name));
}

function otherHost({ name, servers }: Ambassador): Advice {
  const far = listed(servers.filter(({ kind }) => kind === 'far').map(serverWords));
  return {
    where: 'other-host',
    steps: [
      `If ${far} is a container on another Docker host: join the hosts to a Swarm, put client and server on one attachable overlay network, with the name as an alias of the server, and delete ${name} and its other half.`,
      `If it is no container: let the client ask for its DNS name, or name the address in extra_hosts, and delete ${name}.`,
    ],
  };
}

/** What is wrong with it, by how it finds its server: half a sentence. */
export function faultOf({ servers }: Ambassador): string {
  const by = (found: Server['found']): string => listed(servers.filter((server) => server.found === found).map(serverWords));
  if (by('at-start') !== '') return `it keeps the address that ${by('at-start')} had when it started, whoever has that address by now`;
  if (by('by-address') !== '') return `it passes on to ${by('by-address')}, an address that somebody wrote and nobody corrects`;
  if (by('by-name') !== '') return `it asks for ${by('by-name')} by name, which its clients can do themselves`;
  return 'how it finds its server is not told here';
}

/** What is said where an ambassador is written. */
export function ambassadorMessage(ambassador: Ambassador): string {
  const [step = ''] = adviceFor(ambassador).steps;
  return `"${ambassador.name}" is an ambassador (${chainWords(ambassador)}): ${faultOf(ambassador)}. ${step}`;
}
