import type { Disposable } from '../../base/event.ts';
import type { EngineFacts } from '../../domain/engine/container.ts';
import type { EngineFault } from '../../domain/engine/health.ts';
import type { Clock } from '../../model/clock.ts';
import type { EngineFact } from '../../model/facts.ts';
import type { Measurement } from '../../domain/names/measured.ts';
import type { ReceiverEvidence } from '../../domain/verdicts/evidence.ts';
import { isFault } from './api.ts';
import type { EngineApi } from './api.ts';
import type { EngineEvent } from './events.ts';
import { inParallel } from './inParallel.ts';
import { measureNames } from './measure.ts';
import { readAll, touchedBy } from './readAll.ts';
import { readEvidence, readIcc } from './readEvidence.ts';
import { SeenAddresses } from './seenAddresses.ts';
import { SeenLinks } from './seenLinks.ts';
import { WantedImages } from './wantedImages.ts';

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
  /** The time of day as an RFC 3339 text. */
  readonly now: () => string;
  readonly publish: (fact: EngineFact) => void;
}

/** Keeps what is known of one engine true while it is being followed, for ever: one event stream, and after every gap a full reading, which no event of the gap could add to. */
export class Follower implements Disposable {
  readonly #api: EngineApi;
  readonly #options: FollowOptions;
  readonly #seen = new SeenAddresses();
  readonly #links = new SeenLinks();
  /** The receivers that somebody looks at, by id. */
  readonly #wanted = new Set<string>();
  readonly #images = new WantedImages();
  /** What containers were told when they were asked for names, by id. */
  readonly #measured = new Map<string, Measurement>();
  #health: EngineFact['health'] = { state: 'connecting' };
  #facts: EngineFacts | null = null;
  #evidence: readonly ReceiverEvidence[] = [];
  #session: Session | null = null;
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

  /** From now on it is read, too, what this receiver holds; after events that touch it or its sources, again. */
  want(receiverId: string): void {
    if (this.#wanted.has(receiverId)) return;
    this.#wanted.add(receiverId);
    this.#session?.wants();
  }

  /** From now on these images are asked for and no others, each once until the engine's images change. */
  wantImages(names: readonly string[]): void {
    if (this.#images.want(names)) this.#session?.wants();
  }

  /** Asks a running container for names; what it is told stays until its first process is another. A sentence where nothing was learnt. */
  async measure(receiverId: string, names: readonly string[], signal: AbortSignal): Promise<string | null> {
    const receiver = this.#facts?.details.find(({ id, running }) => id === receiverId && running);
    if (!receiver) return 'The container does not run.';
    const measured = await measureNames(receiver, names, { api: this.#api, now: this.#options.now, signal });
    if ('fault' in measured) return measured.fault;
    this.#measured.set(receiverId, measured);
    this.#publish(this.#health);
    return null;
  }

  /** Ends the event stream and every question; what is known stays, and nobody looks at any receiver. */
  stop(): void {
    this.#wanted.clear();
    if (!this.#following) return;
    this.#following.abort();
    this.#following = null;
    this.#api.close();
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
    const { clock, now, random } = this.#options;
    let failures = 0;
    const read = (facts: EngineFacts, evidence: readonly ReceiverEvidence[]): void => {
      failures = 0;
      this.#facts = facts;
      this.#evidence = evidence;
      const at = now();
      this.#seen.add(facts, at);
      this.#links.add(facts, at);
      this.#publish({ state: 'connected' });
    };
    while (!isOver(signal)) {
      this.#session = new Session({ api: this.#api, clock, now, wanted: this.#wanted, images: this.#images, read }, signal);
      const fault = await this.#session.ended();
      if (isOver(signal)) return;
      this.#publish({ state: 'down', ...fault });
      await pause(clock, wait(failures, random()), signal);
      failures += 1;
    }
  }

  #publish(health: EngineFact['health']): void {
    const { address, name } = this.#api;
    this.#health = health;
    for (const [id, { startedAt }] of this.#measured) {
      const now = this.#facts?.details.find((detail) => detail.id === id);
      if (!now?.running || now.state.startedAt !== startedAt) this.#measured.delete(id);
    }
    const known = {
      facts: this.#facts,
      evidence: this.#evidence,
      seen: this.#seen.all,
      links: this.#links.all,
      images: this.#images.known,
      measured: [...this.#measured.values()],
    };
    this.#options.publish({ address, ...(name !== undefined && { name }), health, ...known });
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
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}

/** What a session needs, and whom it tells. */
interface SessionOptions {
  readonly api: EngineApi;
  readonly clock: Clock;
  readonly now: () => string;
  readonly wanted: ReadonlySet<string>;
  readonly images: WantedImages;
  readonly read: (facts: EngineFacts, evidence: readonly ReceiverEvidence[]) => void;
}

/** One connection to an engine, from the first question until the event stream ends or an answer cannot be used. */
class Session {
  readonly #options: SessionOptions;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #evidence = new Map<string, ReceiverEvidence>();
  #facts: EngineFacts | null = null;
  /** Null until it was asked for; undefined when the engine does not tell. */
  #icc: boolean | undefined | null = null;
  #touched = new Set<string>();
  #working = true;
  #pending = false;
  #fail: (fault: EngineFault) => void = () => undefined;

  constructor(options: SessionOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = AbortSignal.any([signal, this.#abort.signal]);
  }

  /** Events are asked for before the list, so that nothing is lost between the two. */
  async ended(): Promise<EngineFault> {
    const { api, clock } = this.#options;
    const failed = new Promise<EngineFault>((resolve) => (this.#fail = resolve));
    let opened = (): void => undefined;
    const opening = new Promise<void>((resolve) => (opened = resolve));
    const heard = this.#heard.bind(this);
    const stream = api.events({ opened, heard }, this.#signal);
    const first = Promise.race([opening, stream, pause(clock, OPENING, this.#signal)]).then(() => this.#refresh());
    const fault = await Promise.race([stream, failed]);
    this.#options.images.forget();
    this.#abort.abort();
    await first;
    return fault;
  }

  /** Somebody looks at one more receiver. */
  wants(): void {
    if (!this.#working) this.#soon();
  }

  #heard({ container, ofImages = false }: EngineEvent): void {
    if (container !== null) this.#touched.add(container);
    if (ofImages) this.#options.images.forget();
    else this.#pending = true;
    if (!this.#working && (!ofImages || this.#options.images.isLacking)) this.#soon();
  }

  /** A burst of events leads to one reading. */
  #soon(): void {
    this.#working = true;
    void pause(this.#options.clock, BURST, this.#signal).then(() => this.#refresh());
  }

  async #refresh(): Promise<void> {
    if (isOver(this.#signal)) return;
    const facts = this.#facts && !this.#pending ? this.#facts : await this.#readFacts();
    if (!facts || isOver(this.#signal)) return;
    this.#facts = await this.#readEvidence(facts);
    await this.#options.images.read(this.#options.api, this.#signal);
    if (isOver(this.#signal)) return;
    this.#options.read(this.#facts, [...this.#evidence.values()]);
    this.#rest();
  }

  /** Null, and the end of the session, when an answer cannot be used. */
  async #readFacts(): Promise<EngineFacts | null> {
    const known = this.#facts && { facts: this.#facts, touched: this.#touched };
    this.#touched = new Set();
    this.#pending = false;
    const answer = await readAll(this.#options.api, known, this.#signal);
    if (isFault(answer)) {
      if (!isOver(this.#signal)) this.#fail(answer);
      return null;
    }
    const there = new Set(answer.value.details.map(({ id }) => id));
    const anew = known && touchedBy(known, answer.value.summaries);
    for (const id of this.#evidence.keys()) if (!there.has(id) || anew?.has(id)) this.#evidence.delete(id);
    return answer.value;
  }

  /** What receivers hold that somebody looks at and that is not known; whether the bridge lets containers talk is asked with the first. */
  async #readEvidence(facts: EngineFacts): Promise<EngineFacts> {
    const wanted = facts.details.filter(({ id }) => this.#options.wanted.has(id) && !this.#evidence.has(id));
    if (wanted.length === 0) return this.#withIcc(facts);
    const { api, now } = this.#options;
    const options = { api, facts, now, signal: this.#signal };
    if (this.#icc === null) this.#icc = await readIcc(options);
    await inParallel(wanted, async (receiver) => {
      this.#evidence.set(receiver.id, await readEvidence(receiver, options));
    });
    return this.#withIcc(facts);
  }

  #withIcc(facts: EngineFacts): EngineFacts {
    return typeof this.#icc === 'boolean' ? { ...facts, icc: this.#icc } : facts;
  }

  /** What came while the engine was asked may be newer than its answers. */
  #rest(): void {
    this.#working = false;
    const { details } = this.#facts ?? { details: [] };
    const isLacking = details.some(({ id }) => this.#options.wanted.has(id) && !this.#evidence.has(id));
    if (this.#pending || isLacking || this.#options.images.isLacking) this.#soon();
  }
}
