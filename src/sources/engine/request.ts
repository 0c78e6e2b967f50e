import { request } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { addAbortSignal } from 'node:stream';

/** What a question wants: the stream itself, or its whole text. */
export interface Wanted {
  readonly isStream: boolean;
  /** Bytes that the whole answer may have; absent where the engine itself is believed. */
  readonly most?: number;
}

/** Gets the stream, the JSON or, where it is none, the bytes of the answer. */
export type Done = (error: Error | null, answer?: unknown) => void;

/** Asks once, over a kept connection that had ended by then once more; a redirection is an answer like any other that tells no success, and followed by nobody. */
export function askOnce(options: RequestOptions, wanted: Wanted, data: unknown, done: Done): void {
  const { isStream, most = Infinity } = wanted;
  let isAnswered = false;
  const asked = request(options, (answer) => {
    isAnswered = true;
    if (isStream && answer.statusCode === 200) {
      done(null, answer);
      return;
    }
    bytesOf(answer, options.signal, most).then((bytes) => {
      settle(answer.statusCode ?? 0, bytes, done);
    }, done);
  });
  asked.on('error', (error) => {
    if (asked.reusedSocket && !isAnswered && options.signal?.aborted !== true) askOnce(options, wanted, data, done);
    else done(error);
  });
  asked.end(typeof data === 'string' ? data : undefined);
}

/** An error of the engine holds its status and what it says. */
function settle(statusCode: number, bytes: Buffer, done: Done): void {
  const text = bytes.toString();
  const json = parsed(text);
  if (statusCode === 200 || statusCode === 201) {
    done(null, json ?? bytes);
    return;
  }
  const said = typeof json === 'object' && json !== null && 'message' in json ? String(json.message) : text.trim().slice(0, 300);
  done(Object.assign(new Error(`${said === '' ? 'no reason given' : said} (HTTP ${statusCode})`), { statusCode }));
}

async function bytesOf(answer: IncomingMessage, signal: AbortSignal | undefined, most: number): Promise<Buffer> {
  if (signal) addAbortSignal(signal, answer);
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer) {
    pieces.push(piece as Buffer);
    length += (piece as Buffer).length;
    if (length > most) throw new Error(`the answer is longer than ${most} bytes`);
  }
  return Buffer.concat(pieces);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
