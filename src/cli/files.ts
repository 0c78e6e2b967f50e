import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { composeKind } from '../syntax/compose/kind.ts';
import type { ComposeKind } from '../syntax/compose/kind.ts';

/** A file to read, and how reports call it. */
export interface FoundFile {
  readonly path: string;
  /** Relative to the folder that was asked for, with `/`; of a file that was asked for, its name. */
  readonly shown: string;
  readonly kind: ComposeKind;
}

/** What a path leads to; a problem is one sentence without the path. */
export interface Found {
  /** The folder that was searched; null when a file was asked for. */
  readonly root: string | null;
  readonly files: readonly FoundFile[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

const SKIPPED = new Set(['node_modules', '.git']);

/** The compose files at a path, sorted; a file that is asked for counts whatever its name. Links to folders are not followed, so a circle cannot catch it. */
export async function findFiles(path: string): Promise<Found> {
  try {
    const there = await stat(path);
    if (there.isDirectory()) return await findInFolder(path);
    if (!there.isFile()) return { root: null, files: [], problems: [{ path, message: 'It is neither a file nor a folder.' }] };
    return { root: null, files: [{ path, shown: basename(path), kind: 'always' }], problems: [] };
  } catch (error) {
    return { root: null, files: [], problems: [{ path, message: reasonOf(error) }] };
  }
}

async function findInFolder(root: string): Promise<Found> {
  const files: FoundFile[] = [];
  const problems: { path: string; message: string }[] = [];
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    try {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        const kind = composeKind(entry.name);
        if (entry.isDirectory()) {
          if (!SKIPPED.has(entry.name)) waiting.push(path);
        } else if (kind && (entry.isFile() || (await isFile(path)))) {
          files.push({ path, shown: relative(root, path).split(sep).join('/'), kind });
        }
      }
    } catch (error) {
      problems.push({ path: folder, message: reasonOf(error) });
    }
  }
  return { root, files: files.sort((a, b) => (a.shown < b.shown ? -1 : 1)), problems };
}

/** The files below the folders asked for that are compose files not by their name, but because projects have links there. */
export function partsBelow(found: readonly Found[], folders: { readonly parts: () => readonly string[] }): readonly FoundFile[] {
  const roots = found.flatMap(({ root }) => root ?? []);
  if (roots.length === 0) return [];
  const known = new Set(found.flatMap(({ files }) => files.map(({ path }) => resolve(path))));
  return folders.parts().flatMap((part): readonly FoundFile[] => {
    const path = resolve(part);
    const root = roots.find((each) => path.startsWith(resolve(each) + sep));
    if (root === undefined || known.has(path)) return [];
    return [{ path, shown: relative(root, path).split(sep).join('/'), kind: 'always' }];
  });
}

/** The text of a file; null for what is no file of at most a million bytes, and for what cannot be read. */
export async function readSmall(file: URL): Promise<string | null> {
  try {
    const there = await stat(file);
    return there.isFile() && there.size <= 1_000_000 ? await readFile(file, 'utf8') : null;
  } catch {
    return null;
  }
}

/** A file's text as UTF-8. */
export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8');
}

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'There is no such file or folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'You have no permission to read it.';
  if (code === 'EISDIR') return 'It is a folder.';
  return error instanceof Error ? error.message : String(error);
}

/** Also through a symbolic link; of a dangling one the reading says what is wrong. */
async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (there) => there.isFile(),
    () => true,
  );
}
