import { readFile, readdir, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decoded } from '../../../src/cli/fix/desk.ts';
import { buildContexts, readDotenv, readProject, referredPaths } from '../../../src/cli/fix/project.ts';
import { findFiles } from '../../../src/cli/files.ts';
import { listingOf } from '../../../src/model/namingFiles.ts';
import type { ReadFile, Snapshot } from '../../../src/model/snapshot.ts';
import { Store } from '../../../src/model/store.ts';
import { readWith } from '../../../src/model/surroundings.ts';
import type { AroundFile } from '../../../src/model/surroundings.ts';

/** The texts of compose files by their URIs. */
export type Texts = ReadonlyMap<string, string>;

/** The compose files of a folder, and below it, and those that are no UTF-8. */
export async function readTexts(folder: string): Promise<{ readonly texts: Texts; readonly unread: readonly string[] }> {
  const { files } = await findFiles(await realpath(folder));
  const texts = new Map<string, string>();
  const unread: string[] = [];
  for (const { path, shown } of files) {
    const text = decoded(await readFile(path));
    if (text === null) unread.push(shown);
    else texts.set(pathToFileURL(path).href, text);
  }
  return { texts, unread };
}

/** What the editor knows of a workspace whose compose files have these texts; all else is as stored. */
export async function snapshotOf(folder: string, texts: Texts): Promise<Snapshot> {
  const store = new Store(() => 'connected', { later: () => ({ dispose: () => undefined }) });
  const root = `${pathToFileURL(await realpath(folder)).href}/`;
  for (const [uri, text] of texts) {
    const path = decodeURIComponent(uri.slice(root.length));
    store.putFile({ kind: 'text', uri, folder: uri.slice(0, uri.lastIndexOf('/')), path, text, version: null, named: false });
  }
  const asked = new Set<string>();
  for (;;) {
    const { snapshot } = store;
    const next = snapshot.wanted.filter((uri) => !asked.has(uri));
    if (next.length === 0) return snapshot;
    for (const uri of next) {
      asked.add(uri);
      store.putCompanion({ uri, text: uri.startsWith(root) ? (texts.get(uri) ?? (await storedText(uri))) : null });
    }
  }
}

/** A file, or the names in a folder; null for what is not there. */
async function storedText(uri: string): Promise<string | null> {
  try {
    const path = fileURLToPath(uri);
    if (!uri.endsWith('/')) return await readFile(path, 'utf8');
    const entries = await readdir(path, { withFileTypes: true });
    return listingOf(
      path,
      entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })),
    );
  } catch {
    return null;
  }
}

/** What lies around a file, and around those that are read with it; compose files have these texts. */
export async function aroundOf(file: ReadFile, texts: Texts): Promise<AroundFile> {
  const others = readWith(file);
  const own = new Set([file.uri, ...others]);
  const path = fileURLToPath(file.uri);
  const base = { folder: dirname(path), from: [dirname(path)] };
  const contexts = await buildContexts(file.compose, base);
  const referred = await referredPaths(file.text, base);
  const beside = others.map((uri) => dirname(fileURLToPath(uri)));
  const found = await readProject(dirname(path), [...contexts.folders, ...referred.paths, ...beside]);
  const around = [...found.texts].flatMap(([each, text]) => {
    const uri = pathToFileURL(each).href;
    return own.has(uri) ? [] : [{ ...text, text: texts.get(uri) ?? text.text }];
  });
  return {
    dotenv: await readDotenv(dirname(path)),
    texts: around,
    unsearched: [...new Set([...contexts.unknown, ...referred.unknown, ...found.unsearched])],
    beside: others,
  };
}

/** A file as people read it: the last parts of its path. */
export function nameOf(folder: string, uri: string): string {
  const path = fileURLToPath(uri);
  const at = path.indexOf(`/${basename(folder)}/`);
  return at < 0 ? path : path.slice(at + 1);
}
