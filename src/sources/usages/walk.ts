import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { dirname } from 'node:path';
import { excludedByGlobs, isExcluded, withGitignore, withOuterGitignore } from './exclusions.ts';
import type { Exclusions } from './exclusions.ts';

/** A folder on disk to be searched. */
export interface Root {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Glob patterns of what is left out, as in the setting `files.exclude`. */
  readonly exclude: readonly string[];
  /** Whether `.gitignore` files are obeyed. */
  readonly gitignore: boolean;
}

/** What a walk could not look into. */
export interface Missed {
  /** How many folders are not there or cannot be read: a build context may be elsewhere. */
  folders: number;
  /** Links to folders, which are not followed, so that a circle cannot catch the walk. */
  readonly linked: string[];
}

/** Installed packages and git's own store are nobody's source. */
export const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** The files below a root that no rule leaves out, folder by folder. */
export function* filesUnder(root: Root, missed: Missed): Generator<string, void> {
  const outer = root.gitignore ? gitignoresAbove(root.path) : null;
  const rules = root.exclude.length > 0 ? excludedByGlobs(root.exclude, outer) : outer;
  const waiting: { readonly folder: string; readonly rules: Exclusions | null }[] = [{ folder: '', rules }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { folder } = next;
    const entries = entriesOf(`${root.path}/${folder}`);
    if (!entries) missed.folders++;
    const own = entries && root.gitignore && entries.some(({ name }) => name === '.gitignore');
    const here = own ? gitignoreIn(root.path, folder, next.rules) : next.rules;
    for (const entry of entries ?? []) {
      const { name } = entry;
      const path = folder + name;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(name) && !isExcluded(`${path}/`, here)) waiting.push({ folder: `${path}/`, rules: here });
      } else if (!isExcluded(path, here) && isFile(`${root.path}/${path}`, entry, missed)) yield `${root.path}/${path}`;
    }
  }
}

/** Whether a walk of the root would come to a file; a file that is not there counts as one. */
export function isWalked(root: Root, file: string): boolean {
  if (!file.startsWith(`${root.path}/`)) return false;
  const parts = file.slice(root.path.length + 1).split('/');
  const outer = root.gitignore ? gitignoresAbove(root.path) : null;
  let rules = root.exclude.length > 0 ? excludedByGlobs(root.exclude, outer) : outer;
  let folder = '';
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    if (root.gitignore) rules = gitignoreIn(root.path, folder, rules);
    if ((!isLast && SKIPPED.has(part)) || isExcluded(folder + part + (isLast ? '' : '/'), rules)) return false;
    folder += `${part}/`;
  }
  return true;
}

function entriesOf(folder: string): readonly Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return null;
  }
}

function isFile(path: string, entry: Dirent, missed: Missed): boolean {
  if (entry.isFile()) return true;
  if (!entry.isSymbolicLink()) return false;
  try {
    const there = statSync(path);
    if (there.isDirectory()) missed.linked.push(path);
    return there.isFile();
  } catch {
    return false;
  }
}

function gitignoreIn(root: string, folder: string, above: Exclusions | null): Exclusions | null {
  const text = textOf(`${root}/${folder}.gitignore`);
  return text === null ? above : withGitignore(text, folder, above);
}

/** The rules of the folders above, from the one that holds the repository on. */
function gitignoresAbove(root: string): Exclusions | null {
  const folders: string[] = [];
  for (let folder = root; !existsSync(`${folder}/.git`); folder = dirname(folder)) {
    if (folder === dirname(folder)) return null;
    folders.unshift(dirname(folder));
  }
  return folders.reduce<Exclusions | null>((above, folder) => {
    const text = textOf(`${folder}/.gitignore`);
    const prefix = `${root.slice(folder === '/' ? 1 : folder.length + 1)}/`;
    return text === null ? above : withOuterGitignore(text, prefix, above);
  }, null);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
