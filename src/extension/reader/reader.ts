import { Joiner } from '../../base/pieces.ts';
import type { Disposable } from '../../base/event.ts';
import type { Clock } from '../../model/clock.ts';
import { nearFolder } from '../../model/farFolder.ts';
import type { FarFolder, FarReader, FolderRequest } from '../../model/farFolder.ts';
import type { Folder } from '../../model/folder.ts';
import type { FromReader, ToReader } from './protocol.ts';

/** How long the thread waits for more to read, in milliseconds. */
const IDLE = 30_000;

/** A running thread. */
export interface ReaderThread {
  send(message: ToReader): void;
  end(): void;
}

/** Who hears of a thread: what it sends, and that it ended by itself. */
export interface ThreadListener {
  readonly heard: (message: FromReader) => void;
  readonly ended: (reason: string) => void;
}

interface Waiting {
  readonly id: number;
  readonly request: FolderRequest;
  readonly joiner: Joiner;
  readonly settle: (folder: Folder | null) => void;
  readonly fail: (error: Error) => void;
}

/** Reads folders in a thread of its own, one after the other; it is started at the first need and ended after a while without one. */
export class Reader implements FarReader, Disposable {
  readonly #start: (listener: ThreadListener) => ReaderThread;
  readonly #clock: Clock;
  /** By folder: of several requests only the newest counts. */
  readonly #queue = new Map<string, Waiting>();
  #thread: ReaderThread | null = null;
  #current: Waiting | null = null;
  #idle: Disposable | null = null;
  #requests = 0;
  #disposed = false;

  constructor(start: (listener: ThreadListener) => ReaderThread, clock: Clock) {
    this.#start = start;
    this.#clock = clock;
  }

  async read(request: FolderRequest): Promise<Folder | null> {
    if (this.#disposed) return null;
    this.#supersede(request.folder);
    return await new Promise((settle, fail) => {
      this.#requests += 1;
      this.#queue.set(request.folder, { id: this.#requests, request, joiner: new Joiner(), settle, fail });
      if (!this.#current) this.#next();
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const waiting of this.#all()) waiting.settle(null);
    this.#end();
  }

  #supersede(folder: string): void {
    this.#queue.get(folder)?.settle(null);
    this.#queue.delete(folder);
    // What the thread has begun it ends; nobody waits for it.
    if (this.#current?.request.folder === folder) this.#current.settle(null);
  }

  #next(): void {
    this.#idle?.dispose();
    this.#idle = null;
    const [next] = this.#queue.values();
    this.#current = next ?? null;
    if (!next) {
      this.#idle = this.#clock.later(IDLE, () => {
        this.#end();
      });
      return;
    }
    this.#queue.delete(next.request.folder);
    try {
      this.#thread ??= this.#begin();
      this.#thread.send({ id: next.id, request: next.request });
    } catch (error) {
      this.#failed(error instanceof Error ? error.message : String(error));
    }
  }

  #begin(): ReaderThread {
    const thread = this.#start({
      heard: (message) => {
        if (this.#thread === thread) this.#heard(message);
      },
      ended: (reason) => {
        if (this.#thread === thread) this.#failed(reason);
      },
    });
    return thread;
  }

  #heard({ id, piece }: FromReader): void {
    const current = this.#current;
    if (current?.id !== id) return;
    if (piece && !this.#queue.has(current.request.folder)) {
      current.joiner.take(piece);
      this.#thread?.send({ id, request: null });
      return;
    }
    if (!piece) current.settle(nearFolder(current.joiner.whole as FarFolder));
    this.#next();
  }

  #failed(reason: string): void {
    const error = new Error(
      `The thread that reads large compose files has ended, so they are read where the editor may wait for it. ${reason}`,
    );
    for (const waiting of this.#all()) waiting.fail(error);
    this.#end();
  }

  #all(): readonly Waiting[] {
    return [...(this.#current ? [this.#current] : []), ...this.#queue.values()];
  }

  #end(): void {
    this.#idle?.dispose();
    this.#idle = null;
    this.#queue.clear();
    this.#current = null;
    const thread = this.#thread;
    this.#thread = null;
    thread?.end();
  }
}
