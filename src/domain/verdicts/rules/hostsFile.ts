import { isIpv6 } from '../../hosts/hostsFile.ts';
import { hostsGround, lastStarted, linkLines, live } from '../linkCase.ts';
import type { LiveCase, Rule } from '../linkCase.ts';
import { derived, told } from '../verdict.ts';
import type { Ground, Verdict } from '../verdict.ts';

/** The link's own lines in the hosts file against the source's addresses now. */
export const hostsFile: Rule = (one) => {
  const alive = live(one);
  if (!alive) return [];
  const addresses = linkLines(alive)?.map(({ address }) => address);
  const { ipv4, ipv6 } = alive.endpoint;
  if (!addresses) return restartedWithBoth(alive) ? [familyLost(alive, 'derived')] : [];
  if (addresses.length === 0) return [missing(alive)];
  if (![ipv4, ipv6].some((address) => address !== '' && addresses.includes(address))) return [outdated(alive)];
  const lost = [ipv4, ipv6].some((address) => address !== '' && !addresses.includes(address));
  return lost ? [familyLost(alive, 'read')] : [];
};

function restartedWithBoth({ source, receiver, endpoint }: LiveCase): boolean {
  return endpoint.ipv4 !== '' && isIpv6(endpoint.ipv6) && lastStarted(source, receiver) === 'source';
}

function missing(one: LiveCase): Verdict {
  const { receiver, link } = one;
  return {
    ...common(one, 'read'),
    code: 'hosts-missing',
    summary: `The hosts file of "${receiver.name}" has no line for its link "${link.alias}".`,
    consequence: `"${link.alias}" does not resolve until "${receiver.name}" restarts. From Docker 28, docker rm --link of one link takes away the lines of all.`,
  };
}

function outdated(one: LiveCase): Verdict {
  const { receiver, link, source } = one;
  return {
    ...common(one, 'read'),
    code: 'hosts-stale',
    summary: `The hosts file of "${receiver.name}" leads "${link.alias}" to an address that "${source.name}" no longer has.`,
    consequence: `The engine stopped following: it does so when a receiver is renamed, or another link to the same source is removed, and until "${receiver.name}" restarts.`,
  };
}

function familyLost(one: LiveCase, known: 'read' | 'derived'): Verdict {
  const { receiver, link, endpoint, source } = one;
  const held = linkLines(one)?.[0]?.address;
  const family = held === undefined ? 'one of its two addresses' : isIpv6(held) ? 'its IPv4 address' : 'its IPv6 address';
  return {
    ...common(one, known),
    code: 'hosts-family-lost',
    summary: `"${receiver.name}" lost ${family} for "${link.alias}" when "${source.name}" was started again.`,
    consequence: `The engine wrote one address (${held ?? 'IPv4 up to Docker 27, IPv6 from 28'}) over the lines for ${endpoint.ipv4} and ${endpoint.ipv6}, until "${receiver.name}" restarts.`,
  };
}

function common(one: LiveCase, known: 'read' | 'derived'): Omit<Verdict, 'code' | 'summary' | 'consequence'> {
  const { source, receiver, endpoint } = one;
  const addresses = [endpoint.ipv4, endpoint.ipv6].filter((address) => address !== '').join(' and ');
  const times: readonly Ground[] =
    known === 'read' ? [] : [derived(`"${source.name}" has two addresses and was started after "${receiver.name}".`)];
  return {
    known,
    remedies: [{ kind: 'restart-receiver', receiver: receiver.name }],
    grounds: [hostsGround(one), ...times, told(`The address of "${source.name}" now: ${addresses}.`)],
    variables: [],
  };
}
