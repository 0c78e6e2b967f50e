import type { TargetEngine } from '../../domain/engine/target.ts';
import type { NamedSet } from '../../model/namedSets.ts';
import type { UsagesOptions, Request } from '../requests.ts';
import { misplacedOption } from './misplaced.ts';
import { wrong } from './values.ts';
import type { Values, Wrong } from './values.ts';

interface UsagesWish {
  readonly paths: readonly string[];
  readonly target: TargetEngine | null;
  readonly asksEngine: boolean;
}

/** What `usages` is asked for. */
export function usagesRequest(values: Values, { paths, target, asksEngine }: UsagesWish): Request {
  if (asksEngine) return wrong('usages reads files; verdicts tells what running containers get');
  const searched = searchedBy(values, 'usages', paths);
  if ('message' in searched) return searched;
  const format = values.format === 'json' ? 'json' : 'text';
  return { kind: 'usages', ...searched, format, target: target ?? 29 };
}

/** What a command that reads code searches: what is named, the current folder, or around the files of one project. */
export function searchedBy(
  values: Values,
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
export function beside([path = '']: readonly string[]): string {
  return `--file names all files of one project, so "${path}" has no place`;
}

/** The files that are named as one project; null where none are. */
export function projectOf(values: Values): NamedSet | null {
  const { file: files = [], profile: profiles = [], 'env-file': envFiles = [] } = values;
  const [name = null, projectDirectory = null] = [values['project-name'], values['project-directory']];
  return files.length === 0 ? null : { files, name, projectDirectory, profiles, envFiles };
}
