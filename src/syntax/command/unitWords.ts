import type { ShellWord } from '../shell/script.ts';
import type { Span } from '../text.ts';

/** The words of a unit's command line. */
export interface UnitWords {
  readonly words: readonly ShellWord[];
  /** Whether a quote is left open. */
  readonly isOpen: boolean;
}

/** What one sign, escape, specifier or variable of a word stands for. */
interface Told {
  readonly value: string;
  readonly length: number;
  readonly isHidden: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '\\': '\\', ';': ';', s: ' ', n: '\n', t: '\t' };

/**
 * Splits a command line as systemd does: words in quotes, escapes as in C, and no sign of the shell means anything (systemd.service, "Command lines").
 * What a variable or a specifier holds is known of the unit's own name alone, and is never the same in two units.
 */
export function unitWords(text: string, pieces: readonly Span[], unit: string): UnitWords {
  const words: ShellWord[] = [];
  let isOpen = false;
  let [at, piece] = [pieces[0]?.start ?? 0, 0];
  for (let own = pieces[piece]; own; own = pieces[piece]) {
    if (at >= own.end) at = pieces[(piece += 1)]?.start ?? at;
    else if (/\s/.test(text.charAt(at))) at += 1;
    else {
      const read = wordAt(text, pieces.slice(piece), { at, unit });
      words.push(read.word);
      isOpen ||= read.isOpen;
      at = read.word.end;
      piece += read.crossed;
    }
  }
  return { words, isOpen };
}

interface ReadWord {
  readonly word: ShellWord;
  readonly isOpen: boolean;
  /** How many pieces end inside of it. */
  readonly crossed: number;
}

/** A word in quotes goes on in the next piece, with a blank between. */
function wordAt(text: string, pieces: readonly Span[], { at: start, unit }: { readonly at: number; readonly unit: string }): ReadWord {
  let value = '';
  let quote = '';
  let isHidden = false;
  let crossed = 0;
  let at = start;
  for (let own = pieces[crossed]; own; own = pieces[crossed]) {
    if (at >= own.end) {
      const next = pieces[crossed + 1];
      if (quote === '' || !next) break;
      crossed += 1;
      at = next.start;
      value += ' ';
      continue;
    }
    const sign = text.charAt(at);
    if (quote === '' && /\s/.test(sign)) break;
    if (quote === '' ? sign === '"' || sign === "'" : sign === quote) {
      quote = quote === '' ? sign : '';
      at += 1;
      continue;
    }
    const told = toldAt(text.slice(at, own.end), unit);
    value += told.value;
    isHidden ||= told.isHidden;
    at += told.length;
  }
  const canSplit = isHidden && /^\$\w+$/.test(text.slice(start, at));
  return { word: { start, end: at, value, variables: [], isHidden, canSplit }, isOpen: quote !== '', crossed };
}

function toldAt(rest: string, unit: string): Told {
  const next = rest.charAt(1);
  switch (rest.charAt(0)) {
    case '\\': {
      const value = Object.hasOwn(ESCAPES, next) ? ESCAPES[next] : undefined;
      return { value: value ?? rest.slice(0, 2), length: Math.min(2, rest.length), isHidden: value === undefined };
    }
    case '%': {
      const value = next === '%' ? '%' : specifier(next, unit);
      return { value: value ?? rest.slice(0, 2), length: Math.min(2, rest.length), isHidden: value === null };
    }
    case '$': {
      if (next === '$') return { value: '$', length: 2, isHidden: false };
      const [written, braced, plain] = /^\$(?:\{(\w+)\}|(\w+))/.exec(rest) ?? [];
      if (written !== undefined) return { value: `\${${braced ?? plain ?? ''}}`, length: written.length, isHidden: true };
      break;
    }
    default:
  }
  return { value: rest.charAt(0), length: 1, isHidden: false };
}

/** What a specifier says of the unit's own name (systemd.unit, "Specifiers"); null for every other, and for the instance of a template. */
function specifier(letter: string, unit: string): string | null {
  const stem = unit.replace(/\.service$/, '');
  if (stem === unit) return null;
  if (letter === 'p') return stem.replace(/@.*$/, '');
  if (stem.endsWith('@')) return null;
  return letter === 'n' ? unit : letter === 'N' ? stem : null;
}
