import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { EngineFault } from '../../domain/engine/health.ts';
import { FaultError } from './fault.ts';

/** How much of what a program complains about is kept, in characters. */
const KEPT = 2_000;

/** How long a program may take to end once it was told to, in milliseconds. */
const PATIENCE = 1_000;

/** What the end of a program means. */
export interface ChildFaults {
  notStarted(error: Error): EngineFault;
  /** The exit status is null after a signal. */
  ended(status: number | null, said: string): EngineFault;
}

/** A program's input and output as one connection; the program ends with the connection, and the connection with the program. */
export class ChildStream extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;
  #said = '';

  constructor(child: ChildProcessWithoutNullStreams, faults: ChildFaults) {
    super();
    this.#child = child;
    child.stdout.on('data', (piece: Buffer) => {
      if (!this.push(piece)) child.stdout.pause();
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      this.#said = (this.#said + piece).slice(-KEPT);
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => this.destroy(new FaultError(faults.notStarted(error))));
    // Only now is known how it ended; its output may have ended before.
    child.on('close', (status) => {
      if (status === 0) this.push(null);
      else this.destroy(new FaultError(faults.ended(status, this.#said)));
    });
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  /** What a program that has ended does not take is told by its end. */
  override _write(piece: Buffer, _: BufferEncoding, done: () => void): void {
    this.#child.stdin.write(piece, () => {
      done();
    });
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(done);
  }

  /** It is told in every way: its input ends, its output has no reader, and a signal; one that minds none of them is ended by force. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const child = this.#child;
    for (const stream of child.stdio) stream?.destroy();
    if (child.exitCode === null && child.kill()) {
      const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      child.on('exit', () => {
        clearTimeout(force);
      });
    }
    done(error);
  }

  // What an HTTP agent asks of a socket, and a program has not.
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
