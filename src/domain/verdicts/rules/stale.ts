import { maskSecret } from '../../secrets.ts';
import { addressChange } from '../address.ts';
import { holds, valueOf } from '../firstEnvironment.ts';
import type { FirstEnvironment } from '../firstEnvironment.ts';
import { environmentOf, hostsGround, lastStarted, live, nameVariable, ownedVariables, readingGround } from '../linkCase.ts';
import type { LiveCase, Rule } from '../linkCase.ts';
import { derived, told } from '../verdict.ts';
import type { Ground, StaleVariable, Verdict } from '../verdict.ts';

/** The first process keeps the variables of its own start, while the hosts file follows the source. */
export const stale: Rule = (one) => {
  const alive = live(one);
  if (!alive) return [];
  const environment = environmentOf(alive);
  const variables = environment ? outdated(alive, environment) : outdatedByTimes(alive);
  if (variables.length > 0) return [verdict(alive, variables, environment !== null)];
  const silent = alive.link.unset?.code === 'off-on-engine' && alive.facts.icc !== false;
  const restarted = lastStarted(alive.source, alive.receiver) === 'source' && addressChange(alive) === null;
  return restarted && !silent ? [untold(alive)] : [];
};

function outdated(one: LiveCase, environment: FirstEnvironment): readonly StaleVariable[] {
  return ownedVariables(one)
    .filter(({ name, value }) => name !== nameVariable(one) && holds(environment, name, value) === false)
    .map(({ name, value }) => ({ name, old: maskSecret(name, valueOf(environment, name) ?? ''), now: maskSecret(name, value) }));
}

/** The variables that hold the address, when an earlier look saw another one. */
function outdatedByTimes(one: LiveCase): readonly StaleVariable[] {
  const change = addressChange(one);
  const before = change?.before;
  if (!change?.changed || before === null || before === undefined) return [];
  const { ipv4 } = one.endpoint;
  return ownedVariables(one)
    .filter(({ value }) => value === ipv4 || value.includes(`://${ipv4}:`))
    .map(({ name, value }) => ({ name, old: value.replace(ipv4, before), now: value }));
}

function verdict(one: LiveCase, variables: readonly StaleVariable[], isRead: boolean): Verdict {
  const { receiver, source } = one;
  const first = variables[0];
  const change =
    variables.length === 1 && first ? `${first.name} says` : `${variables.length} variables of the link "${one.link.alias}" say`;
  return {
    code: 'stale',
    known: isRead ? 'read' : 'derived',
    summary: `The first process of "${receiver.name}" has stale variables: ${change} what "${source.name}" was when "${receiver.name}" started.`,
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

function untold(one: LiveCase): Verdict {
  const { source, receiver } = one;
  return {
    code: 'source-restarted',
    known: 'unknown',
    summary: `"${source.name}" was started after "${receiver.name}"; nobody can tell whether its address changed.`,
    consequence: 'If it did, the first process has the old address in its variables.',
    remedies: [{ kind: 'restart-receiver', receiver: receiver.name }],
    grounds: [
      told(`"${source.name}" was started ${source.state.startedAt}, "${receiver.name}" ${receiver.state.startedAt}.`),
      readingGround('Variables of the first process', one.evidence.environment, () => 'none of the link'),
      hostsGround(one),
    ],
    variables: [],
  };
}
