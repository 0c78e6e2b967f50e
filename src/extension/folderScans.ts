import type { Disposable } from '../base/event.ts';

/** How many files are read at the same time, of all folders together. */
const AT_ONCE = 8;

/** How files are found and read. */
export interface ScanDoors {
  /** The files of a folder; stops looking when the signal is given. */
  readonly find: (folder: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly read: (uri: string) => Promise<void>;
}

/** Finds and reads the files of folders, a few at the same time; what is left of a folder that goes, or is scanned anew, is not read any more. */
export class FolderScans implements Disposable {
  readonly #doors: ScanDoors;
  readonly #running = new Map<string, AbortController>();

  constructor(doors: ScanDoors) {
    this.#doors = doors;
  }

  /** What was found, once each file of it has been read that is still wanted; rejects when a folder cannot be searched. */
  async scan(folders: readonly string[]): Promise<ReadonlySet<string>> {
    const signals = folders.map((folder) => [folder, this.#begin(folder)] as const);
    const found = await Promise.all(
      signals.map(async ([folder, signal]) => (await this.#find(folder, signal)).map((uri) => ({ uri, signal }))),
    );
    const all = found.flat();
    const files = all.values();
    const work = async (): Promise<void> => {
      for (const { uri, signal } of files) if (!signal.aborted) await this.#doors.read(uri);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const [folder, signal] of signals) if (this.#running.get(folder)?.signal === signal) this.#running.delete(folder);
    return new Set(all.map(({ uri }) => uri));
  }

  /** Nothing more of the folder is read. */
  stop(folder: string): void {
    this.#running.get(folder)?.abort();
    this.#running.delete(folder);
  }

  dispose(): void {
    for (const folder of [...this.#running.keys()]) this.stop(folder);
  }

  #begin(folder: string): AbortSignal {
    this.stop(folder);
    const controller = new AbortController();
    this.#running.set(folder, controller);
    return controller.signal;
  }

  /** A search that was stopped has found nothing, whether it fails for that or not. */
  async #find(folder: string, signal: AbortSignal): Promise<readonly string[]> {
    try {
      return await this.#doors.find(folder, signal);
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  }
}
