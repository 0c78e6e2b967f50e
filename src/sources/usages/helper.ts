import { Worker } from 'node:worker_threads';
import type { Answered, Portion } from './portion.ts';
import type { Found } from './searchFiles.ts';

/** What tells the program that it is to help with a search. */
export const HELPS = 'helps';

/** Another thread that searches some of a search's portions, as long as it lives. */
export class Helper {
  readonly #worker: Worker;

  /** `program` is the program's file; `heard` gets what was found in the portions that this thread took. */
  constructor(program: string, heard: (index: number, found: Found) => void) {
    this.#worker = new Worker(program, { workerData: HELPS });
    this.#worker.on('message', ({ index, found }: Answered) => {
      heard(index, found);
    });
    // Whoever asked it searches what it does not answer.
    this.#worker.on('error', () => undefined);
  }

  give(portion: Portion): void {
    this.#worker.postMessage(portion);
  }

  dispose(): void {
    void this.#worker.terminate();
  }
}
