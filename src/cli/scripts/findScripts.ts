import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { readScripts } from '../../domain/commands/scriptReading.ts';
import type { ComposeText, ScriptReading, ScriptText } from '../../domain/commands/scriptReading.ts';
import { mayHaveLinks, scriptLanguage } from '../../syntax/command/scriptLanguage.ts';
import { composeKind } from '../../syntax/compose/kind.ts';

/** Larger files are no scripts that a person wrote. */
const LARGEST = 1_000_000;

const SKIPPED = new Set(['node_modules', '.git']);

/** The scripts of one folder that call Docker, and what those say that hold links. */
export interface ScriptFolder {
  /** Its real path, which names its network. */
  readonly folder: string;
  /** All of them, by their paths as they are shown. */
  readonly files: readonly FoundScript[];
  /** The compose files beside them. */
  readonly composes: readonly ComposeText[];
  readonly readings: readonly ScriptReading[];
}

/** A script on disk; its text holds a byte order mark where the file has one. */
export interface FoundScript extends ScriptText {
  readonly real: string;
  readonly bytes: Uint8Array;
}

/** Whether a path names a file in which commands are looked for, and no compose file. */
export function isScriptPath(path: string): boolean {
  return composeKind(basename(path)) === null && scriptLanguage(resolve(path)) !== null;
}

/** The folders at a path whose scripts hold links; of a file that is asked for, its folder with its links alone. */
export async function findScripts(path: string): Promise<readonly ScriptFolder[]> {
  const there = await stat(path).catch(() => null);
  if (there?.isFile()) {
    if (!isScriptPath(path)) return [];
    const found = await readFolder(dirname(path), dirname(path));
    return found ? [{ ...found, readings: found.readings.filter((one) => one.path === basename(path)) }] : [];
  }
  const folders: ScriptFolder[] = [];
  const waiting = there?.isDirectory() ? [path] : [];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) if (entry.isDirectory() && !SKIPPED.has(entry.name)) waiting.push(join(folder, entry.name));
    const found = await readFolder(folder, path);
    if (found) folders.push(found);
  }
  return folders.sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Null for a folder without links in scripts. */
async function readFolder(folder: string, root: string): Promise<ScriptFolder | null> {
  const files: FoundScript[] = [];
  const composes: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const script = entry.isFile() ? await readScript(join(folder, entry.name), root) : null;
    if (script) files.push(script);
    if (entry.isFile() && composeKind(entry.name) !== null) composes.push(join(folder, entry.name));
  }
  const real = await realpath(folder).catch(() => resolve(folder));
  if (!files.some(({ text }) => mayHaveLinks(text))) return null;
  const read = await Promise.all(composes.map((path) => readBeside(path, root)));
  const readings = readScripts(files, real, read).filter(({ links }) => links.length > 0);
  return readings.length > 0 ? { folder: real, files, composes: read, readings } : null;
}

/** A compose file beside scripts; one that cannot be read says nothing. */
async function readBeside(path: string, root: string): Promise<ComposeText> {
  const size = (await stat(path).catch(() => null))?.size ?? Infinity;
  const text = size > LARGEST ? '' : await readFile(path, 'utf8').catch(() => '');
  return { path: shownPath(path, root), text };
}

function shownPath(path: string, root: string): string {
  return relative(root, path).split(sep).join('/');
}

/** Null for a file that is no script, or that does not call Docker. */
async function readScript(path: string, root: string): Promise<FoundScript | null> {
  if (composeKind(basename(path)) !== null) return null;
  const hasName = scriptLanguage(resolve(path)) !== null;
  if (!hasName && basename(path).includes('.')) return null;
  try {
    if ((await stat(path)).size > LARGEST) return null;
    const bytes = await readFile(path);
    if (!bytes.includes('docker') && !mayHaveLinks(bytes.toString('latin1'))) return null;
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const language = scriptLanguage(resolve(path), text);
    return language && { path: shownPath(path, root), real: await realpath(path), text, language, bytes };
  } catch {
    return null;
  }
}
