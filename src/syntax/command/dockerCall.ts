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

/** Finds Docker behind what other programs are put before it; null for another program, Podman among them. */
export function dockerCall(words: readonly Argument[]): DockerCall | null {
  let at = 0;
  let start: number | null = null;
  for (;;) {
    const name = programOf(words[at]);
    if (name === null) return null;
    if (name === 'docker') return { start: start ?? at, verb: afterOptions(words, at + 1, globalTakesNext) };
    if (name === 'sudo' || name === 'env' || name === 'doas') {
      start ??= at;
      at = afterOptions(words, at + 1, (word) => name !== 'env' && SUDO_VALUED.has(word));
      while (/^\w+=/.test(words[at]?.text ?? '')) at += 1;
    } else if (WRAPPERS.has(name)) {
      at = afterOptions(words, at + 1, (word) => word === '-n' || word === '-c');
      if (/^[\d.]+[smhd]?$/.test(words[at]?.text ?? '')) at += 1;
    } else return null;
  }
}

/** Also where a variable by that name holds the program, and `which` finds it. */
function programOf(word: Argument | undefined): string | null {
  if (!word) return null;
  if (!word.isKnown)
    return /^\$\{docker(?:_?(?:bin|cmd|exe|path|command))?\}$|^[$`]\(?(?:which|command -v) docker[)`]$/i.test(word.text) ? 'docker' : null;
  return word.text.slice(word.text.lastIndexOf('/') + 1).replace(/\.exe$/, '');
}

function afterOptions(words: readonly Argument[], from: number, takesNext: (word: string) => boolean): number {
  let at = from;
  for (let word = words[at]; word?.text.startsWith('-'); word = words[at]) at += takesNext(word.text) ? 2 : 1;
  return at;
}
