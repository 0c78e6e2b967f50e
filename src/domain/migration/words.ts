import { containerArguments } from './arguments.ts';
import type { Argument } from './argument.ts';
import type { PlannedEndpoint } from './endpoints.ts';
import { textAt } from './json.ts';
import type { Moved } from './moved.ts';
import { commandArguments, nameOf } from './process.ts';
import { comment, shellWord } from './shell.ts';

/** Longest value of a line in an `--env-file` (docker/cli reads it with a scanner of 64 KiB). */
const LONGEST = 60_000;

/** Variables that `docker` itself, its shell or its loader would heed. */
const HEEDED = /^(?:PATH|HOME|IFS|ENV|PS\d|DOCKER_.*|COMPOSE_.*|BUILDKIT_.*|LD_.*|GO.*|SSH_.*|.*_PROXY)$/i;

/** The command that makes the successor of a container, under the name `NAME-next`, with what does not show or must not be shown read from the old one, whose id is in `$old`. */
export function createCommand(moved: Moved, endpoint: PlannedEndpoint | undefined): readonly string[] {
  const { detail, container } = moved;
  const command = new Command(detail.name);
  command.option('--name', `${detail.name}-next`);
  if (endpoint) addEndpoint(command, endpoint);
  for (const argument of containerArguments(moved)) command.add(argument);
  command.word(textAt(container, 'Config.Image'));
  for (const argument of commandArguments(moved).words) command.add(argument);
  return command.lines();
}

function addEndpoint(command: Command, { network, aliases, links, addresses }: PlannedEndpoint): void {
  command.option('--network', network);
  for (const alias of aliases) command.option('--network-alias', alias);
  for (const link of links) command.option('--link', link);
  for (const [flag, word] of addresses) command.option(flag, word);
}

/** The command that puts the successor on a further network. */
export function connectCommand(name: string, { network, aliases, links, addresses, further }: PlannedEndpoint): string {
  const options = [
    ...aliases.map((alias) => ['--alias', alias] as const),
    ...links.map((link) => ['--link', link] as const),
    ...addresses,
    ...further,
  ];
  return [
    'docker network connect',
    ...options.map(([flag, word]) => `${flag} ${shellWord(word)}`),
    shellWord(network),
    shellWord(name),
  ].join(' ');
}

/** One `docker create` as it grows. */
class Command {
  readonly #name: string;
  readonly #before: string[] = [];
  readonly #envFile: string[] = [];
  readonly #prefix: string[] = [];
  readonly #words: string[] = [];
  #count = 0;

  constructor(name: string) {
    this.#name = name;
  }

  option(flag: string, word: string): void {
    this.#words.push(`${flag} ${shellWord(word)}`);
  }

  word(word: string): void {
    this.#words.push(shellWord(word));
  }

  add(argument: Argument): void {
    const { flag, word, hidden } = argument;
    if (word === null) this.#words.push(flag);
    else if (flag === '--env') this.#variable(argument, word);
    else if (/^seccomp=\s*\{/.test(word)) this.#profile(argument);
    else this.#words.push(`${flag} ${hidden === null ? shellWord(word) : `"$${this.#read(argument)}"`}`.trimStart());
  }

  lines(): readonly string[] {
    const file = `"$files"/${shellWord(`${this.#name}.env`)}`;
    const envFile = this.#envFile.length === 0 ? [] : ['{', ...this.#envFile, `} >${file}`];
    const words = [...(envFile.length > 0 ? [`--env-file ${file}`] : []), ...this.#words];
    return [
      ...envFile,
      ...this.#before,
      `${[...this.#prefix, 'docker create'].join(' ')} \\`,
      ...words.map((word) => `  ${word} \\`),
      '  >/dev/null',
    ];
  }

  /** A secret goes by a file that only its owner can read or by the environment of this one command, so that the list of processes does not show it. */
  #variable(argument: Argument, entry: string): void {
    const name = nameOf(entry);
    if (name === entry) {
      this.#prefix.push(`env -u ${shellWord(name)}`);
      this.option('--env', name);
    } else if (argument.hidden === 'secret' && fitsFile(entry)) {
      this.#envFile.push(`  ${this.#shown(argument)} # ${name}`);
    } else if (argument.hidden === 'secret' && /^[A-Za-z_]\w*$/.test(name) && !HEEDED.test(name)) {
      this.#prefix.unshift(`${name}=$\{${this.#read(argument)}#*=}`);
      this.option('--env', name);
    } else if (argument.hidden === null) this.option('--env', entry);
    else this.#words.push(`--env "$${this.#read(argument)}"`);
  }

  /** The engine keeps the profile itself, the command line wants a file. */
  #profile(argument: Argument): void {
    const word = this.#read(argument);
    const file = `"$files"/${shellWord(`${this.#name}-${word}.json`)}`;
    this.#before.push(`printf %s "$\{${word}#seccomp=}" >${file}`);
    this.#words.push(`--security-opt seccomp=${file}`);
  }

  /** A variable of the script that holds exactly the word, line ends and all. */
  #read(argument: Argument): string {
    this.#count += 1;
    const variable = `word_${this.#count}`;
    const what = argument.flag === '' ? 'a word of its command' : argument.flag;
    const why = argument.hidden === 'secret' ? 'a secret' : 'with characters that do not show';
    this.#before.push(...comment(`${what}, ${why}`), `${variable}=$(${this.#shown(argument)} && printf x); ${variable}=$\{${variable}%?x}`);
    return variable;
  }

  #shown({ template }: Argument): string {
    return `show "$old" ${shellWord(template ?? '')}`;
  }
}

function fitsFile(entry: string): boolean {
  return /^[^\s#=\p{Cc}][^\s=\p{Cc}]*=\P{Cc}*$/u.test(entry) && entry.length < LONGEST;
}
