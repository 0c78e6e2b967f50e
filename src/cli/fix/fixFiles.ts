import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { replaceLinks } from '../../domain/fixes/replaceLinks.ts';
import type { FixedLink, SkippedLink } from '../../domain/fixes/replaceLinks.ts';
import type { Surroundings } from '../../domain/fixes/surroundings.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { findFiles, reasonOf } from '../files.ts';
import type { FoundFile } from '../files.ts';
import type { FixOptions } from '../options.ts';
import { unifiedDiff } from './diff.ts';
import { buildContexts, readDotenv, readNeighbours, readProject, shownPath } from './project.ts';
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
export async function fixFiles(paths: readonly string[], mode: FixOptions['mode']): Promise<readonly FileFix[]> {
  const fixes: FileFix[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    const { files, problems } = await findFiles(path);
    fixes.push(...problems.map((problem) => failed(problem.path, problem.message)));
    for (const file of files) {
      const fix = await fixFile(file, mode, seen);
      if (fix) fixes.push(fix);
    }
  }
  return fixes;
}

function failed(path: string, error: string): FileFix {
  return { path, error, fixed: [], skipped: [], unsearched: [], diff: '', written: false };
}

/** Null when there is nothing to say: no compose file, no links, or the same file by another path. */
async function fixFile(found: FoundFile, mode: FixOptions['mode'], seen: Set<string>): Promise<FileFix | null> {
  try {
    const path = await realpath(found.path);
    if (seen.has(path)) return null;
    seen.add(path);
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
          ? await fixText({ path, shown, bytes, text, file: reading.file }, mode)
          : null;
    }
  } catch (error) {
    return failed(found.path, reasonOf(error));
  }
}

/** Null for bytes that are no UTF-8; a byte order mark stays. */
function decoded(bytes: Uint8Array): string | null {
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

async function fixText({ path, shown, bytes, text, file }: FileText, mode: FixOptions['mode']): Promise<FileFix> {
  const around = await surroundingsOf(path, file);
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
  if (mode === 'dry-run') return fix;
  const error = await replaceFile(path, bytes, replacement.text);
  return { ...fix, error, written: error === null };
}

async function surroundingsOf(path: string, file: ComposeFile): Promise<Surroundings> {
  const folder = dirname(path);
  const contexts = await buildContexts(file, folder);
  const project = await readProject(folder, contexts.folders);
  return {
    name: basename(path),
    neighbours: await readNeighbours(path),
    dotenv: await readDotenv(folder),
    composeFile: process.env['COMPOSE_FILE'] ? process.env['COMPOSE_FILE'] : null,
    texts: [...project.texts].flatMap(([real, text]) => (real === path ? [] : [text])),
    unsearched: [...contexts.unknown, ...project.unsearched],
  };
}
