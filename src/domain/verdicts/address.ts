import { readBack } from '../env/readBack.ts';
import { holds } from './firstEnvironment.ts';
import { environmentOf, lastStarted, ownedVariables } from './linkCase.ts';
import type { LiveCase } from './linkCase.ts';
import type { Known } from './verdict.ts';

/** Whether the source's address is still the one it had when the receiver started. */
export interface AddressChange {
  readonly changed: boolean;
  readonly known: Exclude<Known, 'unknown'>;
  /** The address then, where an earlier look at the engine saw it. */
  readonly before: string | null;
}

/** Null where neither the first process's variables nor start times and past addresses tell. */
export function addressChange(one: LiveCase): AddressChange | null {
  return fromVariables(one) ?? fromTimes(one);
}

function fromVariables(one: LiveCase): AddressChange | null {
  const environment = environmentOf(one);
  if (!environment) return null;
  const addressed = ownedVariables(one).filter(({ name }) => ['URL', 'ADDR'].includes(readBack(name, [one.link.alias])?.part ?? ''));
  const held = addressed.map(({ name, value }) => holds(environment, name, value)).filter((answer) => answer !== null);
  return held.length === 0 ? null : { changed: held.includes(false), known: 'read', before: null };
}

function fromTimes({ source, receiver, endpoint, seen }: LiveCase): AddressChange | null {
  const order = lastStarted(source, receiver);
  if (order === 'receiver') return { changed: false, known: 'derived', before: endpoint.ipv4 };
  if (order === 'unknown') return null;
  const restarted = Date.parse(source.state.startedAt);
  const past = seen
    .filter(
      ({ containerId, at }) =>
        containerId === source.id && Date.parse(at) >= Date.parse(receiver.state.startedAt) && Date.parse(at) < restarted,
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const before = past[0]?.ipv4;
  return before === undefined ? null : { changed: before !== endpoint.ipv4, known: 'derived', before };
}
