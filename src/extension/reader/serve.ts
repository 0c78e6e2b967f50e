import { piecesOf } from '../../base/pieces.ts';
import type { Piece } from '../../base/pieces.ts';
import { FolderDesk } from '../../model/farFolder.ts';
import type { FromReader, ToReader } from './protocol.ts';

/** Answers requests one after the other, each in pieces that are sent one by one as they are asked for, so that the other side stays free in between. */
export function serve(post: (message: FromReader) => void): (message: ToReader) => void {
  const desk = new FolderDesk();
  let pieces: Iterator<Piece, unknown> | null = null;
  return ({ id, request }) => {
    if (request) pieces = piecesOf(desk.answer(request)).values();
    const next = pieces?.next();
    if (next?.done !== false) pieces = null;
    post({ id, piece: next?.done === false ? next.value : null });
  };
}
