import type { SpanEdit } from './page.ts';

/** A stretch of a text that was edited: kept from before, by its place there, or new. */
type Piece = { readonly kind: 'kept'; readonly start: number; readonly end: number } | { readonly kind: 'new'; readonly text: string };

/** The edits that do at one stroke what `first` does to a text of that length and `second` to its outcome; both in their text's order. */
export function chain(length: number, first: readonly SpanEdit[], second: readonly SpanEdit[]): readonly SpanEdit[] {
  return editsOf(length, edited(edited([{ kind: 'kept', start: 0, end: length }], first), second));
}

/**
 * The edits `second` of the outcome of `first`, as edits of the text that `first` is for, to be made beside those and behind those that begin at
 * the same place; null where `second` changes what `first` wrote.
 */
export function beside(length: number, first: readonly SpanEdit[], second: readonly SpanEdit[]): readonly SpanEdit[] | null {
  const pieces = placed(edited([{ kind: 'kept', start: 0, end: length }], first));
  const edits: SpanEdit[] = [];
  for (const { start, end, newText } of second) {
    const inside = pieces.filter((piece) => piece.at < end && piece.at + piece.size > start);
    if (inside.some(({ from }) => from === null)) return null;
    const gone = inside.map(({ at, from, size }) => ({
      start: (from ?? 0) + Math.max(start - at, 0),
      end: (from ?? 0) + Math.min(end - at, size),
    }));
    const place = start < end ? gone[0]?.start : placeOf(pieces, start, length);
    if (place === undefined || place === null) return null;
    const [head = { start: place, end: place }, ...tail] = gone;
    edits.push({ ...head, newText }, ...tail.map((each) => ({ ...each, newText: '' })));
  }
  return edits;
}

/** A piece by its place among all; `from` is where it was kept from, null for a new one. */
interface Placed {
  readonly at: number;
  readonly size: number;
  readonly from: number | null;
}

function placed(pieces: readonly Piece[]): readonly Placed[] {
  let at = 0;
  return pieces.map((piece) => {
    const size = sizeOf(piece);
    at += size;
    return { at: at - size, size, from: piece.kind === 'kept' ? piece.start : null };
  });
}

/** Where something is put in, before what is kept behind it; null in front of something new and inside of it. */
function placeOf(pieces: readonly Placed[], offset: number, length: number): number | null {
  const next = pieces.find(({ at, size }) => size > 0 && at + size > offset);
  if (!next) return length;
  return next.from === null ? null : next.from + (offset - next.at);
}

/** The pieces after edits whose places count from the pieces' beginning. */
function edited(pieces: readonly Piece[], edits: readonly SpanEdit[]): readonly Piece[] {
  const waiting = pieces.toReversed();
  const result: Piece[] = [];
  let at = 0;
  const advance = (to: number, keep: boolean): void => {
    while (at < to) {
      const piece = waiting.pop();
      if (!piece) return;
      const size = sizeOf(piece);
      const [head, tail] = size > to - at ? split(piece, to - at) : [piece, null];
      if (tail) waiting.push(tail);
      if (keep) result.push(head);
      at += sizeOf(head);
    }
  };
  for (const { start, end, newText } of edits) {
    advance(start, true);
    if (newText !== '') result.push({ kind: 'new', text: newText });
    advance(end, false);
  }
  return [...result, ...waiting.toReversed()];
}

function sizeOf(piece: Piece): number {
  return piece.kind === 'kept' ? piece.end - piece.start : piece.text.length;
}

function split(piece: Piece, at: number): readonly [Piece, Piece] {
  if (piece.kind === 'new')
    return [
      { kind: 'new', text: piece.text.slice(0, at) },
      { kind: 'new', text: piece.text.slice(at) },
    ];
  const middle = piece.start + at;
  return [
    { kind: 'kept', start: piece.start, end: middle },
    { kind: 'kept', start: middle, end: piece.end },
  ];
}

/** What stands between two kept stretches takes the place of what stood there. */
function editsOf(length: number, pieces: readonly Piece[]): readonly SpanEdit[] {
  const edits: SpanEdit[] = [];
  let start = 0;
  let newText = '';
  const flush = (end: number): void => {
    if (newText !== '' || end > start) edits.push({ start, end, newText });
    newText = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'new') {
      newText += piece.text;
      continue;
    }
    flush(piece.start);
    start = piece.end;
  }
  flush(length);
  return edits;
}
