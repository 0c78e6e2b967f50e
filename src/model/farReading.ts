import type { TextFact } from './facts.ts';
import type { FarReader, FolderRequest } from './farFolder.ts';
import type { Folder } from './folder.ts';

/** What a reading elsewhere may ask for. */
export interface KnownFiles {
  fact(uri: string): TextFact | null;
  text(uri: string): string | null;
}

/** Reads folders elsewhere as long as that works. */
export class FarReading {
  #reader: FarReader | null;
  readonly #known: KnownFiles;
  readonly #failed: (error: unknown) => void;

  constructor(reader: FarReader | null, known: KnownFiles, failed: (error: unknown) => void) {
    this.#reader = reader;
    this.#known = known;
    this.#failed = failed;
  }

  get works(): boolean {
    return this.#reader !== null;
  }

  /** Asks once more when the reading needs something that was not known to be needed; null when it cannot be read elsewhere, or has been superseded. */
  async read(request: Pick<FolderRequest, 'folder' | 'facts' | 'settings'>, askedBefore: ReadonlySet<string>): Promise<Folder | null> {
    for (let asked = askedBefore; ;) {
      const analysed = await this.#once({ ...request, ...this.#of(asked) });
      if (!analysed) return null;
      if (![...analysed.asked].some((uri) => !asked.has(uri) && this.#isKnown(uri))) return analysed;
      asked = analysed.asked;
    }
  }

  async #once(request: FolderRequest): Promise<Folder | null> {
    const reader = this.#reader;
    if (!reader) return null;
    return reader.read(request).catch((error: unknown) => {
      this.#giveUp(reader, error);
      return null;
    });
  }

  /** From now on everything is read here, which is said once. */
  #giveUp(reader: FarReader, error: unknown): void {
    if (this.#reader !== reader) return;
    this.#reader = null;
    this.#failed(error);
  }

  #of(asked: ReadonlySet<string>): Pick<FolderRequest, 'outside' | 'texts'> {
    const texts = [...asked].flatMap((uri): readonly [string, string][] => {
      const text = this.#known.text(uri);
      return text === null ? [] : [[uri, text]];
    });
    return { outside: [...asked].flatMap((uri) => this.#known.fact(uri) ?? []), texts: new Map(texts) };
  }

  #isKnown(uri: string): boolean {
    return this.#known.fact(uri) !== null || this.#known.text(uri) !== null;
  }
}
