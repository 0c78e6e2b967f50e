import { parentPort, workerData } from 'node:worker_threads';
import { answerTo } from './answer.ts';
import { HELPS } from './helper.ts';
import { searchPortion, take } from './portion.ts';
import type { Answered, Portion } from './portion.ts';
import type { Asked, Told } from './protocol.ts';

// A program of its own, run as a worker: it reads files at full speed while the editor goes on. In large trees it starts itself again, to help.
const port = parentPort;
if (workerData === HELPS) help();
else answer();

function answer(): void {
  const tell = (told: Told): void => {
    port?.postMessage(told);
  };
  // One after the other: what is asked later is answered from what is on disk later.
  let before = Promise.resolve();
  port?.on('message', (asked: Asked) => {
    before = before.then(async () => {
      tell(await toldTo(asked, tell));
    });
  });
}

async function toldTo({ id, question }: Asked, tell: (told: Told) => void): Promise<Told> {
  try {
    const progress = (read: number): void => {
      tell({ id, kind: 'progress', read });
    };
    return { id, kind: 'answer', answer: await answerTo(question, progress) };
  } catch (error) {
    return { id, kind: 'fault', message: error instanceof Error ? error.message : String(error) };
  }
}

function help(): void {
  port?.on('message', (portion: Portion) => {
    if (!take(portion)) return;
    const answered: Answered = { index: portion.index, found: searchPortion(portion) };
    port.postMessage(answered);
  });
}
