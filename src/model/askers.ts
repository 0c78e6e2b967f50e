/** Which folders rest on which files: each names, when it is analysed, the files that have a say in what it means. */
export class Askers {
  readonly #byFile = new Map<string, Set<string>>();
  readonly #asked = new Map<string, ReadonlySet<string>>();

  /** Remembers on which files a folder rests now, none once it is gone; whether that is new. */
  hear(folder: string, now: ReadonlySet<string> | null): boolean {
    const before = this.#asked.get(folder);
    if (before && now && before.size === now.size && [...before].every((uri) => now.has(uri))) return false;
    for (const uri of before ?? []) this.#byFile.get(uri)?.delete(folder);
    for (const uri of now ?? []) {
      const folders = this.#byFile.get(uri);
      if (folders) folders.add(folder);
      else this.#byFile.set(uri, new Set([folder]));
    }
    if (now) this.#asked.set(folder, now);
    else this.#asked.delete(folder);
    return true;
  }

  /** The files that a folder asked for when it was analysed last. */
  askedBy(folder: string): ReadonlySet<string> {
    return this.#asked.get(folder) ?? new Set();
  }

  /** The folders that rest on a file. */
  of(uri: string): readonly string[] {
    return [...(this.#byFile.get(uri) ?? [])];
  }

  /** Every file that some folder rests on. */
  files(): readonly string[] {
    return [...this.#byFile].flatMap(([uri, folders]) => (folders.size > 0 ? [uri] : []));
  }
}
