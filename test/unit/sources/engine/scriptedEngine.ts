import type { ContainerSummary } from '../../../../src/domain/engine/container.ts';
import type { EngineFault } from '../../../../src/domain/engine/health.ts';
import type { EngineImage } from '../../../../src/domain/engine/image.ts';
import type { Ran } from '../../../../src/domain/names/measured.ts';
import type { EngineApi, EventListener } from '../../../../src/sources/engine/api.ts';
import { container } from '../../domain/verdicts/engineOf.ts';

/** What goes wrong at a question, if anything. */
export const SILENT: EngineFault = { code: 'silent', fault: 'It did not answer.' };

/** An engine made of plain data, which counts what it is asked. */
export class ScriptedEngine implements EngineApi {
  readonly address: string;
  readonly asked: string[] = [];
  /** How often its connections were ended. */
  closed = 0;
  readonly containers = new Map<string, { name: string; ipv4: string; links?: readonly string[]; names?: readonly string[] }>();
  readonly images = new Map<string, EngineImage>();
  /** What programs say that are run in containers, by their last argument. */
  readonly answers = new Map<string, Ran>();
  /** The questions that fail, by what they are called in `asked`. */
  readonly failing = new Set<string>();
  #listener: EventListener | null = null;
  #end: ((fault: EngineFault) => void) | null = null;

  constructor(address = '/scripted.sock') {
    this.address = address;
  }

  version(): ReturnType<EngineApi['version']> {
    return this.#answer('version', { version: '28.5.2', apiVersion: '1.51', product: 'docker' });
  }

  list(): ReturnType<EngineApi['list']> {
    const summaries = [...this.containers].map(([id, { name, names = [] }]): ContainerSummary => ({
      id,
      name,
      names: [`/${name}`, ...names],
      networkMode: 'default',
      labels: new Map(),
    }));
    return this.#answer('list', summaries);
  }

  inspect(id: string): ReturnType<EngineApi['inspect']> {
    const found = this.containers.get(id);
    if (!found) return this.#answer(`inspect ${id}`, null);
    const { name, links = [], ipv4 } = found;
    const detail = container(name, { id, hostname: id, links, networks: { bridge: { ipv4 } } });
    return this.#answer(`inspect ${id}`, detail);
  }

  image(name: string): ReturnType<EngineApi['image']> {
    return this.#answer(`image ${name}`, this.images.get(name) ?? null);
  }

  get(path: string): ReturnType<EngineApi['get']> {
    return this.#answer(`get ${path}`, null);
  }

  inspectRaw(id: string): ReturnType<EngineApi['inspectRaw']> {
    return this.#answer(`raw ${id}`, {});
  }

  run(id: string, argv: readonly string[]): ReturnType<EngineApi['run']> {
    return this.#answer(`run ${id} ${argv.join(' ')}`, this.answers.get(argv.at(-1) ?? '') ?? { exitCode: 2, output: '' });
  }

  events(listener: EventListener, signal: AbortSignal): Promise<EngineFault> {
    this.asked.push('events');
    if (this.failing.has('events')) return Promise.resolve(SILENT);
    this.#listener = listener;
    return new Promise((resolve) => {
      this.#end = resolve;
      signal.addEventListener('abort', () => {
        this.#listener = null;
        resolve(SILENT);
      });
      listener.opened();
    });
  }

  close(): void {
    this.closed += 1;
  }

  /** Whether somebody listens. */
  get followed(): boolean {
    return this.#listener !== null;
  }

  says(action: string, container: string | null): void {
    this.#listener?.heard({ action, container });
  }

  saysOfImages(action: string): void {
    this.#listener?.heard({ action, container: null, ofImages: true });
  }

  /** Ends the event stream, as an engine does that stops. */
  stops(): void {
    this.#listener = null;
    this.#end?.({ code: 'not-running', fault: 'It stopped.' });
  }

  #answer<T>(question: string, value: T): Promise<{ value: T } | EngineFault> {
    this.asked.push(question);
    return Promise.resolve(this.failing.has(question) ? SILENT : { value });
  }
}

/** A clock that stands still until it is told how far to go. */
export class HandClock {
  #now = 0;
  #waiting: { readonly at: number; readonly run: () => void }[] = [];

  later(milliseconds: number, run: () => void): { dispose: () => void } {
    const one = { at: this.#now + milliseconds, run };
    this.#waiting.push(one);
    return { dispose: () => (this.#waiting = this.#waiting.filter((other) => other !== one)) };
  }

  /** Lets time pass, and everything happen that is due, with what follows from it. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settled();
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#now = next.at;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      next.run();
      await settled();
    }
    this.#now = until;
  }
}

/** Lets every promise that can be settled without time settle. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
