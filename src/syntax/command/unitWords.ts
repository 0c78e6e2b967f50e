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
  for (const { start, end } of pieces) {
    let at = start;
    while (at < end) {
      if (/\s/.test(text.charAt(at))) {
        at += 1;
        continue;
      }
      const read = wordAt(text, { start: at, end }, unit);
      words.push(read.word);
      isOpen ||= read.isOpen;
      at = read.word.end;
    }
  }
  return { words, isOpen };
}

function wordAt(text: string, { start, end }: Span, unit: string): { readonly word: ShellWord; readonly isOpen: boolean } {
  let value = '';
  let quote = '';
  let isHidden = false;
  let at = start;
  while (at < end) {
    const sign = text.charAt(at);
    if (quote === '' && /\s/.test(sign)) break;
    if (quote === '' ? sign === '"' || sign === "'" : sign === quote) {
      quote = quote === '' ? sign : '';
      at += 1;
      continue;
    }
    const told = toldAt(text.slice(at, end), unit);
    value += told.value;
    isHidden ||= told.isHidden;
    at += told.length;
  }
  const canSplit = isHidden && /^\$\w+$/.test(text.slice(start, at));
  return { word: { start, end: at, value, variables: [], isHidden, canSplit }, isOpen: quote !== '' };
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
