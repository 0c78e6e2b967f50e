import { closeSync, openSync, readSync } from 'node:fs';

/** Larger files are not searched, in bytes. */
const LARGEST = 1_000_000;

/** What a file's reading gives: a text worth a search, nothing of interest, or why it was not searched. */
export type FileReading =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'nothing' | 'large' | 'binary' | 'unreadable' };

/** How much of a file tells whether it holds text, in bytes; git looks at as much (`buffer_is_binary`). */
const HEAD = 8_000;
const buffer = Buffer.allocUnsafe(LARGEST + 1);

/** `_PORT`, `_NAME` (written so that the search for it is quick) and the others: without one no text reads a variable of a link, or tells who else sets such names. */
const MARKS = /_(?:[PN][OA][RM][TE]|ENV_|TCP|UDP|SCTP|SERVICE_HOST)/;

/** What a comment that silences findings begins with. */
const IGNORING = 'docker-links:';

/** Reads a file at one go, and makes a text of it only if its bytes hold what any reader of a link's variable does, or a comment about readers. */
export function readWorth(path: string, always: boolean): FileReading {
  const length = fill(path);
  if (length === null) return { kind: 'unreadable' };
  if (length > LARGEST) return { kind: 'large' };
  // Bytes one by one as characters: nothing is decoded for a text that holds none of the marks, which are ASCII.
  const bytes = buffer.toString('latin1', 0, length);
  if (!MARKS.test(bytes) && !bytes.includes(IGNORING) && !always) return { kind: 'nothing' };
  const zero = bytes.indexOf('\0');
  if (zero >= 0 && zero < HEAD) return { kind: 'binary' };
  return { kind: 'text', text: buffer.toString('utf8', 0, length) };
}

/** The text of a file; null for one that is large or cannot be read. */
export function smallText(path: string): string | null {
  const length = fill(path);
  return length === null || length > LARGEST ? null : buffer.toString('utf8', 0, length);
}

/** How many bytes were read, at most one more than are searched; a file on disk gives all of them at once. Null where it cannot be read. */
function fill(path: string): number | null {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'r');
    const length = readSync(descriptor, buffer, 0, buffer.length, null);
    return length;
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
