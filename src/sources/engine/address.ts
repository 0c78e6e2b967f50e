/** Where an engine listens: a local socket, a host and port, or a socket on a machine that ssh reaches. */
export type Address = UsableAddress | { readonly kind: 'unusable'; readonly reason: string };

/** An address that a connection can be made to. */
export type UsableAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: boolean }
  | SshAddress;

/** A machine as ssh is told of it; without `socket` the engine is the one that Docker finds there. */
export interface SshAddress {
  readonly kind: 'ssh';
  readonly host: string;
  readonly user: string | null;
  readonly port: number | null;
  readonly socket: string | null;
}

/** Reads an address in the form of `DOCKER_HOST`; the empty text means Docker's default for this system (docker/cli opts/hosts.go). */
export function addressOf(dockerHost: string, tls = false, platform: NodeJS.Platform = process.platform): Address {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(dockerHost) ?? [];
  switch (dockerHost === '' && !tls ? 'unix' : scheme) {
    case 'unix':
    case 'npipe':
      return { kind: 'socket', path: rest === '' ? defaultSocket(platform) : rest };
    case 'ssh':
      return sshAddress(dockerHost, rest);
    case 'tcp':
    case 'http':
    case 'https':
      return tcpAddress(dockerHost, rest === '' && dockerHost === '' ? 'localhost' : rest, tls || scheme === 'https');
  }
  return unusable(dockerHost, `"${scheme}://" is not supported`);
}

/** The address as people write it. */
export function written(address: UsableAddress): string {
  switch (address.kind) {
    case 'socket':
      return address.path;
    case 'tcp':
      return `${bracketed(address.host)}:${address.port}`;
    case 'ssh': {
      const { user, host, port, socket } = address;
      return `ssh://${user === null ? '' : `${user}@`}${bracketed(host)}${port === null ? '' : `:${port}`}${socket ?? ''}`;
    }
  }
}

/** Docker's socket where nobody named another. */
export function defaultSocket(platform: NodeJS.Platform): string {
  return platform === 'win32' ? '//./pipe/docker_engine' : '/var/run/docker.sock';
}

function tcpAddress(dockerHost: string, rest: string, tls: boolean): Address {
  const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : null;
  if (!url || url.hostname === '') return unusable(dockerHost, 'it names no host');
  const port = url.port === '' ? defaultPort(rest, tls) : Number(url.port);
  return { kind: 'tcp', host: unbracketed(url.hostname), port, tls };
}

/** A URL drops port 80, as it is the default of HTTP; Docker's own defaults are others. */
function defaultPort(rest: string, tls: boolean): number {
  if (/:80(\/|$)/.test(rest)) return 80;
  return tls ? 2376 : 2375;
}

/** What ssh or a shell far away could take for something else than a name is refused (docker/cli cli/connhelper/ssh is as strict about the rest). */
function sshAddress(dockerHost: string, rest: string): Address {
  const parts = /^(?:([^@/?#]*)@)?(\[[^\]@/?#]*\]|[^:@/?#]*)(?::(\d{1,5}))?(\/[^?#]*)?$/.exec(rest);
  if (!parts) return unusable(dockerHost, 'it is not of the form ssh://user@host:port');
  const [, user, host = '', port, path = ''] = parts;
  if (host === '') return unusable(dockerHost, 'it names no host');
  if (user?.includes(':')) return unusable(dockerHost, 'a password in it would be seen by everybody', `ssh://…@${host}`);
  if (!/^[\w[][\w.:%\]-]*$/.test(host)) return unusable(dockerHost, 'its host is no name that ssh takes');
  if (user !== undefined && !/^[\w.][\w.@+$\\-]*$/.test(user)) return unusable(dockerHost, 'its user is no name that ssh takes');
  if (!/^\/?$|^\/[\w./@:+-]+$/.test(path)) return unusable(dockerHost, 'its path is not that of a socket');
  return {
    kind: 'ssh',
    host: unbracketed(host),
    user: user ?? null,
    port: port === undefined ? null : Number(port),
    socket: path.length > 1 ? path : null,
  };
}

function unusable(dockerHost: string, reason: string, shown = dockerHost): Address {
  return { kind: 'unusable', reason: `The engine's address "${shown}" cannot be used: ${reason}.` };
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function unbracketed(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
