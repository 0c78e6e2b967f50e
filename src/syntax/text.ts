/** A point in a text: line and character count from zero, characters in UTF-16 units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A half-open stretch of a text. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A half-open stretch of a text, in UTF-16 units from its beginning. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something a person wrote, and where; `range` covers the scalar with its quotes. */
export interface Written<T> {
  readonly value: T;
  readonly range: Range;
}

/** Replaces a stretch of a text. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

const LF = 10;
const CR = 13;

function startsAmong(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

/** Where every line ends with `\n`, the search for it is the fastest there is. */
function startsBehind(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Where the lines of a text begin; `\n`, `\r\n` and a lone `\r` end a line, as in VS Code. */
export class Lines {
  readonly #starts: readonly number[];
  readonly #length: number;
  /** The line of the last answer: most questions are about the same line or the next one. */
  #near = 0;

  constructor(text: string) {
    this.#starts = text.includes('\r') ? startsAmong(text) : startsBehind(text);
    this.#length = text.length;
  }

  positionAt(offset: number): Position {
    const wanted = Math.min(Math.max(offset, 0), this.#length);
    if (!this.#onLine(this.#near, wanted)) this.#near = this.#onLine(this.#near + 1, wanted) ? this.#near + 1 : this.#lineOf(wanted);
    return { line: this.#near, character: wanted - (this.#starts[this.#near] ?? 0) };
  }

  #onLine(line: number, offset: number): boolean {
    return (this.#starts[line] ?? Infinity) <= offset && offset < (this.#starts[line + 1] ?? Infinity);
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  offsetAt({ line, character }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) return line < 0 ? 0 : this.#length;
    return Math.min(start + character, this.#starts[line + 1] ?? this.#length);
  }

  range({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  span({ start, end }: Range): Span {
    return { start: this.offsetAt(start), end: this.offsetAt(end) };
  }
}

/** The text after all edits, whose ranges are those of the text before and must not overlap; edits at one point keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new Lines(text);
  const spans = edits.map((edit, order) => ({ ...lines.span(edit.range), newText: edit.newText, order }));
  spans.sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let result = '';
  let done = 0;
  for (const { start, end, newText } of spans) {
    if (start < done) throw new RangeError(`edits overlap at offset ${String(start)}`);
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}

/** Whether the position lies in the range, its end included (where a cursor stands behind the last character). */
export function contains({ start, end }: Range, { line, character }: Position): boolean {
  if (line < start.line || line > end.line) return false;
  if (line === start.line && character < start.character) return false;
  return line !== end.line || character <= end.character;
}
