import { interpolate } from '../../../syntax/interpolation/interpolate.ts';
import type { LookUp } from '../../../syntax/interpolation/asking.ts';
import { plainValue } from './environment.ts';
import { baseName } from './paths.ts';
import type { Place, Project, ProjectSet } from './project.ts';
import type { Run } from './run.ts';

type Named = Pick<Project, 'name' | 'nameFrom'>;

/** The project's name: `-p`, then COMPOSE_PROJECT_NAME, then in Compose 2 the last file's `name`, then the folder's name. */
export function projectName(run: Run, set: ProjectSet, folder: string, lookUp: LookUp): Named {
  const old = set.reader === 'compose-1';
  const fromEnvironment = plainValue(lookUp, 'COMPOSE_PROJECT_NAME') ?? '';
  const given: Named | null = set.name
    ? { name: set.name, nameFrom: 'option' }
    : fromEnvironment
      ? { name: fromEnvironment, nameFrom: 'environment' }
      : null;
  if (given) {
    const name = normalized(given.name, old);
    if (!old && name !== given.name) run.refuse('name', `\`${given.name}\` is no valid project name: those are of a-z, 0-9, - and _.`);
    return { ...given, name };
  }
  const written = old ? null : nameInFiles(run, set, lookUp);
  if (written) return { name: written, nameFrom: 'file' };
  return { name: normalized(baseName(folder), old) || (old ? 'default' : ''), nameFrom: 'folder' };
}

/** Lower case, and only what a name may hold (compose-go NormalizeProjectName; docker-compose 1.x `cli/command.py`). */
function normalized(name: string, old: boolean): string {
  const kept = name.toLowerCase().replace(/[^a-z0-9_-]/g, '');
  return old ? kept : kept.replace(/^[_-]+/, '');
}

function nameInFiles(run: Run, set: ProjectSet, lookUp: LookUp): string {
  let written: { readonly text: string; readonly place: Place } | null = null;
  for (const path of set.files) {
    const plain = run.plain(path);
    for (const { root, v1 } of plain?.kind === 'documents' ? plain.documents : []) {
      const name = v1 ? undefined : root.entries.get('name')?.value;
      if (name?.kind === 'scalar' && name.text !== '') written = { text: name.text, place: { path, range: name.range } };
    }
  }
  if (!written) return '';
  const result = interpolate(written.text, lookUp);
  if (result.kind !== 'error') return normalized(result.value, false);
  run.refuse('interpolation', result.message, written.place);
  return '';
}
