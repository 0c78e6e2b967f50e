import { memoized } from '../../base/memo.ts';
import type { ContainerDetail, EngineFacts, EngineVersion } from '../engine/container.ts';

/** Networks whose DNS does not know their containers' names. */
const WITHOUT_DNS = new Set(['bridge', 'host', 'none']);

/** The networks of a container that have names in Docker's DNS. */
export function userNetworks({ networks }: ContainerDetail): readonly string[] {
  return [...networks.keys()].filter((name) => !WITHOUT_DNS.has(name));
}

/** The names a container answers to on a network: its own, short id, hostname and network aliases, with Podman no hostname; none on a network it is not on. */
export function answeringNames(
  container: ContainerDetail,
  network: string,
  product: EngineVersion['product'] = 'docker',
): readonly string[] {
  const endpoint = container.networks.get(network);
  if (!endpoint) return [];
  // aardvark-dns is told a container's name and its aliases, of which the short id is one.
  if (product === 'podman') return [...new Set([container.name, ...endpoint.aliases])];
  return [...new Set([container.name, container.id.slice(0, 12), container.hostname, ...endpoint.aliases, ...endpoint.dnsNames])];
}

/** The containers that answer to a name on a user-defined network, whatever its case. */
export function answering(facts: EngineFacts, network: string, name: string): readonly ContainerDetail[] {
  return namesOf(facts).get(network)?.get(name.toLowerCase()) ?? [];
}

const namesOf = memoized(({ details, version }: EngineFacts): ReadonlyMap<string, ReadonlyMap<string, readonly ContainerDetail[]>> => {
  const networks = new Map<string, Map<string, ContainerDetail[]>>();
  for (const detail of details) {
    for (const network of userNetworks(detail)) {
      const names = networks.get(network) ?? new Map<string, ContainerDetail[]>();
      networks.set(network, names);
      for (const name of new Set(answeringNames(detail, network, version.product).map((each) => each.toLowerCase()))) {
        const holders = names.get(name);
        if (holders) holders.push(detail);
        else names.set(name, [detail]);
      }
    }
  }
  return networks;
});
