import { spawn } from 'node:child_process';

/** What a program printed until it ended; or in one sentence why that cannot be used. */
export type Printed = { readonly text: string } | { readonly fault: string };

/** What a program reads, and what bounds it. */
export interface CommandOptions {
  readonly lines: readonly string[];
  readonly signal: AbortSignal;
  /** Milliseconds until it is ended. */
  readonly deadline: number;
  /** Bytes that it may print. */
  readonly most: number;
}

/** Runs a program without a shell, with these lines as its input; it is ended with the signal, at the deadline, and when it prints too much. */
export function printedBy([program = '', ...args]: readonly string[], { lines, signal, deadline, most }: CommandOptions): Promise<Printed> {
  const timeout = AbortSignal.timeout(deadline);
  const both = AbortSignal.any([signal, timeout]);
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const pieces: Buffer[] = [];
    let length = 0;
    let complaint = '';
    const end = (): boolean => child.kill('SIGKILL');
    both.addEventListener('abort', end, { once: true });
    if (both.aborted) end();
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > most) end();
      else pieces.push(piece);
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint = (complaint + piece).slice(-2_000)));
    child.on('error', (error) => {
      resolve({ fault: `${program} could not be started: ${error.message}.` });
    });
    child.on('close', (code) => {
      both.removeEventListener('abort', end);
      if (signal.aborted) resolve({ fault: `${program} was ended.` });
      else if (timeout.aborted) resolve({ fault: `${program} did not end within ${deadline / 1000} seconds.` });
      else if (length > most)
        resolve({ fault: `${program} printed more than ${Math.round(most / 1_000_000)} MB, so nothing of it was read.` });
      else if (code === 0) resolve({ text: Buffer.concat(pieces).toString('utf8') });
      else resolve({ fault: `${program} ended with ${code === null ? 'a signal' : `status ${code}`}${lastLine(complaint)}.` });
    });
    // A program that ends early does not read on; what it says about that counts.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${lines.join('\n')}\n`);
  });
}

function lastLine(text: string): string {
  const line = text.split('\n').findLast((one) => one.trim() !== '') ?? '';
  return line === '' ? '' : `: ${line.trim().slice(0, 300)}`;
}
