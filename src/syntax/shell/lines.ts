import type { Span } from '../text.ts';

/** One line of a text: what stands on it, and the same with its line end. */
export interface TextLine extends Span {
  readonly text: string;
  /** Where the next line begins. */
  readonly next: number;
}

/** The lines of a text, in order. */
export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (const { 0: whole, index } of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    if (whole === '' && index > 0) break;
    const line = whole.replace(/[\r\n]+$/, '');
    lines.push({ start: index, end: index + line.length, text: line, next: index + whole.length });
  }
  return lines;
}
