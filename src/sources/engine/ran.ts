import { decode, record, text, Wrong } from './shape.ts';
import type { Decoded } from './shape.ts';

/** Bytes of what a program prints that are read at most. */
export const MOST_PRINTED = 64_000;

/** The bytes before each piece of output: its stream, and its length as the last four. */
const HEADER = 8;

/** Reads the answer to `POST /containers/{id}/exec`: the id of what is to be run. */
export function decodeMade(answer: unknown): Decoded<string> {
  return decode(() => text(record(answer, 'exec')['Id'], 'Id'));
}

/** Reads the answer to `POST /exec/{id}/start`: what was printed on both streams, in its order. */
export function decodePrinted(answer: unknown): Decoded<string> {
  return decode(() => {
    if (!(answer instanceof Uint8Array)) throw new Wrong('the output is no stream');
    const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
    const pieces: Uint8Array[] = [];
    for (let at = 0; at + HEADER <= answer.length;) {
      const start = at + HEADER;
      at = start + view.getUint32(at + 4);
      pieces.push(answer.subarray(start, at));
    }
    return new TextDecoder().decode(Buffer.concat(pieces));
  });
}

/** Reads the answer to `GET /exec/{id}/json`: how it ended; null while the engine has not heard of the end, which comes apart from that of the output. */
export function decodeExitCode(answer: unknown): Decoded<number | null> {
  return decode(() => {
    const fields = record(answer, 'exec');
    return fields['Running'] === true || typeof fields['ExitCode'] !== 'number' ? null : fields['ExitCode'];
  });
}
