import { TARGET_ENGINES } from '../../domain/engine/target.ts';
import { SEVERITIES } from '../../domain/findings/severity.ts';
import { COMMANDS, FORMATS } from '../requests.ts';
import type { Options, Request } from '../requests.ts';
import { beside, projectOf, usagesRequest } from './files.ts';
import { fixRequest, readersRequest } from './fix.ts';
import { migrateRequest } from './migrate.ts';
import { misplacedOption } from './misplaced.ts';
import { namesRequest } from './names.ts';
import { registriesRequest, registryRequest } from './registries.ts';
import { oneOf, parse, wrong } from './values.ts';

/** Reads the arguments behind the program's name. */
export function readOptions(args: readonly string[]): Request {
  try {
    return requestOf(parse(args));
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error));
  }
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
