import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { containersOf } from '../../domain/compose/running.ts';
import type { ContainerSummary } from '../../domain/engine/container.ts';
import { replaceLinks } from '../../domain/fixes/replaceLinks.ts';
import type { FixedLink, SkippedLink } from '../../domain/fixes/replaceLinks.ts';
import type { Surroundings } from '../../domain/fixes/surroundings.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { findFiles, reasonOf } from '../files.ts';
import type { FoundFile } from '../files.ts';
import type { FixOptions } from '../requests.ts';
import { unifiedDiff } from './diff.ts';
import { DistantFiles, slashed } from './distant.ts';
import { buildContexts, readDotenv, readNeighbours, readProject, referredPaths, shownPath } from './project.ts';
import { replaceFile } from './write.ts';

/** What became of one file's links. */
export interface FileFix {
  /** Relative to the current folder, with `/`; of a file elsewhere, to the folder that was asked for. */
  readonly path: string;
  /** Why the file was not read or not written; null when it was. */
  readonly error: string | null;
  readonly fixed: readonly FixedLink[];
  readonly skipped: readonly SkippedLink[];
  /** What of the project was not searched for the names that go, each a noun phrase. */
  readonly unsearched: readonly string[];
  /** The edits as a unified diff; empty without edits. */
  readonly diff: string;
  readonly written: boolean;
}

/** Fixes the compose files at the paths, each file once; those without links are left out. */
export async function fixFiles(
  paths: readonly string[],
  mode: FixOptions['mode'],
  containers: readonly ContainerSummary[] = [],
): Promise<readonly FileFix[]> {
  const found = [];
  for (const path of paths) found.push(await findFiles(path));
  const all = await Promise.all(found.flatMap(({ files }) => files).map(({ path }) => realpath(path).catch(() => path)));
  const run: Run = { mode, containers, seen: new Set(), distant: new DistantFiles(all) };
  const fixes: FileFix[] = [];
  for (const { files, problems } of found) {
    fixes.push(...problems.map((problem) => failed(problem.path, problem.message)));
    for (const file of files) {
      const fix = await fixFile(file, run);
      if (fix) fixes.push(fix);
    }
  }
  return fixes;
}

/** What the files of one run share. */
interface Run {
  readonly mode: FixOptions['mode'];
  /** The containers that run; none when no engine was asked. */
  readonly containers: readonly ContainerSummary[];
  /** The real paths of the files that were had. */
  readonly seen: Set<string>;
  readonly distant: DistantFiles;
}

function failed(path: string, error: string): FileFix {
  return { path, error, fixed: [], skipped: [], unsearched: [], diff: '', written: false };
}

/** Null when there is nothing to say: no compose file, no links, or the same file by another path. */
async function fixFile(found: FoundFile, run: Run): Promise<FileFix | null> {
  try {
    const path = await realpath(found.path);
    if (run.seen.has(path)) return null;
    run.seen.add(path);
    const bytes = await readFile(path);
    const text = decoded(bytes);
    const shown = await shownTo(path, found);
    if (text === null) return failed(shown, 'It is not valid UTF-8.');
    const reading = readCompose(text, { kind: found.kind });
    switch (reading.kind) {
      case 'fault':
        return failed(shown, `Line ${reading.range.start.line + 1}: ${reading.message}`);
      case 'other':
        return found.kind === 'if-services' ? null : failed(shown, `Not a compose file. ${reading.reason}`);
      case 'compose':
        return reading.file.services.some(({ links }) => links.length > 0)
          ? await fixText({ path, shown, bytes, text, file: reading.file }, run)
          : null;
    }
  } catch (error) {
    return failed(found.path, reasonOf(error));
  }
}

/** Null for bytes that are no UTF-8; a byte order mark stays. */
export function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function shownTo(path: string, { shown }: FoundFile): Promise<string> {
  const here = shownPath(await realpath('.'), path);
  return here.startsWith('../') ? shown : here;
}

interface FileText {
  /** Its real path. */
  readonly path: string;
  readonly shown: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly file: ComposeFile;
}

async function fixText(found: FileText, run: Run): Promise<FileFix> {
  const { path, shown, bytes, text } = found;
  const around = await surroundingsOf(found, run);
  const replacement = replaceLinks(text, 'all', around);
  const { skipped } = replacement;
  if (replacement.kind === 'refused') return { ...failed(shown, ''), error: null, skipped };
  const { edits, fixed } = replacement;
  const fix: FileFix = {
    path: shown,
    error: null,
    fixed,
    skipped,
    unsearched: around.unsearched,
    diff: unifiedDiff(shown, text, edits),
    written: false,
  };
  if (run.mode === 'dry-run') return fix;
  const error = await replaceFile(path, bytes, replacement.text);
  return { ...fix, error, written: error === null };
}

async function surroundingsOf({ path, text, file }: FileText, { distant, containers }: Run): Promise<Surroundings> {
  const folder = dirname(path);
  const contexts = await buildContexts(file, folder);
  const referred = await referredPaths(text, folder);
  const project = await readProject(folder, [...contexts.folders, ...referred.paths]);
  const running = containersOf(containers, { folder, name: basename(path) });
  return {
    name: basename(path),
    path: slashed(path),
    neighbours: await readNeighbours(path),
    elsewhere: await distant.around(path, project),
    dotenv: await readDotenv(folder),
    composeFile: process.env['COMPOSE_FILE'] ? process.env['COMPOSE_FILE'] : null,
    texts: [...project.texts].flatMap(([real, other]) => (real === path ? [] : [other])),
    unsearched: [...contexts.unknown, ...referred.unknown, ...project.unsearched],
    running: new Map([...running].map(([service, each]) => [service, each.length])),
  };
}
