import type { Argument } from './argument.ts';
import { globalTakesNext } from './dockerOptions.ts';

/** A call of Docker's command line: where it begins among the words, and where the command behind Docker's own options does. */
export interface DockerCall {
  readonly start: number;
  readonly verb: number;
}

const WRAPPERS = new Set([
  'exec',
  'nohup',
  'time',
  'command',
  'builtin',
  'travis_retry',
  'retry',
  'setsid',
  'nice',
  'ionice',
  'timeout',
  'stdbuf',
]);
const SUDO_VALUED = new Set(['-u', '-g', '-p', '-h', '-C', '-r', '-t', '-U', '-D', '-T']);

/** The options of ssh with a value (ssh(1)). */
const SSH_VALUED = /^-[^-]*[BbcDEeFIiJLlmOopQRSWw]$/;

/** A word of a command as far as it says what is called. */
export type ProgramWord = Pick<Argument, 'text' | 'isKnown'>;

/** Finds Docker behind what other programs are put before it, ssh among them; null for another program, such as Podman. */
export function dockerCall(words: readonly ProgramWord[]): DockerCall | null {
  const at = behindWrappers(words);
  const remote = remoteWords(words, at);
  const docker = remote === null ? at : behindWrappers(words, remote);
  if (programOf(words[docker]) !== 'docker') return null;
  return { start: firstOfCall(words, at), verb: afterOptions(words, docker + 1, globalTakesNext) };
}

/** Where the words begin that make the call what it is: `sudo` and `env` give it rights and variables, the others do not. */
function firstOfCall(words: readonly ProgramWord[], program: number): number {
  const at = words.findIndex((word, index) => index < program && isGiver(programOf(word)));
  return at < 0 ? program : at;
}

function isGiver(name: string | null): boolean {
  return name === 'sudo' || name === 'env' || name === 'doas';
}

/** Where the program stands that other programs are told to run. */
export function behindWrappers(words: readonly ProgramWord[], from = 0): number {
  let at = from;
  for (;;) {
    const name = programOf(words[at]);
    if (name === null) return at;
    if (isGiver(name)) {
      at = afterOptions(words, at + 1, (word) => name !== 'env' && SUDO_VALUED.has(word));
      while (/^\w+=/.test(words[at]?.text ?? '')) at += 1;
    } else if (WRAPPERS.has(name)) {
      at = afterOptions(words, at + 1, (word) => word === '-n' || word === '-c');
      if (/^[\d.]+[smhd]?$/.test(words[at]?.text ?? '')) at += 1;
    } else return at;
  }
}

/** Where the words begin that ssh, or `docker-machine ssh`, runs on another machine; null for another program. */
export function remoteWords(words: readonly ProgramWord[], at: number): number | null {
  const name = programOf(words[at]);
  if (name === 'docker-machine' && words[at + 1]?.text === 'ssh') return at + 3;
  if (name !== 'ssh') return null;
  return afterOptions(words, at + 1, (word) => SSH_VALUED.test(word)) + 1;
}

/** Also where a variable by that name holds the program, and `which` finds it. */
export function programOf(word: ProgramWord | undefined): string | null {
  if (!word) return null;
  if (!word.isKnown)
    return /^\$\{docker(?:_?(?:bin|cmd|exe|path|command))?\}$|^[$`]\(?(?:which|command -v) docker[)`]$/i.test(word.text) ? 'docker' : null;
  return word.text.slice(word.text.lastIndexOf('/') + 1).replace(/\.exe$/, '');
}

function afterOptions(words: readonly ProgramWord[], from: number, takesNext: (word: string) => boolean): number {
  let at = from;
  for (let word = words[at]; word?.text.startsWith('-'); word = words[at]) at += takesNext(word.text) ? 2 : 1;
  return at;
}
