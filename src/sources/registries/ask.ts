import { request as plainRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { HttpPlace } from './place.ts';

/** How a registry is asked: for how long, for how much, and with which headers. */
export interface AskOptions {
  /** What people call the registry. */
  readonly what: string;
  readonly signal: AbortSignal;
  /** Milliseconds that one question may take. */
  readonly deadline: number;
  /** Bytes that one answer may have. */
  readonly most: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer, whose JSON nobody has looked at yet; or in one sentence why there is none. */
export type HttpAnswer =
  { readonly status: number; readonly json: unknown; readonly headers: IncomingHttpHeaders } | { readonly fault: string };

/** Asks once and follows no redirect; `body` makes it a POST, which etcd's gateway wants for reading, too. Answers of any status come back where they are JSON or empty. */
export async function ask(place: HttpPlace, path: string, options: AskOptions, body?: object): Promise<HttpAnswer> {
  const { what, signal, deadline, most } = options;
  const where = `${what} at ${place.base}`;
  const timeout = AbortSignal.timeout(deadline);
  try {
    const answer = await send(place, path, { ...options, signal: AbortSignal.any([signal, timeout]) }, body);
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      answer.destroy();
      return { fault: `What answers at ${place.base} redirects to ${elsewhere(answer.headers.location, place)}, which is not followed.` };
    }
    const bytes = await bytesOf(answer, most);
    if (!bytes) return { fault: `${where} answered with more than ${Math.round(most / 1_000_000)} MB, so the answer was not read.` };
    return judged(bytes.toString('utf8'), { status, headers: answer.headers, place, what });
  } catch (error) {
    if (signal.aborted) return { fault: `The reading of ${where} was ended.` };
    if (timeout.aborted) return { fault: `${where} did not answer within ${deadline / 1000} seconds.` };
    return { fault: `${where} cannot be reached: ${reasonOf(error)}.` };
  }
}

interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly place: HttpPlace;
  readonly what: string;
}

function judged(text: string, { status, headers, place, what }: Told): HttpAnswer {
  const json = parsed(text);
  if (status === 401 || status === 403)
    return { fault: `${what} at ${place.base} refused the question (HTTP ${status}): it wants a token, or one that may read more.` };
  if (status === 200 && json === undefined)
    return { fault: `What answers at ${place.base} is no ${what}: the answer is ${/^\s*</.test(text) ? 'HTML' : 'no JSON'}.` };
  return { status, json, headers };
}

function send(place: HttpPlace, path: string, { signal, headers }: AskOptions, body: object | undefined): Promise<IncomingMessage> {
  const { hostname, port, isSecure } = place;
  const text = body === undefined ? null : JSON.stringify(body);
  const length = text === null ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  return new Promise((resolve, reject) => {
    const asked = (isSecure ? secureRequest : plainRequest)({
      hostname,
      port,
      path: place.path + path,
      method: text === null ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...headers, ...length },
      signal,
    });
    asked.on('response', resolve);
    asked.on('error', reject);
    asked.end(text ?? undefined);
  });
}

/** Null when there is more than is wanted; the connection is ended then. */
async function bytesOf(answer: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(answer.headers['content-length'] ?? 0) > most) {
    answer.destroy();
    return null;
  }
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    length += piece.length;
    // Leaving the loop ends the connection.
    if (length > most) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function elsewhere(location: string | undefined, place: HttpPlace): string {
  if (location === undefined || !URL.canParse(location, place.base)) return 'nowhere';
  const { host, protocol } = new URL(location, place.base);
  return `another address (${protocol}//${host})`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error of several addresses holds the reasons of each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code !== '' && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
}
