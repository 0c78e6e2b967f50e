import { parseArgs } from 'node:util';
import { TARGET_ENGINES } from '../domain/engine/target.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import { SEVERITIES } from '../domain/findings/severity.ts';
import type { Severity } from '../domain/findings/severity.ts';

/** What the command line is asked to do. */
export interface Options {
  readonly kind: 'run';
  readonly command: (typeof COMMANDS)[number];
  /** Files and folders; the current folder when none is named. */
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly target: TargetEngine;
  readonly failOn: Severity;
  /** Whether links and variables ask the running engine too. */
  readonly engine: boolean;
  /** The engine to ask, where another is named than Docker's command line would ask. */
  readonly ask?: { readonly kind: 'context'; readonly name: string } | { readonly kind: 'host'; readonly host: string };
}

/** A wish to replace links: to see the changes, or to have them written. */
export interface FixOptions {
  readonly kind: 'fix';
  readonly mode: 'dry-run' | 'write';
  /** Files and folders; the current folder when none is named. */
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
}

/** What is to be done, a plea for help or the version, or one sentence that says what is wrong with the arguments. */
export type Request =
  Options | FixOptions | { readonly kind: 'help' } | { readonly kind: 'version' } | { readonly kind: 'wrong'; readonly message: string };

const COMMANDS = ['links', 'variables', 'check'] as const;
const FORMATS = ['text', 'json'] as const;

/** What `--help` prints. */
export const HELP = `Usage: docker-link-inspector COMMAND [OPTION…] [FILE|FOLDER…]

Shows what the container links of compose files really do. Without a path the current folder is searched.

Commands:
  links       list the links of every compose file
  variables   list the variables that legacy links set, or set up to Docker 28
  check       judge each link for an engine
  fix         replace links on project networks by network names and depends_on, where every name is proved to resolve as before

Options:
  --format text|json   how to print (default: text)
  --target ${TARGET_ENGINES.join('|')}    the engine's major version that check judges for (default: 29)
  --fail-on SEVERITY   check fails from this severity on: ${SEVERITIES.join(', ')} (default: warning)
  --dry-run            fix prints its changes as a diff (for git apply or patch -p1), and to stderr what was proved of each link or why it stays
  --write              fix changes the files, each at one stroke
  --engine             links and variables also ask the running engine, the one that the docker command would ask
  --context NAME       --engine, and ask the engine of this Docker context
  --host ADDRESS       --engine, and ask the engine at this address (unix://, npipe://, tcp:// or ssh://)
  --help               print this
  --version            print the version

Exit codes: 0 nothing to report (fix: nothing left to replace, or all of it written), 1 check found something or fix --dry-run has something
to replace, 2 a file could not be read or written or the command is wrong.
`;

/** Reads the arguments behind the program's name. */
export function readOptions(args: readonly string[]): Request {
  try {
    return requestOf(parse(args));
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error));
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: text,
      target: text,
      'fail-on': text,
      engine: flag,
      'dry-run': flag,
      write: flag,
      context: text,
      host: text,
      help: { ...flag, short: 'h' },
      version: flag,
    },
  });
}

function requestOf({ values, positionals }: ReturnType<typeof parse>): Request {
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [name, ...named] = positionals;
  const paths = named.length > 0 ? named : ['.'];
  if (name === undefined) return wrong('no command given');
  const command = name === 'fix' ? name : oneOf(COMMANDS, name);
  if (!command) return wrong(`unknown command "${name}"`);
  const format = oneOf(FORMATS, values.format ?? 'text');
  if (!format) return wrong(`--format is ${FORMATS.join(' or ')}, not "${values.format ?? ''}"`);
  const target = TARGET_ENGINES.find((engine) => String(engine) === (values.target ?? '29'));
  if (!target) return wrong(`--target is one of ${TARGET_ENGINES.join(', ')}, not "${values.target ?? ''}"`);
  const failOn = oneOf(SEVERITIES, values['fail-on'] ?? 'warning');
  if (!failOn) return wrong(`--fail-on is one of ${SEVERITIES.join(', ')}, not "${values['fail-on'] ?? ''}"`);
  const dryRun = values['dry-run'] ?? false;
  const write = values.write ?? false;
  const { context, host } = values;
  if (context !== undefined && host !== undefined) return wrong('--context and --host exclude each other');
  if (command !== 'fix') {
    if (dryRun || write) return wrong(`--${write ? 'write' : 'dry-run'} belongs to fix, not to ${command}`);
    const ask = askOf(context, host);
    return { kind: 'run', command, paths, format, target, failOn, engine: (values.engine ?? false) || ask !== null, ...(ask && { ask }) };
  }
  if (dryRun === write) return wrong('fix wants either --dry-run or --write');
  return { kind: 'fix', mode: write ? 'write' : 'dry-run', paths, format };
}

function askOf(context: string | undefined, host: string | undefined): Options['ask'] | null {
  if (context !== undefined) return { kind: 'context', name: context };
  return host === undefined ? null : { kind: 'host', host };
}

function oneOf<T extends string>(known: readonly T[], text: string): T | undefined {
  return known.find((one) => one === text);
}

function wrong(message: string): Request {
  return { kind: 'wrong', message: `${message} (see --help)` };
}
