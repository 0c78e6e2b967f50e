import { ROWS } from '../../domain/fixes/rewrite.ts';
import type { FixOptions, ShimsOptions, Request } from '../requests.ts';
import { searchedBy } from './files.ts';
import { misplacedOption } from './misplaced.ts';
import { oneOf, wrong } from './values.ts';
import type { Values } from './values.ts';

/** What `fix` is asked for, also with --shims. */
export function fixRequest(values: Values, paths: readonly string[], asked: Pick<FixOptions, 'engine' | 'ask'>): Request {
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

/** The ways to do without a link; variables have options of their own. */
const WAYS = ROWS.filter((row) => row !== 'variables');

/** Without rows what leaves nobody anything to decide is meant. */
function fixWish({ row = [], only = [] }: Values, common: Omit<FixOptions, 'kind' | 'rows' | 'only'>): Request {
  const unknown = row.find((each) => oneOf(WAYS, each) === undefined);
  if (unknown !== undefined) return wrong(`--row is one of ${WAYS.join(', ')}, not "${unknown}"`);
  return {
    kind: 'fix',
    ...common,
    rows: row.flatMap((each) => oneOf(WAYS, each) ?? []),
    only: only.map(wishFor),
  };
}

/** `SERVICE` or `SERVICE=LINK`. */
function wishFor(text: string): FixOptions['only'][number] {
  const at = text.indexOf('=');
  return at < 0 ? { service: text, raw: null } : { service: text.slice(0, at), raw: text.slice(at + 1) };
}

/** What `fix --readers` is asked for. */
export function readersRequest(
  command: string,
  values: Values,
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
