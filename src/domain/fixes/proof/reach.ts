import { memoized } from '../../../base/memo.ts';
import { servicesOf, unique } from './world.ts';
import type { Effects, Proving, World } from './world.ts';

/** Whom Compose no longer restarts with their source (compose-go `loader/normalize.go`: a link asks for it). */
export function uncoupled({ was, is, plan }: Proving): Effects['uncoupled'] {
  if (was.project.reader === 'compose-1') return [];
  const after = servicesOf(is.project);
  const pairs = plan.links.flatMap(({ service, link }) => {
    const had = servicesOf(was.project)
      .get(service)
      ?.dependsOn.find((each) => each.service === link.target);
    const has = after.get(service)?.dependsOn.find((each) => each.service === link.target);
    return had?.restart && !has?.restart ? [{ service, source: link.target }] : [];
  });
  return unique(pairs);
}

/** Which services have come together, and which have been parted. */
export function reach(was: World, is: World): Pick<Effects, 'reaching' | 'parted'> {
  const [before, after] = [reachingNetworks(was.names), reachingNetworks(is.names)];
  // Only where a service is on other networks than it was is there anything to find.
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter((service) => {
    const [old, now] = [before.get(service) ?? NO_NETWORKS, after.get(service) ?? NO_NETWORKS];
    return old.size !== now.size || [...old].some((network) => !now.has(network));
  });
  if (moved.length === 0) return { reaching: [], parted: [] };
  const [had, has] = [peersOf(moved, before), peersOf(moved, after)];
  const pairs = (one: ReadonlyMap<string, readonly [string, string]>, other: ReadonlyMap<string, readonly [string, string]>) =>
    [...one].flatMap(([key, [service, peer]]) => (other.has(key) ? [] : [{ service, other: peer }]));
  return { reaching: pairs(has, had), parted: pairs(had, has) };
}

/** The pairs of services that share a network, of which one is among these, each in the order of their names. */
function peersOf(
  moved: readonly string[],
  networks: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly [string, string]> {
  const members = new Map<string, string[]>();
  for (const [service, on] of networks)
    for (const network of on) {
      const known = members.get(network);
      if (known) known.push(service);
      else members.set(network, [service]);
    }
  const pairs = new Map<string, readonly [string, string]>();
  for (const service of moved) {
    for (const network of networks.get(service) ?? NO_NETWORKS) {
      for (const peer of members.get(network) ?? []) {
        if (pairs.size >= MOST || peer === service) continue;
        const [one, other] = peer < service ? [peer, service] : [service, peer];
        pairs.set(`${one}\n${other}`, [one, other]);
      }
    }
  }
  return new Map([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** More pairs are too many to tell. */
const MOST = 20_000;

const BRIDGE = 'the default bridge';

const NO_NETWORKS: ReadonlySet<string> = new Set();

/** The networks on which each service reaches others, by the engine's names; the default bridge is one, too. */
const reachingNetworks = memoized((names: World['names']): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { container, attachment } of names.containers) {
    const networks = attachment.kind === 'networks' ? attachment.networks : attachment.kind === 'bridge' ? [BRIDGE] : [];
    const known = found.get(container.service.name);
    if (!known) found.set(container.service.name, new Set(networks));
    else for (const network of networks) known.add(network);
  }
  return found;
});
