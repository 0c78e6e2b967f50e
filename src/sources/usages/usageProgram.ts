import { Worker } from 'node:worker_threads';
import type { Disposable } from '../../base/event.ts';
import type { Clock } from '../../model/clock.ts';
import type { Answers, Asked, Question, Told } from './protocol.ts';

/** How long the program waits for another question before it ends, in milliseconds. */
const IDLE = 30_000;

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly progress: (read: number) => void;
}

/** The program that searches code, in a thread of its own: started by a question, ended when it has been idle for a while. */
export class UsageProgram implements Disposable {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: Disposable | null = null;
  #last = 0;

  /** `path` is the program's file. */
  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
  }

  /** Whether its thread runs now. */
  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** Rejects when the program fails or the question is given up; whoever gives up a search ends it at once. */
  ask<Kind extends Question['kind']>(
    question: Extract<Question, { readonly kind: Kind }>,
    { progress = () => undefined, signal }: { readonly progress?: (read: number) => void; readonly signal?: AbortSignal } = {},
  ): Promise<Answers[Kind]> {
    return new Promise((resolve, reject) => {
      const asked = { id: ++this.#last, question };
      signal?.addEventListener('abort', () => {
        this.#giveUp(asked.id);
      });
      this.#waiting.set(asked.id, { asked, resolve, reject, progress });
      this.#idle?.dispose();
      (this.#worker ??= this.#start()).postMessage(asked);
    });
  }

  dispose(): void {
    this.#idle?.dispose();
    this.#fail(new Error('The search has ended.'));
  }

  #start(): Worker {
    const worker = new Worker(this.#path);
    worker.on('message', (told: Told) => {
      this.#hear(told);
    });
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
    worker.unref();
    return worker;
  }

  #hear(told: Told): void {
    const waiting = this.#waiting.get(told.id);
    switch (told.kind) {
      case 'progress':
        waiting?.progress(told.read);
        return;
      case 'answer':
        waiting?.resolve(told.answer as never);
        break;
      case 'fault':
        waiting?.reject(new Error(told.message));
    }
    this.#waiting.delete(told.id);
    this.#rest();
  }

  #rest(): void {
    this.#idle?.dispose();
    if (this.#waiting.size > 0) return;
    this.#idle = this.#clock.later(IDLE, () => {
      this.#end();
    });
  }

  /** A thread that searches hears nothing, so another takes its place and goes on with what else was asked. */
  #giveUp(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    waiting.reject(new Error('The search was given up.'));
    this.#end();
    for (const { asked } of this.#waiting.values()) (this.#worker ??= this.#start()).postMessage(asked);
  }

  #fail(error: Error): void {
    this.#end();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }
}
