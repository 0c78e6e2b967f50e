import type { ContainerDetail } from '../engine/container.ts';

/** Networks whose DNS does not know their containers' names. */
const WITHOUT_DNS = new Set(['bridge', 'host', 'none']);

/** The networks of a container that have names in Docker's DNS. */
export function userNetworks({ networks }: ContainerDetail): readonly string[] {
  return [...networks.keys()].filter((name) => !WITHOUT_DNS.has(name));
}

/** The names a container answers to on a network: its own, short id, hostname and network aliases; none on a network it is not on. */
export function answeringNames(container: ContainerDetail, network: string): readonly string[] {
  const endpoint = container.networks.get(network);
  if (!endpoint) return [];
  return [...new Set([container.name, container.id.slice(0, 12), container.hostname, ...endpoint.aliases, ...endpoint.dnsNames])];
}
