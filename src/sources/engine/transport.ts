import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { connect, isIP } from 'node:net';
import { homedir } from 'node:os';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { written } from './address.ts';
import type { SshAddress, UsableAddress } from './address.ts';
import { ChildStream } from './childStream.ts';
import { notStarted, sshFault } from './fault.ts';

/** The certificates of a connection, as PEM texts. */
export interface Tls {
  /** Whether the engine's certificate is checked: against `ca`, without it against the authorities that Node knows. */
  readonly verify: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Makes each connection to the one engine, whatever a request or a redirection names; closing ends every connection, and none is made after it. */
export class EngineAgent extends Agent {
  readonly #connect: () => Duplex;
  #closed = false;

  constructor(address: UsableAddress, tls: Tls | undefined) {
    super(address.kind === 'ssh' ? SHARED : { keepAlive: false });
    this.#connect = connector(address, tls);
  }

  /** Connects anew; what cannot be tried at all, such as with certificates that are none, is an error of the request. */
  override createConnection(_: unknown, done?: (error: Error | null, stream: Duplex) => void): Duplex | undefined {
    // Node's types know of no failure without a stream.
    const fail = done as ((error: Error) => void) | undefined;
    try {
      if (!this.#closed) return this.#connect();
      // Node asks for requests that were given up while they waited.
      fail?.(new Error('the connection was closed'));
    } catch (error) {
      fail?.(error instanceof Error ? error : new Error(String(error)));
    }
    return undefined;
  }

  close(): void {
    this.#closed = true;
    this.destroy();
  }
}

/** A new login for each question would be slow, and many at once are refused by sshd: one is for events, one for questions. */
const SHARED = { keepAlive: true, maxSockets: 2 } as const;

/** The arguments that make ssh join its own input and output with the engine over there; it never asks for a password. */
export function sshArguments({ host, user, port, socket }: SshAddress): readonly string[] {
  return [
    ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-T'],
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    ...['--', host, 'docker'],
    ...(socket === null ? [] : ['--host', `unix://${socket}`]),
    ...['system', 'dial-stdio'],
  ];
}

/** Elsewhere connections are not kept: a kept one fails once after the engine has restarted. */
function connector(address: UsableAddress, tls: Tls | undefined): () => Duplex {
  switch (address.kind) {
    case 'socket':
      return () => connect({ path: address.path });
    case 'tcp':
      return () =>
        address.tls ? connectTls(tlsOptions(address.host, address.port, tls)) : connect({ host: address.host, port: address.port });
    case 'ssh':
      return () => sshConnection(address);
  }
}

/** An address of numbers is no name that TLS may tell the server. */
function tlsOptions(host: string, port: number, { ca, cert, key, verify }: Tls = { verify: true }): ConnectionOptions {
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return {
    host,
    port,
    ...servername,
    rejectUnauthorized: verify,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert, key }),
  };
}

/** Started at home, so that no program of a folder that is being worked in is taken for ssh. */
function sshConnection(address: SshAddress): Duplex {
  const where = written(address);
  const child = spawn('ssh', sshArguments(address), { stdio: ['pipe', 'pipe', 'pipe'], cwd: homedir(), windowsHide: true });
  return new ChildStream(child, {
    notStarted: (error) => notStarted(where, error),
    ended: (status, said) => sshFault(where, status, said),
  });
}
