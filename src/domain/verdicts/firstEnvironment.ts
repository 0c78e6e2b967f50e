import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { linksOf } from '../engine/engineLinks.ts';
import { surroundingsOf } from '../engine/surroundings.ts';
import type { Surroundings } from '../engine/surroundings.ts';
import { linkPrefix } from '../env/prefix.ts';
import { readBack } from '../env/readBack.ts';
import { lastComponent } from '../links/linkString.ts';

/** The variables of a container's first process. */
export interface FirstEnvironment {
  /** False where the engine's `top` printed them in one line: white space runs together there, and a value reaches up to the next name that is known. */
  readonly exact: boolean;
  readonly values: ReadonlyMap<string, string>;
}

/** Names that the engine, the runtime or a shell gives to first processes. */
const COMMON = new Set(['PATH', 'HOSTNAME', 'TERM', 'HOME', 'PWD', 'OLDPWD', 'SHLVL', '_']);

const ENTRY = /^([^\s=]+)=/;

/** The environment as `/proc/PID/environ` holds it, one entry a variable. */
export function exactEnvironment(entries: readonly string[]): FirstEnvironment {
  const pairs = entries.filter((entry) => entry.includes('='));
  return { exact: true, values: new Map(pairs.map((entry) => [nameOf(entry), entry.slice(entry.indexOf('=') + 1)])) };
}

/**
 * Reads the environment behind the arguments that `ps eww -o args` printed. Null when nothing is there that must be there, the hostname or an
 * entry of the container's own: a program that overwrites its title shows no variables, which says nothing about those it has.
 */
export function printedEnvironment(printed: string, receiver: ContainerDetail, facts: EngineFacts): FirstEnvironment | null {
  const known = knownNames(receiver, facts);
  const values = new Map<string, string>();
  let name: string | null = null;
  for (const word of printed.split(' ')) {
    const found = ENTRY.exec(word)?.[1];
    if (found !== undefined && (known(found) || linkNamed(found, word.slice(found.length + 1)) !== null)) {
      name = found;
      values.set(name, word.slice(found.length + 1));
    } else if (name !== null) {
      values.set(name, `${values.get(name) ?? ''} ${word}`);
    }
  }
  const environment = { exact: false, values };
  const proofs = [`HOSTNAME=${receiver.hostname}`, ...receiver.env.filter((entry) => entry.includes('='))];
  return proofs.some((entry) => holds(environment, nameOf(entry), entry.slice(entry.indexOf('=') + 1)) === true) ? environment : null;
}

/** Whether a variable has this value; null when the variable is not there, which proves nothing. */
export function holds({ exact, values }: FirstEnvironment, name: string, value: string): boolean | null {
  const found = values.get(name);
  if (found === undefined) return null;
  if (exact) return found === value;
  const wanted = asPrinted(value);
  if (found === wanted) return true;
  const start = wanted === '' ? ' ' : `${wanted} `;
  return found.startsWith(start) && ENTRY.test(found.slice(start.length));
}

/** A variable's value to be shown, in a printed environment up to the next word that looks like a variable; null when it is not there. */
export function valueOf({ exact, values }: FirstEnvironment, name: string): string | null {
  const found = values.get(name);
  if (found === undefined) return null;
  return exact ? found : (found.split(/ (?=[A-Za-z_]\w*=)/)[0] ?? '');
}

/** The alias of the link whose `_NAME` variable this is; null for any other variable. */
export function linkNamed(name: string, value: string): string | null {
  const alias = lastComponent(value);
  return /^\/.+\/[^/]+$/.test(value) && name === `${linkPrefix(alias)}_NAME` ? alias : null;
}

/** A value as `ps` and the engine print it: line ends become spaces, other control characters a question mark, and spaces run together. */
function asPrinted(value: string): string {
  return value
    .replace(/\n/g, ' ')
    .replace(/\p{Cc}/gu, '?')
    .replace(/ +/g, ' ')
    .trim();
}

/** Which names are certain to begin a variable: common ones, the receiver's own, and those its links can set. */
function knownNames(receiver: ContainerDetail, facts: EngineFacts): (name: string) => boolean {
  const links = linksOf(receiver, asRunning(surroundingsOf(facts)), true);
  const aliases = links.map(({ alias }) => alias);
  const names = new Set([...COMMON, ...receiver.env.map(nameOf), ...links.flatMap(({ variables }) => variables.map(({ name }) => name))]);
  return (name) => names.has(name) || (readBack(name, aliases)?.part ?? 'ENV') !== 'ENV';
}

/** The same surroundings as if every container ran: the variables of a stopped source have the same names. */
function asRunning(around: Surroundings): Surroundings {
  return {
    ...around,
    detail: (id) => {
      const detail = around.detail(id);
      return detail && { ...detail, running: true };
    },
  };
}

function nameOf(entry: string): string {
  return entry.includes('=') ? entry.slice(0, entry.indexOf('=')) : entry;
}
