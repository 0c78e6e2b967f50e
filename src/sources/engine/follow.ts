import type { Disposable } from '../../base/event.ts';
import type { EngineFacts } from '../../domain/engine/container.ts';
import type { EngineFault } from '../../domain/engine/health.ts';
import type { Clock } from '../../model/clock.ts';
import type { EngineFact } from '../../model/facts.ts';
import { isFault } from './api.ts';
import type { EngineApi } from './api.ts';
import type { EngineEvent } from './events.ts';
import { readAll } from './readAll.ts';

/** How long events are collected before the engine is asked what they changed, in milliseconds. */
const BURST = 100;

/** How long an engine may take to say that it sends events, in milliseconds; an old Podman says so with the first event only. */
const OPENING = 2_000;

/** The first and the longest wait before an engine that is out of reach is tried again, in milliseconds. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** What following an engine needs. */
export interface FollowOptions {
  readonly clock: Clock;
  /** A number from 0 up to 1, so that many editors do not knock at the same moment. */
  readonly random: () => number;
  readonly publish: (fact: EngineFact) => void;
}

/** Keeps what is known of one engine true while it is being followed: one event stream, a full reading after every gap, for ever. */
export class Follower implements Disposable {
  readonly #api: EngineApi;
  readonly #options: FollowOptions;
  #facts: EngineFacts | null = null;
  #following: AbortController | null = null;

  constructor(api: EngineApi, options: FollowOptions) {
    this.#api = api;
    this.#options = options;
  }

  /** Follows from now on; while it does so already, nothing changes. */
  start(): void {
    if (this.#following) return;
    this.#following = new AbortController();
    if (!this.#facts) this.#publish({ state: 'connecting' });
    void this.#run(this.#following.signal);
  }

  /** Ends the event stream and every question; what is known stays. */
  stop(): void {
    this.#following?.abort();
    this.#following = null;
  }

  /** Reads everything anew, at once, also while a wait before the next try is on. */
  again(): void {
    if (!this.#following) return;
    this.stop();
    this.start();
  }

  dispose(): void {
    this.stop();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!isOver(signal)) {
      const session = new Session(this.#api, this.#options.clock, signal, (facts) => {
        failures = 0;
        this.#facts = facts;
        this.#publish({ state: 'connected' });
      });
      const fault = await session.ended();
      if (isOver(signal)) return;
      this.#publish({ state: 'down', ...fault });
      await pause(this.#options.clock, wait(failures, this.#options.random()), signal);
      failures += 1;
    }
  }

  #publish(health: EngineFact['health']): void {
    this.#options.publish({ address: this.#api.address, health, facts: this.#facts });
  }
}

/** Asked anew after each wait. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Twice as long after each failure, and a random half of that. */
function wait(failures: number, random: number): number {
  const longest = Math.min(FIRST_WAIT * 2 ** Math.min(failures, 16), LONGEST_WAIT);
  return longest * (0.5 + random / 2);
}

/** Ends early when the signal does. */
function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      timer.dispose();
      resolve();
    };
    const timer = clock.later(milliseconds, done);
    signal.addEventListener('abort', done);
  });
}

/** One connection to an engine, from the first question until the event stream ends or an answer cannot be used. */
class Session {
  readonly #api: EngineApi;
  readonly #clock: Clock;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #read: (facts: EngineFacts) => void;
  #facts: EngineFacts | null = null;
  #touched = new Set<string>();
  #working = true;
  #pending = false;
  #fail: (fault: EngineFault) => void = () => undefined;

  constructor(api: EngineApi, clock: Clock, signal: AbortSignal, read: (facts: EngineFacts) => void) {
    this.#api = api;
    this.#clock = clock;
    this.#signal = AbortSignal.any([signal, this.#abort.signal]);
    this.#read = read;
  }

  /** Events are asked for before the list, so that nothing is lost between the two. */
  async ended(): Promise<EngineFault> {
    const failed = new Promise<EngineFault>((resolve) => (this.#fail = resolve));
    let opened = (): void => undefined;
    const opening = new Promise<void>((resolve) => (opened = resolve));
    const heard = this.#heard.bind(this);
    const stream = this.#api.events({ opened, heard }, this.#signal);
    const first = Promise.race([opening, stream, pause(this.#clock, OPENING, this.#signal)]).then(() => this.#refresh());
    const fault = await Promise.race([stream, failed]);
    this.#abort.abort();
    await first;
    return fault;
  }

  #heard({ container }: EngineEvent): void {
    if (container !== null) this.#touched.add(container);
    this.#pending = true;
    if (!this.#working) this.#soon();
  }

  /** A burst of events leads to one reading. */
  #soon(): void {
    this.#working = true;
    void pause(this.#clock, BURST, this.#signal).then(() => this.#refresh());
  }

  async #refresh(): Promise<void> {
    if (isOver(this.#signal)) return;
    const touched = this.#touched;
    this.#touched = new Set();
    this.#pending = false;
    const answer = await readAll(this.#api, this.#facts && { facts: this.#facts, touched }, this.#signal);
    if (isOver(this.#signal)) return;
    if (isFault(answer)) {
      this.#fail(answer);
      return;
    }
    this.#facts = answer.value;
    this.#read(answer.value);
    this.#rest();
  }

  /** What came while the engine was asked may be newer than its answers. */
  #rest(): void {
    this.#working = false;
    if (this.#pending) this.#soon();
  }
}
