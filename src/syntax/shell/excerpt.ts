import type { Span } from '../text.ts';

/** A script as a shell sees it, taken out of a file that holds more than the script. */
export interface Excerpt {
  readonly text: string;
  /** Excerpts of one group run on one machine one after the other: those of a job, a Makefile's target, a whole document. */
  readonly group: string;
  /** What a CI service runs on a machine of its own; empty where everything in the file may run on one. */
  readonly machine: string;
  /** The place in the file of a stretch of the text that is not empty. */
  readonly spanOf: (span: Span) => Span;
  /** Whether the line of the file that holds this offset of the text can be repeated with another command. */
  readonly hasOwnLine: (at: number) => boolean;
}

interface Run {
  /** Where the run begins in the excerpt's text. */
  readonly from: number;
  /** Its place in the file. */
  readonly start: number;
  readonly end: number;
  /** Whether each character of the excerpt is the one of the file. */
  readonly isSame: boolean;
  readonly hasOwnLine: boolean;
}

/** Puts an excerpt together; what is taken must come in the order of the file. */
export class ExcerptBuilder {
  readonly #source: string;
  readonly #runs: Run[] = [];
  #text = '';

  constructor(source: string) {
    this.#source = source;
  }

  /** Takes a stretch of the file as it is, but that every line ends as a shell wants it. */
  take({ start, end }: Span, hasOwnLine = true): void {
    const lines = this.#source.slice(start, end).split('\r\n');
    let at = start;
    lines.forEach((line, index) => {
      if (index > 0) this.put('\n', { start: at, end: (at += 2) }, hasOwnLine);
      this.#add(line, { start: at, end: (at += line.length), isSame: true, hasOwnLine });
    });
  }

  /** Puts a text in the place of a stretch of the file. */
  put(text: string, { start, end }: Span, hasOwnLine = true): void {
    this.#add(text, { start, end, isSame: text.length === end - start, hasOwnLine });
  }

  #add(text: string, run: Omit<Run, 'from'>): void {
    if (text === '') return;
    this.#runs.push({ from: this.#text.length, ...run });
    this.#text += text;
  }

  done(group: string): Excerpt {
    const runs = this.#runs;
    const runAt = (at: number): Run | undefined => runs[lastBefore(runs, at)];
    return {
      text: this.#text,
      group,
      machine: '',
      spanOf: ({ start, end }) => {
        const first = runAt(start);
        const last = runAt(end - 1);
        return {
          start: first ? first.start + (first.isSame ? start - first.from : 0) : 0,
          end: last ? (last.isSame ? last.start + (end - last.from) : last.end) : 0,
        };
      },
      hasOwnLine: (at) => runAt(at)?.hasOwnLine ?? false,
    };
  }
}

/** The index of the last run that begins at or before an offset. */
function lastBefore(runs: readonly Run[], at: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
