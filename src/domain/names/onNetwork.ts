import { memoized } from '../../base/memo.ts';
import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { answering, answeringNames, userNetworks } from '../verdicts/dnsNames.ts';
import { foundByOf, ownerOf, servicesOf } from './namesIn.ts';
import type { FoundBy, Owner } from './namesIn.ts';
import { tasksOf } from './resolveName.ts';

/** A name that every member of a network can ask Docker's DNS for. */
export interface NetworkName {
  readonly name: string;
  readonly foundBy: FoundBy;
  /** Who has the name there; those that run answer, in turn. */
  readonly owners: readonly Owner[];
  /** Where a Swarm's service is found; empty for other names. */
  readonly addresses: readonly string[];
}

/** A network with Docker's DNS, its members, and the names that all of them can ask for. */
export interface NamedNetwork {
  readonly name: string;
  readonly members: readonly ContainerDetail[];
  readonly names: readonly NetworkName[];
}

/** The user-defined networks that containers are on, by name, each with the names that Docker's DNS knows there. */
export const namedNetworks = memoized((facts: EngineFacts): readonly NamedNetwork[] => {
  const networks = new Set(facts.details.flatMap(userNetworks));
  const services = servicesOf(facts);
  return [...networks].sort().map((name) => {
    const members = facts.details.filter((one) => one.networks.has(name));
    const names = new Map<string, NetworkName>();
    for (const member of members) {
      for (const each of answeringNames(member, name)) {
        const key = each.toLowerCase();
        if (names.has(key)) continue;
        const owners = answering(facts, name, each).map((one) => ownerOf(one, name));
        names.set(key, { name: each, foundBy: foundByOf(each, member, services), owners, addresses: [] });
      }
    }
    for (const { name: each, network, service, kind, addresses } of facts.swarm ?? []) {
      if (network !== name || names.has(each.toLowerCase())) continue;
      const owners = tasksOf(facts, service).map((one) => ownerOf(one, name));
      names.set(each.toLowerCase(), { name: each, foundBy: kind === 'VIP' ? 'Swarm VIP' : 'Swarm tasks', owners, addresses });
    }
    return { name, members, names: [...names.values()] };
  });
});
