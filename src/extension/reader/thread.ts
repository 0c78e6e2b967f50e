import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromReader, ToReader } from './protocol.ts';
import type { ReaderThread, ThreadListener } from './reader.ts';

/** As the build names it (esbuild.mjs). */
const PROGRAM = 'reader.cjs';

/** Starts the program that reads, which lies beside the one that runs. */
export function startThread({ heard, ended }: ThreadListener): ReaderThread {
  const worker = new Worker(join(__dirname, PROGRAM), { name: 'docker-links-reader' });
  worker.on('message', (message: FromReader) => {
    heard(message);
  });
  worker.on('error', (error: unknown) => {
    ended(error instanceof Error ? error.message : String(error));
  });
  worker.on('exit', (code) => {
    ended(`It ended with code ${code}.`);
  });
  worker.unref();
  return {
    send: (message: ToReader) => {
      worker.postMessage(message);
    },
    end: () => {
      void worker.terminate();
    },
  };
}
