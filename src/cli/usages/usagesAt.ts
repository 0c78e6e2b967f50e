import { readdir, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { composeKind } from '../../syntax/compose/kind.ts';
import { languageOf } from '../../syntax/usages/language.ts';
import { slashed } from '../folders.ts';
import { findUsages } from './findUsages.ts';
import type { FoundUsages } from './findUsages.ts';

/** The readers at a path: below a folder, in the folder of a compose file, or in a file of code alone, which the nearest compose files above tell about. */
export async function usagesAt(path: string, target: TargetEngine): Promise<FoundUsages> {
  if (!(await isCode(path))) return await findUsages(path, target);
  const folder = await folderAbove(dirname(resolve(path)));
  if (folder === null) {
    const message = 'No compose file lies beside it or in a folder above, so nobody knows what its names lead to.';
    return { usages: [], findings: [], problems: [{ path, message }], unsearched: [] };
  }
  const found = await findUsages(folder, target);
  const own = slashed(relative(folder, resolve(path)));
  const isOwn = (one: { readonly path: string }): boolean => one.path === own;
  return { ...found, usages: found.usages.filter(isOwn), findings: found.findings.filter(isOwn) };
}

/** Whether it is a file that is no compose file by its name, and surely no YAML. */
async function isCode(path: string): Promise<boolean> {
  const language = languageOf(path, '');
  if (language === null || language === 'compose' || language === 'yaml') return false;
  return await stat(path).then(
    (there) => there.isFile(),
    () => false,
  );
}

/** The nearest folder, from this one on, in which a compose file lies. */
async function folderAbove(start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    const names = await readdir(folder).catch(() => []);
    if (names.some((name) => composeKind(name) !== null)) return folder;
    if (folder === dirname(folder)) return null;
  }
}
