import type { SpanEdit } from './page.ts';

/** A stretch of a text that was edited: kept from before, by its place there, or new. */
type Piece = { readonly kind: 'kept'; readonly start: number; readonly end: number } | { readonly kind: 'new'; readonly text: string };

/** The edits that do at one stroke what `first` does to a text of that length and `second` to its outcome; both in their text's order. */
export function chain(length: number, first: readonly SpanEdit[], second: readonly SpanEdit[]): readonly SpanEdit[] {
  return editsOf(length, edited(edited([{ kind: 'kept', start: 0, end: length }], first), second));
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
