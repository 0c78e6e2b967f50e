import type { Piece } from '../../base/pieces.ts';
import type { FolderRequest } from '../../model/farFolder.ts';

/** What the reader's thread is told: what to read next, or to hand over the next piece of what it has read. A request ends the one before. */
export type ToReader = { readonly id: number; readonly request: FolderRequest } | { readonly id: number; readonly request: null };

/** A piece of an answer; null behind the last one. */
export interface FromReader {
  readonly id: number;
  readonly piece: Piece | null;
}
