import type { Options } from '../requests.ts';
import type { Values } from './values.ts';

const OF_PROJECTS = ['project-name', 'project-directory', 'profile', 'env-file'] as const;

/** Commands that read no sets of compose files. */
const WITHOUT_SETS = ['fix', 'migrate', 'registries', 'registry'] as const;

/** Commands that are read by rules of their own. */
type OtherCommand = (typeof WITHOUT_SETS)[number] | 'names' | 'who' | 'usages';

/** Why an option has no place at a command; null when all have one. */
export function misplacedOption(command: Options['command'] | OtherCommand, values: Values): string | null {
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
