import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where an engine listens: a local socket, or a host and port. */
export type Address =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: boolean }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads `DOCKER_HOST`; the empty text means the system's default socket. */
export function addressOf(dockerHost: string, environment: NodeJS.ProcessEnv = process.env): Address {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(dockerHost) ?? [];
  if (scheme === 'unix' || scheme === 'npipe' || dockerHost === '') return { kind: 'socket', path: rest === '' ? defaultSocket() : rest };
  if (scheme !== 'tcp' && scheme !== 'http' && scheme !== 'https') return unusable(dockerHost, `"${scheme}://" is not supported`);
  const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : null;
  if (!url || url.hostname === '') return unusable(dockerHost, 'it names no host');
  const tls = scheme === 'https' || (environment['DOCKER_TLS_VERIFY'] ?? '') !== '' || url.port === '2376';
  const port = url.port === '' ? defaultPort(rest, tls) : Number(url.port);
  return { kind: 'tcp', host: url.hostname, port, tls };
}

/** The address as people write it. */
export function written(address: Exclude<Address, { kind: 'unusable' }>): string {
  return address.kind === 'socket' ? address.path : `${address.host}:${address.port}`;
}

function unusable(dockerHost: string, reason: string): Address {
  return { kind: 'unusable', reason: `The engine's address "${dockerHost}" cannot be used: ${reason}.` };
}

/** A URL drops port 80, as it is the default of HTTP; Docker's own defaults are others. */
function defaultPort(rest: string, tls: boolean): number {
  if (/:80(\/|$)/.test(rest)) return 80;
  return tls ? 2376 : 2375;
}

function defaultSocket(): string {
  if (process.platform === 'win32') return '//./pipe/docker_engine';
  const ownSocket = join(homedir(), '.docker', 'run', 'docker.sock');
  return existsSync(ownSocket) ? ownSocket : '/var/run/docker.sock';
}
