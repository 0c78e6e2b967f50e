import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import Docker from 'dockerode';
import type { ContainerDetail, EngineFacts } from '../../domain/engine/container.ts';
import type { EngineFault } from '../../domain/engine/health.ts';
import { addressOf, written } from './address.ts';
import type { Address } from './address.ts';
import { isFault } from './api.ts';
import type { Answer, EngineApi, EventListener } from './api.ts';
import { decodeDetail, decodeSummaries, decodeVersion } from './decode.ts';
import type { Decoded } from './decode.ts';
import { EVENT_FILTER, EventReader } from './events.ts';
import { faultOf, garbage } from './fault.ts';
import { readAll } from './readAll.ts';

/** Which engine to talk to, and how long to wait for it. */
export interface ConnectOptions {
  /** In the form of `DOCKER_HOST`; without it that variable, else the system's default socket. */
  readonly host?: string;
  /** Milliseconds that one request may take, 10,000 if not given. */
  readonly deadline?: number;
}

/** The way to ask an engine; nothing is sent yet. Only an address that cannot be used is a fault. */
export function connectEngine(options: ConnectOptions = {}): EngineApi | EngineFault {
  const address = addressOf(options.host ?? process.env['DOCKER_HOST'] ?? '');
  if (address.kind === 'unusable') return { code: 'unusable-address', fault: address.reason };
  return new Connection(written(address), new Docker(connection(address)), options.deadline ?? 10_000);
}

/** Reads the version, the container list and every container that can have or be behind a link, once; never throws. */
export async function readEngine(options: ConnectOptions = {}): Promise<EngineFacts | EngineFault> {
  const api = connectEngine(options);
  if ('fault' in api) return api;
  const facts = await readAll(api);
  return isFault(facts) ? facts : facts.value;
}

interface Request {
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  readonly stream?: boolean;
}

/** What goes with one question; `notFound` is the answer that stands for "no such thing". */
interface Question {
  readonly query?: Request['query'];
  readonly signal: AbortSignal | undefined;
  readonly notFound?: unknown;
}

/** Stands for the answer about a container that is gone. */
const GONE = Symbol('gone');

interface Modem {
  dial(request: object, done: (error: unknown, answer: unknown) => void): void;
}

class Connection implements EngineApi {
  readonly address: string;
  readonly #modem: Modem;
  readonly #deadline: number;

  constructor(address: string, docker: Docker, deadline: number) {
    this.address = address;
    this.#modem = docker.modem;
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

  get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): ReturnType<EngineApi['get']> {
    return this.#ask(`${path}?`, (value) => ({ value }), { query, signal });
  }

  inspectRaw(id: string, signal?: AbortSignal): ReturnType<EngineApi['inspectRaw']> {
    return this.#ask(`/containers/${encodeURIComponent(id)}/json`, (value) => ({ value }), { signal });
  }

  async events(listener: EventListener, signal: AbortSignal): Promise<EngineFault> {
    try {
      const stream = (await this.#dial({ path: '/events?', query: { filters: EVENT_FILTER }, signal, stream: true })) as Readable;
      listener.opened();
      const reader = new EventReader();
      for await (const piece of stream.setEncoding('utf8')) for (const event of reader.read(String(piece))) listener.heard(event);
      return { code: 'not-running', fault: `The Docker engine at ${this.address} ended the connection.` };
    } catch (error) {
      return faultOf(error, this.address, this.#deadline);
    }
  }

  async #ask<T>(path: string, decode: (answer: unknown) => Decoded<T>, { query, signal, notFound }: Question): Promise<Answer<T>> {
    const deadline = AbortSignal.timeout(this.#deadline);
    try {
      const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const answer = await this.#dial({ path, ...(query && { query }), signal: both }).catch((error: unknown) => {
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
  #dial({ path, query, signal, stream = false }: Request): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = { path, method: 'GET', options: query, abortSignal: signal, isStream: stream, statusCodes: { 200: true } };
      this.#modem.dial(request, (error, answer) => {
        if (error instanceof Error) reject(error);
        else resolve(answer);
      });
    });
  }
}

function decodeContainer(answer: unknown): Decoded<ContainerDetail | null> {
  return answer === GONE ? { value: null } : decodeDetail(answer);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 404;
}

/** Connections are not kept: a kept one fails once after the engine has restarted. */
function connection(address: Exclude<Address, { kind: 'unusable' }>): Docker.DockerOptions & { readonly agent: Agent } {
  if (address.kind === 'socket') {
    return { host: undefined, port: undefined, protocol: 'http', socketPath: address.path, agent: new Agent({ keepAlive: false }) };
  }
  const { host, port, tls } = address;
  if (!tls) return { host, port, protocol: 'http', agent: new Agent({ keepAlive: false }) };
  return { host, port, protocol: 'https', agent: new TlsAgent({ keepAlive: false }) };
}
