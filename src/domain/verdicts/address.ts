import { readBack } from '../env/readBack.ts';
import type { LinkVariable } from '../env/linkVariables.ts';
import { valueOf } from './firstEnvironment.ts';
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
  const shown = addressVariables(one).flatMap(({ shown: address }) => address ?? []);
  const old = shown.find((address) => address !== one.endpoint.ipv4);
  return shown.length === 0 ? null : { changed: old !== undefined, known: 'read', before: old ?? one.endpoint.ipv4 };
}

/** A variable of the link that holds the source's address, and the address that the first process has there. */
export interface AddressVariable extends LinkVariable {
  /** Null when it was not read, or a program has put something else there. */
  readonly shown: string | null;
}

/** Only these can become stale: everything else that a link sets is fixed when the source is created. */
export function addressVariables(one: LiveCase): readonly AddressVariable[] {
  const environment = environmentOf(one);
  const { ipv4 } = one.endpoint;
  return ownedVariables(one).flatMap(({ name, value }) => {
    const head = value === ipv4 ? '' : value.slice(0, value.indexOf('://') + 3);
    if (ipv4 === '' || !value.startsWith(head + ipv4) || readBack(name, [one.link.alias])?.part === 'ENV') return [];
    const tail = value.slice(head.length + ipv4.length);
    const found = environment === null ? null : valueOf(environment, name);
    const fits = found !== null && found.startsWith(head) && found.endsWith(tail);
    const address = fits ? found.slice(head.length, found.length - tail.length) : '';
    return [{ name, value, shown: /^\d+(\.\d+){3}$/.test(address) ? address : null }];
  });
}

function fromTimes({ around, source, receiver, endpoint }: LiveCase): AddressChange | null {
  const order = lastStarted(source, receiver);
  if (order === 'receiver') return { changed: false, known: 'derived', before: endpoint.ipv4 };
  if (order === 'unknown') return null;
  const restarted = Date.parse(source.state.startedAt);
  const past = around
    .seen(source.id)
    .filter(({ at }) => Date.parse(at) >= Date.parse(receiver.state.startedAt) && Date.parse(at) < restarted)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const before = past[0]?.ipv4;
  return before === undefined ? null : { changed: before !== endpoint.ipv4, known: 'derived', before };
}
