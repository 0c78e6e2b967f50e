import { readFile } from 'node:fs/promises';
import type { Rewrite } from '../../domain/fixes/rewrite.ts';
import type { ReadFile } from '../../model/snapshot.ts';
import { Folders } from '../folders.ts';
import type { FixOptions } from '../requests.ts';
import { unifiedDiff } from './diff.ts';
import { slashed } from './distant.ts';
import { lineEdits } from './lineEdits.ts';
import { shownPath } from './project.ts';
import { reasonNotToWrite, replaceFile } from './write.ts';

/** A file that is changed. */
export interface ChangedFile {
  /** Relative to the current folder, with `/`. */
  readonly path: string;
  readonly diff: string;
  readonly written: boolean;
  /** Why it was not written; null when nothing went wrong. */
  readonly error: string | null;
}

/** The files of a run, as they were and as they have become. */
export class Desk {
  readonly #folders: Folders;
  readonly #before = new Map<string, Buffer>();
  readonly #texts = new Map<string, string>();

  readonly #roots: readonly string[];

  /** `paths` are those of all files of the run, `roots` the folders that were asked for. */
  constructor(paths: readonly string[], roots: readonly string[]) {
    this.#folders = new Folders({ paths });
    this.#roots = roots;
  }

  /** A path as people read it, with `/`: as seen from the current folder, or of a file elsewhere from the folder that was asked for. */
  shown(path: string): string {
    const here = shownPath(process.cwd(), path);
    const root = here.startsWith('../') ? this.#roots.find((each) => path.startsWith(`${slashed(each)}/`)) : undefined;
    return root === undefined ? here : shownPath(root, path);
  }

  /** Reads a file once; null for one that is no UTF-8. */
  async open(path: string): Promise<string | null> {
    const own = slashed(path);
    const known = this.#texts.get(own);
    if (known !== undefined) return known;
    const bytes = await readFile(path);
    const text = decoded(bytes);
    if (text === null) return null;
    this.#before.set(own, bytes);
    this.#texts.set(own, text);
    return text;
  }

  text(path: string): string | null {
    return this.#texts.get(path) ?? this.#folders.text(path);
  }

  compose(path: string): ReadFile {
    return this.#folders.read(path, this.text(path) ?? '');
  }

  /** Lays the result of a rewrite down for those that follow. */
  put({ files }: Rewrite): void {
    for (const { path, text } of files) {
      const before = this.text(path) ?? '';
      if (!this.#before.has(path)) this.#before.set(path, Buffer.from(before));
      this.#texts.set(path, text);
      this.#folders.read(path, text);
    }
  }

  /** The changed files, written when that is asked for: none of them where one cannot be, as what is proved holds for all together. */
  async close(mode: FixOptions['mode']): Promise<readonly ChangedFile[]> {
    const changed = [...this.#before].flatMap(([path, bytes]) => {
      const before = bytes.toString('utf8');
      const after = this.#texts.get(path) ?? before;
      return after === before ? [] : [{ path, bytes, before, after, shown: this.shown(path) }];
    });
    const reasons = mode === 'write' ? await Promise.all(changed.map(({ path, bytes }) => reasonNotToWrite(path, bytes))) : [];
    const hindered = changed.find((_, at) => (reasons[at] ?? null) !== null);
    const files: ChangedFile[] = [];
    for (const [at, { path, bytes, before, after, shown }] of changed.entries()) {
      const held = hindered && (reasons[at] ?? `It was not written either, as ${hindered.shown} cannot be.`);
      const error = held ?? (mode === 'write' ? await replaceFile(path, bytes, after) : null);
      files.push({
        path: shown,
        diff: unifiedDiff(shown, before, lineEdits(before, after)),
        written: mode === 'write' && error === null,
        error,
      });
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
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
