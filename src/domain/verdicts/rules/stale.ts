import { addressChange, addressVariables } from '../address.ts';
import type { AddressChange } from '../address.ts';
import { environmentOf, hostsGround, lastStarted, live, readingGround } from '../linkCase.ts';
import type { LiveCase, Rule } from '../linkCase.ts';
import { derived, told } from '../verdict.ts';
import type { Ground, StaleVariable, Verdict } from '../verdict.ts';

/** The first process keeps the variables of its own start, while the hosts file follows the source. */
export const stale: Rule = (one) => {
  const alive = live(one);
  if (!alive) return [];
  const change = addressChange(alive);
  const variables = change?.changed ? outdated(alive, change) : [];
  if (change && variables.length > 0) return [verdict(alive, variables, change)];
  const fixed = alive.link.unset === null && addressVariables(alive).length === 0;
  const silent = (fixed || alive.link.unset?.code === 'off-on-engine') && alive.around.icc !== false;
  return !silent && change === null && lastStarted(alive.source, alive.receiver) === 'source' ? [untold(alive)] : [];
};

/** The variables with an old address: the one that the first process has there, or that an earlier look saw. */
function outdated(one: LiveCase, { before }: AddressChange): readonly StaleVariable[] {
  const { ipv4 } = one.endpoint;
  const isRead = environmentOf(one) !== null;
  return addressVariables(one).flatMap(({ name, value, shown }) => {
    const address = isRead ? shown : before;
    return address === null || address === ipv4 ? [] : [{ name, old: value.replace(ipv4, address), now: value }];
  });
}

function verdict(one: LiveCase, variables: readonly StaleVariable[], { known }: AddressChange): Verdict {
  const { receiver, source } = one;
  const first = variables[0];
  const which =
    variables.length === 1 && first ? `${first.name} has` : `${variables.length} variables of the link "${one.link.alias}" have`;
  return {
    code: 'stale',
    known,
    summary: `${which} an address that "${source.name}" no longer has: "${receiver.name}" still uses what was true when it started.`,
    consequence: `What uses the variables does not reach "${source.name}"; docker exec shows fresh ones and hides it.`,
    remedies: [{ kind: 'restart-receiver', receiver: receiver.name }],
    grounds: grounds(one, variables),
    variables,
  };
}

function grounds(one: LiveCase, variables: readonly StaleVariable[]): readonly Ground[] {
  const { source, receiver, endpoint, evidence } = one;
  const shown = variables.map(({ name, old }) => `${name}=${old}`).join(', ');
  const environment = readingGround('Variables of the first process', evidence.environment, () => shown);
  const times = derived(`"${source.name}" was started after "${receiver.name}" and had another address before.`);
  const address = told(`The address of "${source.name}" now: ${endpoint.ipv4}.`);
  return [environment, ...(environment.known === 'read' ? [] : [times]), hostsGround(one), address];
}

/** The rule of a link is for the address at the receiver's start, which nothing else tells: the hosts file follows, and the engine keeps no past addresses. */
function ifChanged({ link, source, receiver, around }: LiveCase): string {
  const variables = link.unset === null ? ['the first process has the old address in its variables'] : [];
  const rule = around.icc === false ? [`the firewall drops what "${receiver.name}" sends to "${source.name}" (--icc=false)`] : [];
  return `If it did, ${[...variables, ...rule].join(', and ')}.`;
}

function untold(one: LiveCase): Verdict {
  const { source, receiver } = one;
  return {
    code: 'source-restarted',
    known: 'unknown',
    summary: `"${source.name}" was started after "${receiver.name}"; nobody can tell whether its address changed.`,
    consequence: ifChanged(one),
    remedies: [{ kind: 'restart-receiver', receiver: receiver.name }],
    grounds: [
      told(`"${source.name}" was started ${source.state.startedAt}, "${receiver.name}" ${receiver.state.startedAt}.`),
      readingGround('Variables of the first process', one.evidence.environment, () => 'none of the link'),
      hostsGround(one),
    ],
    variables: [],
  };
}
