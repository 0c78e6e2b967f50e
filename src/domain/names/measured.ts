import type { EngineFacts } from '../engine/container.ts';
import type { ResolvedName } from './namesIn.ts';

/** The programs that can ask inside a container, the best first: `getent` and `ping` ask as programs do, `nslookup` asks DNS alone. */
export const ASKERS = ['getent', 'ping', 'nslookup'] as const;

/** One of these programs. */
export type Asker = (typeof ASKERS)[number];

/** What a name was found to lead to: to nobody where there is no address; or why nobody can tell, in one sentence. */
export type Answered =
  { readonly kind: 'addresses'; readonly addresses: readonly string[] } | { readonly kind: 'unknown'; readonly reason: string };

/** What a container was told when it was asked for names. */
export interface Measurement {
  readonly receiverId: string;
  /** When its first process was started that was asked beside, as an RFC 3339 text; of a later one nothing is told. */
  readonly startedAt: string;
  readonly asker: Asker;
  /** When it was asked, as an RFC 3339 text. */
  readonly at: string;
  readonly answers: ReadonlyMap<string, Answered>;
}

/** What a program printed inside a container, and how it ended. */
export interface Ran {
  readonly exitCode: number;
  readonly output: string;
}

/** What is run to ask for a name: a program with plain words, no shell. */
export function askArgv(asker: Asker, name: string): readonly string[] {
  switch (asker) {
    case 'getent':
      return ['getent', 'ahosts', name];
    case 'ping':
      return ['ping', '-c', '1', '-W', '1', name];
    case 'nslookup':
      return ['nslookup', name];
  }
}

/** Whether a text is a host's name and nothing that a program could take for an option. */
export function isAskable(name: string): boolean {
  return name.length <= 253 && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name);
}

const ADDRESS = String.raw`[\dA-Fa-f:.]*[.:][\dA-Fa-f:.]*`;

/** What a program's output says; null where the program cannot be used there. */
export function answerOf(asker: Asker, { exitCode, output }: Ran): Answered | null {
  if (exitCode === 126 || exitCode === 127) return null;
  switch (asker) {
    case 'getent':
      if (exitCode === 0) return addresses(output.matchAll(new RegExp(String.raw`^(${ADDRESS})\s`, 'gm')));
      return exitCode === 2 ? addresses([]) : null;
    case 'ping': {
      const found = new RegExp(String.raw`^PING [^(]*\((${ADDRESS})\)`, 'm').exec(output);
      if (found) return addresses([found]);
      return /bad address|unknown host|not known|name resolution|No address/i.test(output) ? addresses([]) : null;
    }
    case 'nslookup': {
      const [, ...answers] = output.split(/^Name:/m);
      if (answers.length > 0) return addresses(answers.join('\n').matchAll(new RegExp(String.raw`^Address[^:]*:\s*(${ADDRESS})`, 'gm')));
      return /can't find|NXDOMAIN|can't resolve|No answer/i.test(output) ? addresses([]) : null;
    }
  }
}

function addresses(found: Iterable<RegExpExecArray>): Answered {
  return { kind: 'addresses', addresses: [...new Set([...found].map(([, address = '']) => address.toLowerCase()))] };
}

/** What was computed of a name beside what was measured: whether both agree, null where nobody can tell, and why not. */
export interface Compared {
  readonly measured: Answered;
  readonly agrees: boolean | null;
  /** One sentence; empty where both agree. */
  readonly why: string;
}

/** Compares what was computed of a name with what a container was told; null for a name that it was not asked for. One look-up tells the addresses of one network, and `ping` tells one. */
export function compareMeasured(
  { name, foundBy, addresses: computed, known }: Pick<ResolvedName, 'name' | 'foundBy' | 'addresses' | 'known'>,
  measurement: Measurement | undefined,
  facts: EngineFacts,
): Compared | null {
  const measured = measurement?.answers.get(name);
  if (!measurement || !measured) return null;
  if (measured.kind === 'unknown') return { measured, agrees: null, why: measured.reason };
  const told = new Set(computed.map((address) => address.toLowerCase()));
  const others = measured.addresses.filter((address) => !told.has(address));
  if (others.length === 0 && measured.addresses.length > 0 === told.size > 0) return { measured, agrees: true, why: '' };
  if (measurement.asker === 'nslookup' && foundBy.startsWith('hosts'))
    return { measured, agrees: null, why: 'nslookup asks DNS alone and does not read the hosts file, in which the name is.' };
  return { measured, agrees: false, why: whyOther(name, others, { known, facts }) };
}

function whyOther(
  name: string,
  others: readonly string[],
  { known, facts }: Pick<ResolvedName, 'known'> & { readonly facts: EngineFacts },
): string {
  if (others.length === 0) return `The container was told of nobody called "${name}".`;
  const who = others.map((address) => {
    const owner = facts.details.find(
      ({ running, networks }) => running && [...networks.values()].some((one) => one.ipv4 === address || one.ipv6 === address),
    );
    return owner ? `${address} is "${owner.name}"` : `${address} is nobody of this engine`;
  });
  const because =
    known === 'derived'
      ? 'its hosts file was not read when the name was computed'
      : 'its hosts file, its way of looking up names or the answers of another name server are not as they were read';
  return `${who.join(', ')}: ${because}.`;
}

/** The addresses that a look-up told, in words. */
export function measuredWords(measured: Answered): string {
  if (measured.kind === 'unknown') return 'not told';
  return measured.addresses.length === 0 ? 'nobody' : measured.addresses.join(', ');
}
