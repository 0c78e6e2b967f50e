/** How many here-documents without an end are looked for before a text is taken to have no more. */
const MAX_LOST = 20;

/** Finds the ends of here-documents; places must be asked for in order, so that a text is searched a bounded number of times. */
export class Heredocs {
  readonly #text: string;
  readonly #lost = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the line begins that holds the delimiter alone; null when there is none behind the place. */
  endOf(delimiter: string, place: number): number | null {
    if (this.#lost.has(delimiter) || this.#lost.size >= MAX_LOST) return null;
    const pattern = new RegExp(`^[ \\t]*${delimiter}[ \\t]*\\r?$`, 'gm');
    pattern.lastIndex = place;
    const match = pattern.exec(this.#text);
    if (!match) this.#lost.add(delimiter);
    return match && match.index;
  }
}
