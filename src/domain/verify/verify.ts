import { groupBy } from '../../base/groupBy.ts';
import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { userNetworks } from '../verdicts/dnsNames.ts';
import { noEvidence } from '../verdicts/evidence.ts';
import type { ReceiverEvidence } from '../verdicts/evidence.ts';
import type { Ground, Known } from '../verdicts/verdict.ts';
import type { Promised } from './promise.ts';
import { resolveName } from '../names/resolveName.ts';
import type { Resolution } from '../names/resolveName.ts';

/** How a promised name turns out: it leads to whom it should, to nobody, to somebody else, to whom it should and others in turn, or nobody can tell. */
export type Outcome = 'right' | 'nobody' | 'other' | 'several' | 'unknown';

/** One promised name, and whom it leads to. */
export interface NameCheck {
  readonly name: string;
  readonly owner: string;
  /** Everybody who promised it. */
  readonly by: readonly string[];
  readonly outcome: Outcome;
  readonly known: Known;
  /** What the name does, in one sentence. */
  readonly text: string;
  readonly grounds: readonly Ground[];
}

/** A container, and the names that it was promised. */
export interface ReceiverCheck {
  readonly receiver: string;
  readonly receiverId: string;
  readonly names: readonly NameCheck[];
}

/** Compares promised names with those that resolve in each container now, by what the engine told of its containers; nothing is run. */
export function verifyNames(
  promises: readonly Promised[],
  facts: EngineFacts,
  evidence: readonly ReceiverEvidence[],
): readonly ReceiverCheck[] {
  const details = new Map(facts.details.map((detail) => [detail.id, detail]));
  const told = new Map(evidence.map((one) => [one.receiverId, one]));
  return [...groupBy(promises, ({ receiverId }) => receiverId)].map(([receiverId, own]) => {
    const receiver = details.get(receiverId);
    const about = { facts, receiver, evidence: told.get(receiverId) ?? noEvidence(receiverId) };
    const names = [...groupBy(own, ({ name, ownerIds }) => JSON.stringify([name, [...ownerIds].sort()])).values()];
    return {
      receiver: receiver?.name ?? own[0]?.receiver ?? '',
      receiverId,
      names: names.flatMap((same) => checked(same, about)).sort((one, other) => compareText(one.name, other.name)),
    };
  });
}

interface About {
  readonly facts: EngineFacts;
  /** Undefined when nobody inspected it. */
  readonly receiver: ContainerDetail | undefined;
  readonly evidence: ReceiverEvidence;
}

function checked(same: readonly Promised[], { facts, receiver, evidence }: About): readonly NameCheck[] {
  const [first] = same;
  if (!first) return [];
  const { name, owner } = first;
  const base = { name, owner, by: [...new Set(same.map(({ by }) => by))] };
  const found = receiver ? resolveName(name, { receiver, facts, evidence }) : { reason: `Nobody inspected "${first.receiver}".` };
  if ('reason' in found) return [{ ...base, outcome: 'unknown', known: 'unknown', text: found.reason, grounds: [] }];
  const outcome = outcomeOf(found, first);
  return [{ ...base, outcome, known: found.known, text: textOf(outcome, found, first, facts), grounds: found.grounds }];
}

function outcomeOf({ containers, strangers, isAdded }: Resolution, { ownerIds }: Promised): Exclude<Outcome, 'unknown'> {
  if (containers.length === 0) return strangers.length > 0 && isAdded ? 'other' : 'nobody';
  const meant = containers.filter(({ id }) => ownerIds.includes(id)).length;
  if (meant === 0) return 'other';
  return meant === containers.length && strangers.length === 0 ? 'right' : 'several';
}

function textOf(
  outcome: Exclude<Outcome, 'unknown'>,
  { containers, strangers }: Resolution,
  promised: Promised,
  facts: EngineFacts,
): string {
  const { name, ownerIds, owner } = promised;
  const who = [...containers.map((one) => `"${one.name}"`), ...strangers.map((address) => `${address}, which no running container has`)];
  switch (outcome) {
    case 'right':
      return `"${name}" leads to ${who.join(' and ')}.`;
    case 'nobody':
      return `${who.length > 0 ? `"${name}" leads to ${who.join(' and ')}` : `Nobody answers to "${name}"`}.${ownersNow(promised, facts)}`;
    case 'other':
      return `"${name}" leads to ${who.join(' and ')}, not to "${owner}".${ownersNow(promised, facts)}`;
    case 'several': {
      const meant = containers.filter(({ id }) => ownerIds.includes(id)).map((one) => `"${one.name}"`);
      return `"${name}" leads to ${who.join(' and ')}; only ${meant.join(' and ')} is meant.`;
    }
  }
}

/** Where the one is that should answer. */
function ownersNow({ receiverId, owner, ownerIds }: Promised, { details }: EngineFacts): string {
  if (ownerIds.length === 0) return ` "${owner}" has no container.`;
  const owners = details.filter(({ id }) => ownerIds.includes(id));
  const stopped = owners.filter(({ running }) => !running);
  if (owners.length > 0 && stopped.length === owners.length) return ` ${stopped.map((one) => `"${one.name}"`).join(' and ')} does not run.`;
  const receiver = details.find(({ id }) => id === receiverId);
  const shared = new Set(receiver ? userNetworks(receiver) : []);
  const apart = owners.length > 0 && owners.every((one) => userNetworks(one).every((network) => !shared.has(network)));
  return apart ? ` ${owners.map((one) => `"${one.name}"`).join(' and ')} shares no user-defined network with it.` : '';
}

/** How many names turn out how, in one sentence. */
export function sumOf(checks: readonly ReceiverCheck[]): string {
  const names = checks.flatMap((check) => check.names);
  if (names.length === 0) return 'Nobody was promised a name.';
  const parts = (['right', 'nobody', 'other', 'several', 'unknown'] as const).flatMap((outcome) => {
    const count = names.filter((one) => one.outcome === outcome).length;
    return count > 0 ? [`${count} ${outcome === 'unknown' ? '' : count === 1 ? 'leads ' : 'lead '}${WORDS[outcome]}`] : [];
  });
  return `${names.length} promised name${names.length === 1 ? '' : 's'}: ${parts.join(', ')}.`;
}

const WORDS: Readonly<Record<Outcome, string>> = {
  right: 'to the right container',
  nobody: 'to nobody',
  other: 'to somebody else',
  several: 'to others too',
  unknown: 'cannot be told',
};

/** Whether a name certainly does not lead where it should. */
export function isBroken({ outcome }: NameCheck): boolean {
  return outcome === 'nobody' || outcome === 'other' || outcome === 'several';
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
