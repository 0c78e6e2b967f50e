import { Heredocs } from './heredocs.ts';

/** A stretch of a script in which the shell expands nothing. */
export interface QuietStretch {
  readonly kind: 'comment' | 'single' | 'heredoc';
  readonly start: number;
  readonly end: number;
}

interface Heredoc {
  readonly delimiter: string;
  readonly literal: boolean;
}

const IN_CODE = /\\[^]|\$?'|"|#(?<=(?:^|[\s;&|(])#)|\$\(|[()]|`|<<(?!<)-?[ \t]*\\?(["']?)([A-Za-z_]\w*)\1|\n/gm;
const IN_DOUBLE = /\\[^]|"|\$\(/g;

/** The comments, single-quoted strings and literal here-documents of a shell script, in order; linear in the script's length. */
export function quietStretches(text: string): readonly QuietStretch[] {
  return new ShellLexer(text).read();
}

/** The stretch that a place lies in. */
export function stretchAt(stretches: readonly QuietStretch[], place: number): QuietStretch | null {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const stretch = stretches[low - 1];
  return stretch && place < stretch.end ? stretch : null;
}

class ShellLexer {
  readonly #text: string;
  readonly #quiet: QuietStretch[] = [];
  /** What we are in, innermost last; a substitution counts its open brackets. */
  readonly #stack: ('"' | { brackets: number })[] = [];
  #heredocs: Heredoc[] = [];
  readonly #ends: Heredocs;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#ends = new Heredocs(text);
  }

  read(): readonly QuietStretch[] {
    for (;;) {
      const inDouble = this.#stack.at(-1) === '"';
      const pattern = inDouble ? IN_DOUBLE : IN_CODE;
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#text);
      if (!match) return this.#quiet;
      this.#at = match.index + match[0].length;
      if (inDouble) this.#double(match[0]);
      else this.#code(match);
    }
  }

  #double(mark: string): void {
    if (mark === '"') this.#stack.pop();
    else if (mark === '$(') this.#stack.push({ brackets: 1 });
  }

  #code(match: RegExpExecArray): void {
    const mark = match[0];
    const inside = this.#stack.at(-1);
    if (mark === '"') this.#stack.push('"');
    else if (mark.endsWith("'") && mark.length <= 2) this.#until('single', "'", match.index);
    else if (mark === '#') this.#until('comment', '\n', match.index);
    else if (mark === '$(') this.#stack.push({ brackets: 1 });
    else if (mark === '\n') this.#bodies();
    else if (match[2] !== undefined) this.#heredocs.push({ delimiter: match[2], literal: match[1] !== '' || mark.includes('\\') });
    else if (typeof inside === 'object') this.#bracket(inside, mark);
  }

  #bracket(inside: { brackets: number }, mark: string): void {
    if (mark === '(') inside.brackets += 1;
    if (mark === ')') inside.brackets -= 1;
    if (inside.brackets === 0) this.#stack.pop();
  }

  /** A comment leaves its line's end to be read, which begins the here-documents. */
  #until(kind: QuietStretch['kind'], close: string, start: number): void {
    const found = this.#text.indexOf(close, this.#at);
    const end = found < 0 ? this.#text.length : found;
    this.#quiet.push({ kind, start, end });
    this.#at = kind === 'comment' ? end : end + 1;
  }

  #bodies(): void {
    for (const { delimiter, literal } of this.#heredocs) {
      const end = this.#ends.endOf(delimiter, this.#at);
      if (end === null) continue;
      if (literal) this.#quiet.push({ kind: 'heredoc', start: this.#at, end });
      this.#at = end;
    }
    this.#heredocs = [];
  }
}
