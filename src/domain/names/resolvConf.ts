import type { ContainerDetail } from '../engine/container.ts';

/** How a container asks for names: what its `resolv.conf` says, or what it follows from (resolv.conf(5)). */
export interface Resolver {
  /** The servers that are asked, in their order; null where nobody tells. */
  readonly servers: readonly string[] | null;
  /** The domains that are put behind a name; null for those of the engine's host, which nobody tells. */
  readonly search: readonly string[] | null;
  /** How many dots a name has that is asked for as it is before a domain is put behind it. */
  readonly ndots: number;
}

/** Where Docker's DNS listens inside containers (libnetwork `resolver.go`). */
export const DOCKER_DNS = '127.0.0.11';

/** What a `resolv.conf` says; of several lines with search domains the last counts. */
export function readResolvConf(file: string): Resolver {
  const lines = file.split('\n').map((line) => line.trim().split(/\s+/));
  const words = (keyword: string): readonly (readonly string[])[] => lines.flatMap(([first, ...rest]) => (first === keyword ? [rest] : []));
  const search = lines.findLast(([first]) => first === 'search' || first === 'domain')?.slice(1) ?? [];
  return {
    servers: words('nameserver').flatMap(([server]) => server ?? []),
    search: search.filter((domain) => domain !== '.'),
    ndots: ndotsIn(words('options').flat()) ?? 1,
  };
}

/** What the engine writes into the `resolv.conf` of a container as far as its inspect data tells: on a user-defined network Docker's own DNS, which is asked for every name as it is unless the options say otherwise (libnetwork `rebuildDNS`). */
export function resolverFor({ dns }: ContainerDetail, asksDocker: boolean): Resolver {
  const { servers = [], search = [], options = [] } = dns ?? {};
  return {
    servers: asksDocker ? [DOCKER_DNS] : servers.length > 0 ? servers : null,
    search: search.length > 0 ? search.filter((domain) => domain !== '.') : null,
    ndots: ndotsIn(options) ?? (asksDocker ? 0 : 1),
  };
}

function ndotsIn(options: readonly string[]): number | null {
  const found = options.findLast((option) => /^ndots:\d+$/.test(option));
  return found === undefined ? null : Number(found.slice('ndots:'.length));
}

/** What stands for domains that nobody tells. */
const UNTOLD = '<search domain of the host>';

/** What is asked for one after the other when a program asks for a name, until somebody answers. */
export function queriesFor(name: string, { search, ndots }: Resolver): readonly string[] {
  const longer = (search ?? [UNTOLD]).map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [name, ...longer] : [...longer, name];
}
