import { parentPort } from 'node:worker_threads';
import { answerTo } from './answer.ts';
import type { Asked, Told } from './protocol.ts';

// A program of its own, run as a worker: it reads files at full speed while the editor goes on.
const port = parentPort;
const tell = (told: Told): void => {
  port?.postMessage(told);
};

port?.on('message', ({ id, question }: Asked) => {
  try {
    const answer = answerTo(question, (read) => {
      tell({ id, kind: 'progress', read });
    });
    tell({ id, kind: 'answer', answer });
  } catch (error) {
    tell({ id, kind: 'fault', message: error instanceof Error ? error.message : String(error) });
  }
});
