import { askArgv, isAskable } from '../../domain/names/measured.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { engineLabel } from '../shared/engineLabel.ts';
import { seenIn } from './engine/seen.ts';
import { count } from './rows.ts';
import type { NamedKey } from './rows.ts';

/** How many look-ups one command makes at most. */
const MOST_CALLS = 2_000;

/** How many containers a question shows with the names they are asked for. */
const MOST_SHOWN = 12;

/** A running container, and the names that it is to be asked for. */
export interface Asking {
  readonly container: NamedKey;
  readonly engine: string;
  readonly names: readonly string[];
}

/** The running containers that have names to ask for, with all of them; of these containers where some are named. */
export function askings({ engines }: Snapshot, chosen: readonly NamedKey[] | null): readonly Asking[] {
  return engines.flatMap((engine) => {
    const { facts, address } = engine;
    if (!facts || facts.origin === 'dump') return [];
    const receivers = facts.details.filter(({ id, running }) => {
      return running && (chosen === null || chosen.some((one) => one.address === address && one.id === id));
    });
    return receivers.flatMap((receiver) => {
      const seen = seenIn(engine, receiver, facts);
      const names = seen.kind === 'names' ? seen.names.map(({ name }) => name).filter(isAskable) : [];
      return names.length === 0
        ? []
        : [{ container: { address, id: receiver.id, name: receiver.name }, engine: engineLabel(engine), names }];
    });
  });
}

/** As many of them as one command may ask, in their order; the rest are left out. */
export function within(asked: readonly Asking[]): readonly Asking[] {
  let left = MOST_CALLS;
  return asked.filter(({ names }) => {
    left -= names.length;
    return left >= 0;
  });
}

/** What is to be run, and where, for a person to agree to. */
export function planText(asked: readonly Asking[]): string {
  const calls = asked.reduce((sum, { names }) => sum + names.length, 0);
  const shown = asked.slice(0, MOST_SHOWN).map(({ container, names }) => `${container.name}: ${someOf(names)}`);
  const more = asked.length > MOST_SHOWN ? [`and ${count(asked.length - MOST_SHOWN, 'more container')}`] : [];
  return [
    JSON.stringify(askArgv('getent', 'NAME')),
    `Where there is no getent: ${askArgv('ping', 'NAME').join(' ')}, else ${askArgv('nslookup', 'NAME').join(' ')}. No shell, ${count(calls, 'call')}, each with one of these names in place of NAME:`,
    [...shown, ...more].join('\n'),
  ].join('\n\n');
}

function someOf(names: readonly string[]): string {
  const most = 15;
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
}
