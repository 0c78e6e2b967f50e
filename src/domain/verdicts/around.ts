import { groupBy } from '../../base/groupBy.ts';
import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { surroundingsOf } from '../engine/surroundings.ts';
import type { Surroundings } from '../engine/surroundings.ts';
import { answering } from './dnsNames.ts';
import type { SeenAddress } from './evidence.ts';
import { reaches } from './linkGraph.ts';

/** Everything besides a receiver that may be asked about to judge its links: the only way from a rule to other containers. */
export interface Around extends Surroundings {
  /** A container with this name of its own which is not the other one. */
  readonly namesake: (name: string, otherThan: string | null) => string | null;
  /** The containers that answer to a name on a user-defined network, whatever its case. */
  readonly answering: (network: string, name: string) => readonly ContainerDetail[];
  /** The container that has this address on the default bridge. */
  readonly atAddress: (ipv4: string) => ContainerDetail | null;
  /** Whether live legacy links lead from one container to another. */
  readonly reaches: (from: string, to: string) => boolean;
  /** The addresses that a container was seen to have, the newest last. */
  readonly seen: (containerId: string) => readonly SeenAddress[];
}

/** Everything that may be asked about the containers of an engine. */
export function aroundOf(facts: EngineFacts, seen: readonly SeenAddress[]): Around {
  const named = groupBy(facts.summaries, ({ name }) => name);
  const addresses = groupBy(facts.details, ({ networks }) => networks.get('bridge')?.ipv4 ?? '');
  const seenBy = groupBy(seen, ({ containerId }) => containerId);
  return {
    ...surroundingsOf(facts),
    namesake: (name, otherThan) => named.get(name)?.find(({ id }) => id !== otherThan)?.id ?? null,
    answering: (network, name) => answering(facts, network, name),
    atAddress: (ipv4) => (ipv4 === '' ? null : (addresses.get(ipv4)?.[0] ?? null)),
    reaches: (from, to) => reaches(facts, from, to),
    seen: (containerId) => seenBy.get(containerId) ?? NOTHING,
  };
}

const NOTHING: readonly SeenAddress[] = [];

/** Something that was asked, and the answer. */
export interface Question {
  readonly ask: (around: Around) => unknown;
  readonly answer: unknown;
}

/** Made out here, so that a question keeps nothing of the surroundings in which it was asked first. */
const ASK = {
  named: (name: string) => (one: Around) => one.named(name),
  detail: (id: string) => (one: Around) => one.detail(id),
  namesake: (name: string, otherThan: string | null) => (one: Around) => one.namesake(name, otherThan),
  answering: (network: string, name: string) => (one: Around) => one.answering(network, name),
  atAddress: (ipv4: string) => (one: Around) => one.atAddress(ipv4),
  reaches: (from: string, to: string) => (one: Around) => one.reaches(from, to),
  seen: (containerId: string) => (one: Around) => one.seen(containerId),
};

/** The same surroundings, which write down what they are asked. */
export function recorded(around: Around, questions: Question[]): Around {
  const note = <T>(ask: (around: Around) => T): T => {
    const answer = ask(around);
    questions.push({ ask, answer });
    return answer;
  };
  return {
    ...around,
    named: (name) => note(ASK.named(name)),
    detail: (id) => note(ASK.detail(id)),
    namesake: (name, otherThan) => note(ASK.namesake(name, otherThan)),
    answering: (network, name) => note(ASK.answering(network, name)),
    atAddress: (ipv4) => note(ASK.atAddress(ipv4)),
    reaches: (from, to) => note(ASK.reaches(from, to)),
    seen: (containerId) => note(ASK.seen(containerId)),
  };
}

/** Whether each question has the answer that it had. */
export function answersHold(questions: readonly Question[], around: Around): boolean {
  return questions.every(({ ask, answer }) => isSame(ask(around), answer));
}

/** What is known of a container is one object until the container was read anew. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
