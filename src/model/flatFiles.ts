import type { WorkspaceFile } from './snapshot.ts';

/** The files of many folders as one list: what a folder changes is replaced there, and nothing else is touched. */
export class FlatFiles {
  #parts: readonly (readonly WorkspaceFile[])[] = [];
  #files: readonly WorkspaceFile[] = Object.freeze([]);

  /** All files of the parts, in their order. */
  of(parts: readonly (readonly WorkspaceFile[])[]): readonly WorkspaceFile[] {
    const before = this.#parts;
    this.#parts = parts;
    const sameShape = parts.length === before.length && parts.every((part, at) => part.length === before[at]?.length);
    this.#files = Object.freeze(sameShape ? replaced(this.#files, before, parts) : joined(parts));
    return this.#files;
  }
}

function joined(parts: readonly (readonly WorkspaceFile[])[]): WorkspaceFile[] {
  const files: WorkspaceFile[] = [];
  for (const part of parts) for (const file of part) files.push(file);
  return files;
}

function replaced(
  files: readonly WorkspaceFile[],
  before: readonly (readonly WorkspaceFile[])[],
  now: readonly (readonly WorkspaceFile[])[],
): readonly WorkspaceFile[] {
  let start = 0;
  let all: WorkspaceFile[] | null = null;
  for (const [at, part] of now.entries()) {
    if (part !== before[at]) {
      all ??= files.slice();
      for (const [index, file] of part.entries()) all[start + index] = file;
    }
    start += part.length;
  }
  return all ?? files;
}
