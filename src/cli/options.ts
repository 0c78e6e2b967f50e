import { ROWS } from '../domain/fixes/rewrite.ts';
import { parseArgs } from 'node:util';
import { TARGET_ENGINES } from '../domain/engine/target.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import { REGISTRY_KINDS } from '../domain/registries/registry.ts';
import { SEVERITIES } from '../domain/findings/severity.ts';
import type { NamedSet } from '../model/namedSets.ts';
import type { NamesQuestion } from './report/names.ts';
import { COMMANDS, FORMATS } from './requests.ts';
import type { Options, FixOptions, ShimsOptions, UsagesOptions, MigrateOptions, Request } from './requests.ts';

type Wrong = Extract<Request, { readonly kind: 'wrong' }>;

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
  const several = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: text,
      target: text,
      'fail-on': text,
      engine: flag,
      inspect: text,
      file: { ...several, short: 'f' },
      'project-name': { ...text, short: 'p' },
      'project-directory': text,
      profile: several,
      'env-file': several,
      row: several,
      only: several,
      'dry-run': flag,
      write: flag,
      shims: text,
      readers: flag,
      'keep-old': flag,
      context: text,
      host: text,
      live: flag,
      measure: flag,
      network: text,
      help: { ...flag, short: 'h' },
      version: flag,
    },
  });
}

function requestOf({ values, positionals }: ReturnType<typeof parse>): Request {
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [name, ...paths] = positionals;
  if (name === undefined) return wrong('no command given');
  const command = oneOf([...COMMANDS, 'fix', 'usages', 'migrate', 'names', 'who', 'registries', 'registry'] as const, name);
  if (!command) return wrong(`unknown command "${name}"`);
  if (values.shims !== undefined && command !== 'fix') return wrong(`--shims belongs to fix, not to ${command}`);
  const formats = FORMATS.filter((one) => one !== 'markdown' || command === 'readiness' || command === 'verify' || command === 'discovery');
  const format = oneOf(formats, values.format ?? 'text');
  if (!format) return wrong(`--format is ${formats.join(' or ')} for ${command}, not "${values.format ?? ''}"`);
  const target = TARGET_ENGINES.find((engine) => String(engine) === values.target) ?? null;
  if (values.target !== undefined && !target) return wrong(`--target is one of ${TARGET_ENGINES.join(', ')}, not "${values.target}"`);
  const failOn = oneOf(SEVERITIES, values['fail-on'] ?? 'warning');
  if (!failOn) return wrong(`--fail-on is one of ${SEVERITIES.join(', ')}, not "${values['fail-on'] ?? ''}"`);
  const { context, host } = values;
  if (context !== undefined && host !== undefined) return wrong('--context and --host exclude each other');
  const ask = askOf(context, host);
  const engine = (values.engine ?? false) || ask !== null;
  const inspect = values.inspect ?? null;
  if (values.readers || values['keep-old']) return readersRequest(command, values, { paths, asksEngine: engine || inspect !== null });
  if (values.shims !== undefined && (values.row ?? values.only))
    return wrong('--shims replaces no link, so --row and --only have no place');
  if (command === 'fix') return fixRequest(values, paths, { engine, ...(ask && { ask }) });
  if (command === 'migrate') return migrateRequest(values, { names: paths, target, engine, inspect, ...(ask && { ask }) });
  if (command === 'usages') return usagesRequest(values, { paths, target, asksEngine: engine || inspect !== null });
  if (command === 'names' || command === 'who') return namesRequest(command, values, { paths, target, engine, ...(ask && { ask }) });
  const asked = { engine, ...(ask && { ask }) };
  if (command === 'registries') return registriesRequest(values, paths, asked);
  if (command === 'registry') return registryRequest(values, paths, asked);
  const project = projectOf(values);
  const misplaced = misplacedOption(command, values) ?? misplacedSource({ command, engine, inspect, paths: project?.files ?? paths });
  if (misplaced !== null) return wrong(misplaced);
  if (project && paths.length > 0) return wrong(beside(paths));
  const searched = paths.length > 0 || command === 'verdicts' || inspect !== null ? paths : ['.'];
  const shared = { format, target, failOn, engine, inspect, ...(ask && { ask }) };
  return { kind: 'run', command, paths: project?.files ?? searched, ...shared, ...(project && { project }) };
}

function fixRequest(
  values: ReturnType<typeof parse>['values'],
  paths: readonly string[],
  asked: Pick<FixOptions, 'engine' | 'ask'>,
): Request {
  if (values.inspect !== undefined) return wrong('--inspect does not belong to fix, which changes files');
  const misplaced = misplacedOption('fix', values);
  if (misplaced !== null) return wrong(misplaced);
  const dryRun = values['dry-run'] ?? false;
  const write = values.write ?? false;
  if (dryRun === write) return wrong('fix wants either --dry-run or --write');
  const format = values.format === 'json' ? 'json' : 'text';
  const common = { mode: write ? 'write' : 'dry-run', paths: paths.length > 0 ? paths : ['.'], format } as const;
  if (values.shims === undefined) return fixWish(values, { ...common, ...asked });
  if (asked.engine) return wrong('--shims asks no engine, it sets what files tell');
  const wish = wishOf(values.shims);
  return wish === null
    ? wrong(`--shims is read, all, ports or names of variables, not "${values.shims}"`)
    : { kind: 'shims', ...common, wish };
}

/** Without rows what leaves nobody anything to decide is meant. */
function fixWish({ row = [], only = [] }: ReturnType<typeof parse>['values'], common: Omit<FixOptions, 'kind' | 'rows' | 'only'>): Request {
  const unknown = row.find((each) => oneOf(ROWS, each) === undefined);
  if (unknown !== undefined) return wrong(`--row is one of ${ROWS.join(', ')}, not "${unknown}"`);
  return {
    kind: 'fix',
    ...common,
    rows: row.flatMap((each) => oneOf(ROWS, each) ?? []),
    only: only.map(wishFor),
  };
}

/** `SERVICE` or `SERVICE=LINK`. */
function wishFor(text: string): FixOptions['only'][number] {
  const at = text.indexOf('=');
  return at < 0 ? { service: text, raw: null } : { service: text.slice(0, at), raw: text.slice(at + 1) };
}

function readersRequest(
  command: string,
  values: ReturnType<typeof parse>['values'],
  { paths, asksEngine }: { readonly paths: readonly string[]; readonly asksEngine: boolean },
): Request {
  if (command !== 'fix') return wrong(`--${values.readers ? 'readers' : 'keep-old'} belongs to fix, not to ${command}`);
  if (!values.readers) return wrong('--keep-old goes with --readers');
  if (values.shims !== undefined || values.row)
    return wrong(`--readers replaces no link, so --${values.row ? 'row' : 'shims'} has no place`);
  if (asksEngine) return wrong('--readers looks at files alone');
  const searched = searchedBy(values, 'fix', paths);
  if ('message' in searched) return searched;
  const write = values.write ?? false;
  if ((values['dry-run'] ?? false) === write) return wrong('fix wants either --dry-run or --write');
  return {
    kind: 'readers',
    mode: write ? 'write' : 'dry-run',
    ...searched,
    format: values.format === 'json' ? 'json' : 'text',
    only: (values.only ?? []).map(wishFor),
    keepOld: values['keep-old'] ?? false,
  };
}

function wishOf(text: string): ShimsOptions['wish'] | null {
  if (text === 'read' || text === 'all' || text === 'ports') return text;
  const names = text.split(',').map((name) => name.trim());
  return names.every((name) => /^[^\s=]*_[^\s=]*$/.test(name)) ? names : null;
}

interface UsagesWish {
  readonly paths: readonly string[];
  readonly target: TargetEngine | null;
  readonly asksEngine: boolean;
}

function usagesRequest(values: ReturnType<typeof parse>['values'], { paths, target, asksEngine }: UsagesWish): Request {
  if (asksEngine) return wrong('usages reads files; verdicts tells what running containers get');
  const searched = searchedBy(values, 'usages', paths);
  if ('message' in searched) return searched;
  const format = values.format === 'json' ? 'json' : 'text';
  return { kind: 'usages', ...searched, format, target: target ?? 29 };
}

/** What a command that reads code searches: what is named, the current folder, or around the files of one project. */
function searchedBy(
  values: ReturnType<typeof parse>['values'],
  command: 'fix' | 'usages',
  paths: readonly string[],
): Pick<UsagesOptions, 'paths' | 'project'> | Wrong {
  const misplaced = misplacedOption(command, values);
  if (misplaced !== null) return wrong(misplaced);
  const project = projectOf(values);
  if (!project) return { paths: paths.length > 0 ? paths : ['.'] };
  return paths.length > 0 ? wrong(beside(paths)) : { paths: project.files, project };
}

/** What is said of paths beside the files of a project. */
function beside([path = '']: readonly string[]): string {
  return `--file names all files of one project, so "${path}" has no place`;
}

interface NamesWish extends Pick<Options, 'ask' | 'target'> {
  readonly paths: readonly string[];
  readonly engine: boolean;
}

/** Where an engine is asked, `names` takes names of containers and files come with --file; else it takes files and folders. */
function namesRequest(
  command: 'names' | 'who',
  values: ReturnType<typeof parse>['values'],
  { paths, target, engine, ask }: NamesWish,
): Request {
  const misplaced = misplacedOption(command, values);
  if (misplaced !== null) return wrong(misplaced);
  const inspect = values.inspect ?? null;
  if (engine && inspect !== null) return wrong('--inspect stands in for an engine: give either it or --engine');
  const measure = values.measure ? (values['dry-run'] ? 'dry-run' : 'run') : null;
  if (values['dry-run'] && measure === null) return wrong('--dry-run goes with --measure: it shows what would be run');
  if (measure !== null && !engine) return wrong('--measure asks running containers: it wants --engine');
  const [name, ...more] = paths;
  if (command === 'who' && name === undefined) return wrong('who wants a name');
  const asks = engine || inspect !== null;
  const project = projectOf(values);
  const rest = command === 'who' ? more : paths;
  if (project && !asks && rest.length > 0) return wrong(`--file names all files of one project, so "${rest[0] ?? ''}" has no place`);
  if (command === 'who' && asks && more.length > 0) return wrong('who wants one name; files beside an engine are named by --file');
  const question: NamesQuestion = command === 'who' ? { kind: 'who', name: name ?? '' } : { kind: 'names', containers: asks ? paths : [] };
  const searched = asks ? [] : rest.length > 0 ? rest : ['.'];
  return {
    kind: 'names',
    question,
    format: values.format === 'json' ? 'json' : 'text',
    paths: project?.files ?? searched,
    engine,
    inspect,
    target,
    measure,
    ...(ask && { ask }),
    ...(project && { project }),
  };
}

type AskedEngine = Pick<FixOptions, 'engine' | 'ask'>;

function registriesRequest(values: ReturnType<typeof parse>['values'], paths: readonly string[], asked: AskedEngine): Request {
  const misplaced = misplacedOption('registries', values);
  if (misplaced !== null) return wrong(misplaced);
  if (values.inspect !== undefined) return wrong('--inspect does not belong to registries; --engine asks the running engine');
  const format = values.format === 'json' ? 'json' : 'text';
  return { kind: 'registries', paths: paths.length > 0 || asked.engine ? paths : ['.'], format, ...asked };
}

function registryRequest(values: ReturnType<typeof parse>['values'], words: readonly string[], { engine, ask }: AskedEngine): Request {
  const misplaced = misplacedOption('registry', values);
  if (misplaced !== null) return wrong(misplaced);
  if (values.inspect !== undefined) return wrong('--inspect does not belong to registry, which asks the registry itself');
  const [named = '', ...rest] = words;
  const kind = oneOf(REGISTRY_KINDS, named);
  const shared = { kind: 'registry', format: values.format === 'json' ? 'json' : 'text' } as const;
  if (kind === undefined) return wrong(`registry wants one of ${REGISTRY_KINDS.join(', ')}${named === '' ? '' : `, not "${named}"`}`);
  if (kind !== 'swarm' && engine) return wrong(`--engine does not belong to registry ${kind}`);
  if (kind === 'zookeeper')
    return rest.length > 0
      ? { ...shared, registry: { kind, command: rest } }
      : wrong('registry zookeeper wants a command behind --, such as docker exec -i zk zkCli.sh');
  const [address, ...more] = rest;
  if (kind === 'swarm')
    return address === undefined
      ? { ...shared, registry: { kind }, ...(ask && { ask }) }
      : wrong(`registry swarm asks the engine, so "${address}" has no place`);
  return address === undefined || more.length > 0
    ? wrong(`registry ${kind} wants one address`)
    : { ...shared, registry: { kind, address } };
}

function projectOf(values: ReturnType<typeof parse>['values']): NamedSet | null {
  const { file: files = [], profile: profiles = [], 'env-file': envFiles = [] } = values;
  const [name = null, projectDirectory = null] = [values['project-name'], values['project-directory']];
  return files.length === 0 ? null : { files, name, projectDirectory, profiles, envFiles };
}

const OF_PROJECTS = ['project-name', 'project-directory', 'profile', 'env-file'] as const;

interface MigrateWish extends Pick<MigrateOptions, 'names' | 'target' | 'inspect' | 'ask'> {
  readonly engine: boolean;
}

function migrateRequest(values: ReturnType<typeof parse>['values'], { engine, ...wish }: MigrateWish): Request {
  const { inspect } = wish;
  if (engine && inspect !== null) return wrong('--inspect stands in for an engine: give either it or --engine');
  if (!engine && (inspect ?? '') === '') return wrong('migrate wants --engine, or --inspect with the output of docker inspect');
  if (values.format === 'json') return wrong('migrate prints a shell script');
  const misplaced = misplacedOption('migrate', values);
  if (misplaced !== null) return wrong(misplaced);
  if (values.live && inspect !== null) return wrong('--live wants --engine: what docker inspect printed may be of another time');
  return { kind: 'migrate', ...wish, way: values.live ? 'live' : 'recreate', network: values.network ?? null };
}

/** Commands that read no sets of compose files. */
const WITHOUT_SETS = ['fix', 'migrate', 'registries', 'registry'] as const;

/** Commands that are read by rules of their own. */
type OtherCommand = (typeof WITHOUT_SETS)[number] | 'names' | 'who' | 'usages';

function misplacedOption(command: Options['command'] | OtherCommand, values: ReturnType<typeof parse>['values']): string | null {
  const ofProject = OF_PROJECTS.find((option) => values[option] !== undefined);
  if (values.file === undefined && ofProject !== undefined) return `--${ofProject} goes with --file`;
  if (values.file !== undefined && !values.readers && WITHOUT_SETS.some((one) => one === command))
    return `--file does not belong to ${command}${command === 'fix' ? ' without --readers' : ''}`;
  if (values.measure && command !== 'names') return `--measure belongs to names, not to ${command}`;
  if (command !== 'migrate' && (values.live || values.network !== undefined))
    return `--${values.live ? 'live' : 'network'} belongs to migrate, not to ${command}`;
  if (command === 'fix') return null;
  if (values.row ?? values.only) return `--${values.row ? 'row' : 'only'} belongs to fix, not to ${command}`;
  if (!values.write && (!values['dry-run'] || command === 'names')) return null;
  return `--${values.write ? 'write' : 'dry-run'} belongs to fix, not to ${command}`;
}

/** Why a command cannot answer from what it is told to read; null when it can. */
function misplacedSource({ command, engine, inspect, paths }: Pick<Options, 'command' | 'engine' | 'inspect' | 'paths'>): string | null {
  if (engine && inspect !== null) return '--inspect stands in for an engine: give either it or --engine';
  if (inspect === '') return '--inspect wants a file with the output of docker inspect, or - for the standard input';
  if (command === 'discovery' && (engine || inspect !== null)) return 'discovery compares ways for the links of compose files';
  if (command === 'check' && (engine || inspect !== null)) return 'check judges compose files; verdicts judges the links of an engine';
  if (command !== 'verdicts' && command !== 'verify') return null;
  if (!engine && inspect === null) return `${command} wants --engine, or --inspect with the output of docker inspect`;
  if (command === 'verify') return null;
  return paths.length > 0 ? `verdicts reads no compose files, so "${paths[0] ?? ''}" has no place; check judges them` : null;
}

function askOf(context: string | undefined, host: string | undefined): Options['ask'] | null {
  if (context !== undefined) return { kind: 'context', name: context };
  return host === undefined ? null : { kind: 'host', host };
}

function oneOf<T extends string>(known: readonly T[], text: string): T | undefined {
  return known.find((one) => one === text);
}

function wrong(message: string): Wrong {
  return { kind: 'wrong', message: `${message} (see --help)` };
}
