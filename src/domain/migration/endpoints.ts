import { entriesAt, numberAt, textAt, textEntriesAt, textsAt } from './json.ts';
import type { Moved } from './moved.ts';
import type { NetworkPlan } from './networks.ts';

/** A container's place on one network, as it is to be. */
export interface PlannedEndpoint {
  readonly network: string;
  readonly aliases: readonly string[];
  /** Private names, `SOURCE:ALIAS`, where no alias would be exact. */
  readonly links: readonly string[];
  /** Options that `docker create` and `docker network connect` have in common: fixed addresses. */
  readonly addresses: readonly (readonly [flag: string, word: string])[];
  /** Options that only `docker network connect` has. */
  readonly further: readonly (readonly [flag: string, word: string])[];
}

const BRIDGE = 'bridge';

/** Where a container is afterwards, its main network first: it leaves the default bridge for the sake of its links, and stays everywhere else. */
export function endpointsOf(moved: Moved, { networks, links }: NetworkPlan): readonly PlannedEndpoint[] {
  const { detail } = moved;
  const leaves = links.some(({ link: { network, receiver, source } }) => network === null && [receiver.id, source.id].includes(detail.id));
  const kept = [...detail.networks.keys()].filter((name) => name !== BRIDGE || !leaves);
  const made = networks.filter(({ members }) => members.has(detail.id)).map(({ name }) => name);
  const all = [...new Set([...made, ...kept])];
  const main = kept.includes(detail.networkMode) && detail.networkMode !== BRIDGE ? detail.networkMode : all[0];
  return [...all.filter((name) => name === main), ...all.filter((name) => name !== main)].map((network) => endpoint(moved, network, links));
}

function endpoint({ detail, container }: Moved, network: string, links: NetworkPlan['links']): PlannedEndpoint {
  const there = links.filter((one) => one.network === network);
  const given = there.filter(({ how, link }) => how === 'alias' && link.source.id === detail.id).flatMap(({ names }) => names);
  const own = (detail.networks.get(network)?.aliases ?? []).filter((alias) => alias !== detail.id.slice(0, 12));
  const received = there.filter(({ how, link }) => how === 'link' && link.receiver.id === detail.id);
  const [, settings] = entriesAt(container, 'NetworkSettings.Networks').find(([name]) => name === network) ?? [];
  return {
    network,
    aliases: [...new Set([...own, ...given])],
    links: received.flatMap(({ link, names }) => names.map((name) => `${link.source.name}:${name}`)),
    addresses: [
      ...optional('--ip', textAt(settings, 'IPAMConfig.IPv4Address')),
      ...optional('--ip6', textAt(settings, 'IPAMConfig.IPv6Address')),
      ...textsAt(settings, 'IPAMConfig.LinkLocalIPs').flatMap((address) => optional('--link-local-ip', address)),
    ],
    further: [
      ...textEntriesAt(settings, 'DriverOpts').map(([key, value]) => ['--driver-opt', `${key}=${value}`] as const),
      ...optional('--gw-priority', String(numberAt(settings, 'GwPriority') || '')),
    ],
  };
}

function optional(flag: string, word: string): readonly (readonly [string, string])[] {
  return word === '' ? [] : [[flag, word]];
}
