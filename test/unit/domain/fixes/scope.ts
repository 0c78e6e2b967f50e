import type { ProjectSet } from '../../../../src/domain/compose/project/project.ts';
import { projectsOf } from '../../../../src/domain/fixes/carryOut.ts';
import type { Projects } from '../../../../src/domain/fixes/carryOut.ts';
import type { RewriteScope } from '../../../../src/domain/fixes/rewrite.ts';
import type { Surroundings } from '../../../../src/domain/fixes/surroundings.ts';
import { alone } from './alone.ts';

/** Files of the folder `/work/shop` as one project, whose links are asked for in the first; further sets are lists of their names. */
export function scopeOf(
  files: Readonly<Record<string, string>>,
  sets: readonly (readonly string[])[] = [Object.keys(files)],
  around: Partial<Surroundings> = {},
): RewriteScope {
  const at = (name: string) => `/work/shop/${name}`;
  const texts = new Map(Object.entries(files).map(([name, text]) => [at(name), text]));
  return {
    path: at(Object.keys(files)[0] ?? ''),
    read: (path) => texts.get(path) ?? null,
    sets: sets.map((names): ProjectSet => ({ reader: 'compose-2', files: names.map(at) })),
    around: alone({ name: Object.keys(files)[0] ?? '', ...around }),
  };
}

/** The projects of one compose file that is read alone. */
export function oneFile(text: string, around: Partial<Surroundings> = {}): Projects {
  return projectsOf(scopeOf({ 'compose.yaml': text }, undefined, around));
}
