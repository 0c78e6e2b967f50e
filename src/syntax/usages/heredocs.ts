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
    const pattern = new RegExp(`^[ \\t]*${delimiter}[ \\t]*;?\\r?$`, 'gm');
    pattern.lastIndex = place;
    const match = pattern.exec(this.#text);
    if (!match) this.#lost.add(delimiter);
    return match && match.index;
  }
}

const LITERAL = /<<<?[~-]?'([A-Za-z_]\w*)'/g;
const ANY = /<<<?[~-]?["'`]?([A-Za-z_]\w*)/g;

/** The text with the here-documents blanked that Ruby, Perl and PHP take as they are written (`<<'TEXT'`); places stay. */
export function withoutLiterals(text: string): string {
  return without(text, LITERAL);
}

/** The text with all here-documents of Ruby, Perl and PHP blanked; places stay. */
export function withoutHeredocs(text: string): string {
  return without(text, ANY);
}

function without(text: string, openings: RegExp): string {
  const heredocs = new Heredocs(text);
  let result = '';
  let done = 0;
  for (const { index, 0: opening, 1: delimiter = '' } of text.matchAll(openings)) {
    const start = text.indexOf('\n', index + opening.length) + 1;
    const end = start > done && index >= done ? heredocs.endOf(delimiter, start) : null;
    if (end === null) continue;
    result += text.slice(done, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
    done = end;
  }
  return result + text.slice(done);
}
