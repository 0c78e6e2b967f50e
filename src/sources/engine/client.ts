import type { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import Docker from 'dockerode';
import type { ContainerDetail, EngineFacts } from '../../domain/engine/container.ts';
import type { EngineFault } from '../../domain/engine/health.ts';
import type { EngineImage } from '../../domain/engine/image.ts';
import { addressOf, written } from './address.ts';
import type { UsableAddress } from './address.ts';
import { isFault } from './api.ts';
import type { Answer, EngineApi, EventListener } from './api.ts';
import { engineName } from './contexts.ts';
import type { EngineName } from './contexts.ts';
import { MOST_PRINTED, decodeExitCode, decodeMade, decodePrinted } from './ran.ts';
import { decodeDetail, decodeImage, decodeSummaries, decodeVersion } from './decode.ts';
import type { Decoded } from './decode.ts';
import { dockersEngine, placeOf } from './dockerFolder.ts';
import type { EnginePlace } from './dockerFolder.ts';
import { EVENT_FILTER, EventReader } from './events.ts';
import { faultOf, garbage } from './fault.ts';
import type { FoundEngine } from './followAll.ts';
import { readAll } from './readAll.ts';
import { askOnce } from './request.ts';
import { EngineAgent } from './transport.ts';
import type { Tls } from './transport.ts';

/** How to reach an engine, and how long to wait for it. */
export interface ConnectOptions extends EnginePlace {
  /** Milliseconds that one request may take, 10,000 if not given. */
  readonly deadline?: number;
}

/** How often an engine is asked how a program ended whose output has, and how long apart in milliseconds. */
const MOST_TRIES = 50;
const BETWEEN = 20;

/** The way to ask an engine; nothing is sent yet. Only an address that cannot be used is a fault. */
export function connectEngine({ host, name, tls, deadline = 10_000 }: ConnectOptions): EngineApi | EngineFault {
  const address = addressOf(host, tls !== undefined);
  if (address.kind === 'unusable') return { code: 'unusable-address', fault: address.reason };
  const version = apiVersion(process.env['DOCKER_API_VERSION'] ?? '');
  if (version === null) return { code: 'unusable-address', fault: 'The variable DOCKER_API_VERSION holds no version such as 1.41.' };
  return new Connection(address, { ...(name !== undefined && { name }), ...(tls && { tls }), version, deadline });
}

/** The ways to the engines that these texts name by context or address, each once; without a text, to the one that Docker's command line would ask. */
export async function findEngines(texts: readonly string[], warn: (sentence: string) => void): Promise<readonly FoundEngine[]> {
  const engines = new Map<string, FoundEngine>();
  for (const name of texts.length > 0 ? texts.map(engineName) : [await dockersOwn(warn)]) {
    const place = await placeOf(name, process.env);
    const api = isFault(place) ? place : connectEngine(place.value);
    const { address } = 'fault' in api ? { address: name.kind === 'host' ? name.host : name.name } : api;
    if (engines.has(address)) continue;
    engines.set(address, 'fault' in api ? { address, unusable: api } : { address, identity: JSON.stringify(place), api });
  }
  return [...engines.values()];
}

async function dockersOwn(warn: (sentence: string) => void): Promise<EngineName> {
  const { engine, warning } = await dockersEngine(process.env);
  if (warning !== null) warn(warning);
  return engine;
}

/** Reads the version, the container list and every container that can have or be behind a link, once; never throws. Null is the engine that Docker's command line would ask. */
export async function readEngine(engine: ConnectOptions | EngineName | null): Promise<EngineFacts | EngineFault> {
  const api = engine && !('kind' in engine) ? connectEngine(engine) : await findEngine(engine);
  if ('fault' in api) return api;
  const facts = await readAll(api);
  api.close();
  return isFault(facts) ? facts : facts.value;
}

/** The way to the engine that is named, null for the one that Docker's command line would ask; nothing is sent yet. */
export async function findEngine(name: EngineName | null): Promise<EngineApi | EngineFault> {
  const place = await placeOf(name ?? (await dockersEngine(process.env)).engine, process.env);
  return isFault(place) ? place : connectEngine(place.value);
}

/** The version that a path begins with; empty for the engine's newest, null for a text that is no version. */
function apiVersion(text: string): string | null {
  const [, version] = /^v?(\d+\.\d+)$/.exec(text) ?? [];
  return text === '' ? '' : version === undefined ? null : `/v${version}`;
}

interface Request {
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** What is sent with a question that is no GET. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  readonly signal: AbortSignal;
  readonly stream?: boolean;
  readonly most?: number;
}

/** What goes with one question; `notFound` is the answer that stands for "no such thing". */
interface Question {
  readonly query?: Request['query'];
  readonly body?: Request['body'];
  readonly most?: number;
  readonly signal: AbortSignal | undefined;
  readonly notFound?: unknown;
}

/** Stands for the answer about what is not there. */
const GONE = Symbol('gone');

interface Modem {
  dial(request: object, done: (error: unknown, answer: unknown) => void): void;
  buildRequest: typeof askOnce;
}

interface Reached {
  readonly name?: string;
  readonly tls?: Tls;
  readonly version: string;
  readonly deadline: number;
}

class Connection implements EngineApi {
  readonly address: string;
  readonly name?: string;
  readonly #to: UsableAddress;
  readonly #tls: Tls | undefined;
  readonly #version: string;
  readonly #deadline: number;
  #open: { readonly modem: Modem; readonly agent: EngineAgent } | null = null;

  constructor(address: UsableAddress, { name, tls, version, deadline }: Reached) {
    this.address = written(address);
    if (name !== undefined) this.name = name;
    this.#to = address;
    this.#tls = tls;
    this.#version = version;
    this.#deadline = deadline;
  }

  version(signal?: AbortSignal): ReturnType<EngineApi['version']> {
    return this.#ask('/version', decodeVersion, { signal });
  }

  list(signal?: AbortSignal): ReturnType<EngineApi['list']> {
    return this.#ask('/containers/json?', decodeSummaries, { query: { all: true }, signal });
  }

  inspect(id: string, signal?: AbortSignal): ReturnType<EngineApi['inspect']> {
    return this.#ask(`/containers/${encodeURIComponent(id)}/json`, decodeContainer, { signal, notFound: GONE });
  }

  image(name: string, signal?: AbortSignal): ReturnType<EngineApi['image']> {
    const path = name.split('/').map(encodeURIComponent).join('/');
    return this.#ask(`/images/${path}/json`, decodeKnownImage, { signal, notFound: GONE });
  }

  get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): ReturnType<EngineApi['get']> {
    return this.#ask(`${path}?`, (value) => ({ value }), { query, signal });
  }

  inspectRaw(id: string, signal?: AbortSignal): ReturnType<EngineApi['inspectRaw']> {
    return this.#ask(`/containers/${encodeURIComponent(id)}/json`, (value) => ({ value }), { signal });
  }

  async run(id: string, argv: readonly string[], signal?: AbortSignal): ReturnType<EngineApi['run']> {
    const make = { AttachStdout: true, AttachStderr: true, Tty: false, Cmd: argv };
    const made = await this.#ask(`/containers/${encodeURIComponent(id)}/exec`, decodeMade, { body: make, signal });
    if (isFault(made)) return made;
    const path = `/exec/${encodeURIComponent(made.value)}`;
    const printed = await this.#ask(`${path}/start`, decodePrinted, { body: { Detach: false, Tty: false }, signal, most: MOST_PRINTED });
    if (isFault(printed)) return printed;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const ended = await this.#ask(`${path}/json`, decodeExitCode, { signal });
      if (isFault(ended)) return ended;
      if (ended.value !== null) return { value: { exitCode: ended.value, output: printed.value } };
      await after(BETWEEN);
    }
    return { code: 'silent', fault: `The Docker engine at ${this.address} does not say how ${argv[0] ?? ''} ended.` };
  }

  async events(listener: EventListener, signal: AbortSignal): Promise<EngineFault> {
    try {
      const stream = (await this.#dial({ path: '/events?', query: { filters: EVENT_FILTER }, signal, stream: true })) as Readable;
      listener.opened();
      const reader = new EventReader();
      for await (const piece of stream.setEncoding('utf8')) for (const event of reader.read(String(piece))) listener.heard(event);
      return ended(this.address);
    } catch (error) {
      return isCut(error) ? ended(this.address) : faultOf(error, this.address, this.#deadline);
    }
  }

  close(): void {
    this.#open?.agent.close();
    this.#open = null;
  }

  async #ask<T>(path: string, decode: (answer: unknown) => Decoded<T>, { signal, notFound, ...sent }: Question): Promise<Answer<T>> {
    const deadline = AbortSignal.timeout(this.#deadline);
    try {
      const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const answer = await this.#dial({ path, ...sent, signal: both }).catch((error: unknown) => {
        if (notFound !== undefined && isNotFound(error)) return notFound;
        throw error;
      });
      const decoded = decode(answer);
      return 'wrong' in decoded ? garbage(this.address, decoded.wrong) : decoded;
    } catch (error) {
      return faultOf(error, this.address, this.#deadline);
    }
  }

  /** Always under a signal: a silent engine or a cut body would hang for ever. */
  #dial({ path, query, body, signal, stream = false, most }: Request): Promise<unknown> {
    this.#open ??= open(this.#to, this.#tls);
    const { modem } = this.#open;
    return new Promise((resolve, reject) => {
      const request = {
        path: this.#version + path,
        method: body ? 'POST' : 'GET',
        options: body ?? query,
        abortSignal: signal,
        isStream: stream,
        ...(most !== undefined && { most }),
        statusCodes: { 200: true, 201: true },
      };
      modem.dial(request, (error, answer) => {
        if (error instanceof Error) reject(error);
        else resolve(answer);
      });
    });
  }
}

function decodeContainer(answer: unknown): Decoded<ContainerDetail | null> {
  return answer === GONE ? { value: null } : decodeDetail(answer);
}

function decodeKnownImage(answer: unknown): Decoded<EngineImage | null> {
  return answer === GONE ? { value: null } : decodeImage(answer);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 404;
}

/** Whether the other side went away in the middle. */
function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

function ended(where: string): EngineFault {
  return { code: 'not-running', fault: `The Docker engine at ${where} ended the connection.` };
}

/**
 * dockerode reads the variables of Docker by itself, and throws on odd ones; here it is told everything, so it must not see them. Its own requests follow
 * redirections to anywhere, and end the process when nobody answers there.
 */
function open(to: UsableAddress, tls: Tls | undefined): { readonly modem: Modem; readonly agent: EngineAgent } {
  const agent = new EngineAgent(to, tls);
  const where = written(to);
  const options: Docker.DockerOptions & { readonly agent: EngineAgent } = {
    host: undefined,
    // The agent connects, whatever this says; but VS Code puts its own proxy agent in the place of the agent of every request without a socket.
    socketPath: where,
    protocol: 'http',
    headers: { Host: to.kind === 'tcp' ? where : 'docker' },
    agent,
  };
  const environment = process.env;
  process.env = {};
  try {
    const modem = new Docker(options).modem as unknown as Modem;
    modem.buildRequest = askOnce;
    return { modem, agent };
  } finally {
    process.env = environment;
  }
}
