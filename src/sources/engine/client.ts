import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import Docker from 'dockerode';
import type { ContainerDetail, ContainerSummary, EngineFacts } from '../../domain/engine/container.ts';
import { addressOf, written } from './address.ts';
import type { Address } from './address.ts';
import { candidates } from './candidates.ts';
import { decodeDetail, decodeSummaries, decodeVersion } from './decode.ts';
import type { Decoded } from './decode.ts';
import { faultOf, garbage } from './fault.ts';
import type { EngineFault } from './fault.ts';

/** Which engine to read, and how long to wait for it. */
export interface ReadOptions {
  /** In the form of `DOCKER_HOST`; without it that variable, else the system's default socket. */
  readonly host?: string;
  /** Milliseconds that one request may take, 10,000 if not given. */
  readonly deadline?: number;
}

/** Containers inspected at the same time. */
const AT_ONCE = 8;

/** Reads the version, the container list and every container that can have or be behind a link; never throws. */
export async function readEngine(options: ReadOptions = {}): Promise<EngineFacts | EngineFault> {
  const address = addressOf(options.host ?? process.env['DOCKER_HOST'] ?? '');
  if (address.kind === 'unusable') return { code: 'unusable-address', fault: address.reason };
  const deadline = options.deadline ?? 10_000;
  const where = written(address);
  try {
    return await readAll(questions(connect(address), deadline));
  } catch (error) {
    return error instanceof Garbage ? garbage(where, error.message) : faultOf(error, where, deadline);
  }
}

/** Thrown inside this file only: `readEngine` turns it into a fault. */
class Garbage extends Error {}

type Ask = (path: string, query?: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Connections are not kept: a kept one fails once after the engine has restarted. */
function connect(address: Exclude<Address, { kind: 'unusable' }>): Docker {
  return new Docker(connection(address));
}

function connection(address: Exclude<Address, { kind: 'unusable' }>): Docker.DockerOptions & { readonly agent: Agent } {
  if (address.kind === 'socket') {
    return { host: undefined, port: undefined, protocol: 'http', socketPath: address.path, agent: new Agent({ keepAlive: false }) };
  }
  const { host, port, tls } = address;
  if (!tls) return { host, port, protocol: 'http', agent: new Agent({ keepAlive: false }) };
  return { host, port, protocol: 'https', agent: new TlsAgent({ keepAlive: false }) };
}

/** Asks with a deadline: a silent engine or a cut body would hang for ever. */
function questions(docker: Docker, deadline: number): Ask {
  const modem = docker.modem as { dial: (request: object, done: (error: unknown, answer: unknown) => void) => void };
  return (path, query) =>
    new Promise((resolve, reject) => {
      const request = { path, method: 'GET', options: query, abortSignal: AbortSignal.timeout(deadline), statusCodes: { 200: true } };
      modem.dial(request, (error, answer) => {
        if (error instanceof Error) reject(error);
        else resolve(answer);
      });
    });
}

async function readAll(ask: Ask): Promise<EngineFacts> {
  const version = value(decodeVersion(await ask('/version')));
  const summaries = value(decodeSummaries(await ask('/containers/json?', { all: true })));
  const details = await inspectAll(ask, candidates(summaries));
  return { version, summaries, details };
}

function value<T>(decoded: Decoded<T>): T {
  if ('wrong' in decoded) throw new Garbage(decoded.wrong);
  return decoded.value;
}

async function inspectAll(ask: Ask, wanted: readonly ContainerSummary[]): Promise<readonly ContainerDetail[]> {
  const details: (ContainerDetail | null)[] = [];
  const waiting = wanted.entries();
  const worker = async (): Promise<void> => {
    for (const [index, { id }] of waiting) details[index] = await inspect(ask, id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return details.filter((detail) => detail !== null);
}

/** Null when the container was removed after it was listed. */
async function inspect(ask: Ask, id: string): Promise<ContainerDetail | null> {
  try {
    return value(decodeDetail(await ask(`/containers/${encodeURIComponent(id)}/json`)));
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return null;
    throw error;
  }
}
