import { addressChange, addressVariables } from '../address.ts';
import { holds } from '../firstEnvironment.ts';
import { counts, environmentOf, hostsGround, linkLines, live, ownedVariables, readingGround } from '../linkCase.ts';
import type { LinkCase, LiveCase } from '../linkCase.ts';
import { told } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';

/** What is said of a link of which no rule knows a fault: that it is right, or that nobody can tell. */
export function right(one: LinkCase): readonly Verdict[] {
  const alive = live(one);
  if (alive) return [runningBoth(alive)];
  const { link, receiver, source } = one;
  if (counts(one) && !receiver.running && source?.running) return [startable(one)];
  if (link.mechanism === 'none' || !counts(one)) return link.mechanism === 'dns' && !source ? [unproved(one)] : [];
  return [unproved(one)];
}

function startable(one: LinkCase): Verdict {
  const { link, receiver } = one;
  return {
    code: 'right',
    known: 'read',
    summary: `"${receiver.name}" does not run; when it starts, its link "${link.alias}" leads to "${link.source}".`,
    consequence: 'The engine computes the link at every start.',
    remedies: [],
    grounds: [told(`"${link.source}" runs on the default bridge.`)],
    variables: [],
  };
}

function runningBoth(one: LiveCase): Verdict {
  const known = proof(one);
  if (known === null) return unproved(one);
  const { link, receiver, source, evidence, endpoint } = one;
  const what = link.variables.length > 0 ? 'name and variables lead' : 'the name leads';
  return {
    code: 'right',
    known,
    summary: `The link "${link.alias}" of "${receiver.name}" is right: ${what} to "${source.name}" as it is now.`,
    consequence:
      link.variables.length > 0
        ? 'When the source starts again with another address, the name follows and the variables do not.'
        : 'When the source starts again with another address, the name follows.',
    remedies: [],
    grounds: [
      ...(link.variables.length > 0
        ? [readingGround('Variables of the first process', evidence.environment, () => 'as the link sets them now')]
        : []),
      hostsGround(one),
      told(`The address of "${source.name}" now: ${endpoint.ipv4}.`),
    ],
    variables: [],
  };
}

/** How it is known that variables and hosts lines fit; null when it is not. */
function proof(one: LiveCase): 'read' | 'derived' | null {
  const hosts = linkLines(one) !== null;
  const environment = environmentOf(one);
  const expected = ownedVariables(one);
  const held = environment ? expected.filter(({ name, value }) => holds(environment, name, value) === true) : [];
  if (expected.length === 0 || held.length > 0) return hosts ? 'read' : 'derived';
  const follows = addressVariables(one).length === 0 || addressChange(one)?.changed === false;
  return !environment && follows ? 'derived' : null;
}

function unproved(one: LinkCase): Verdict {
  const { link, receiver, evidence } = one;
  return {
    code: 'unproved',
    known: 'unknown',
    summary: `Nobody can tell whether the link "${link.alias}" of "${receiver.name}" is right.`,
    consequence: link.unset?.text ?? 'Neither its variables nor its start times say so.',
    remedies: [],
    grounds: [readingGround('Variables of the first process', evidence.environment, () => 'none that the link sets'), hostsGround(one)],
    variables: [],
  };
}
