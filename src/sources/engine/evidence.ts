import { decode, list, record, text, texts, Wrong } from './shape.ts';
import type { Decoded } from './shape.ts';

/** One GET request: the path and its query, values not yet escaped. */
export interface Request {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

const BLOCK = 512;

/** Asks for the first process's arguments with its environment behind them; needs procps on the engine's host. */
export function environmentRequest(id: string): Request {
  return { path: `/containers/${encodeURIComponent(id)}/top`, query: { ps_args: 'eww -o pid,args' } };
}

/** Asks for the hosts file as an archive; answered for stopped containers too. */
export function hostsRequest(id: string): Request {
  return { path: `/containers/${encodeURIComponent(id)}/archive`, query: { path: '/etc/hosts' } };
}

/** Asks for the file that names a container's name servers, as an archive. */
export function resolvConfRequest(id: string): Request {
  return { path: `/containers/${encodeURIComponent(id)}/archive`, query: { path: '/etc/resolv.conf' } };
}

/** Asks for the default bridge and its options. */
export function bridgeRequest(): Request {
  return { path: '/networks/bridge', query: {} };
}

/** Reads the answer to `environmentRequest`: the arguments and environment of the process with this id on the host, null when it is not listed. */
export function decodeTop(answer: unknown, pid: number): Decoded<string | null> {
  return decode(() => {
    const fields = record(answer, 'the process list');
    const titles = texts(fields['Titles'], 'Titles');
    const rows = list(fields['Processes'], 'Processes').map((row) => texts(row, 'Processes'));
    const own = rows.find((row) => row[titles.indexOf('PID')] === String(pid));
    return own?.[titles.length - 1] ?? null;
  });
}

/** Reads the answer to `hostsRequest` and `resolvConfRequest`: the text of the first regular file in the tar archive. */
export function decodeFile(archive: unknown): Decoded<string> {
  return decode(() => {
    if (!(archive instanceof Uint8Array)) throw new Wrong('the archive is not bytes');
    const bytes: Uint8Array = archive;
    for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
      const size = Number.parseInt(ascii(bytes, at + 124, 12), 8);
      if (Number.isNaN(size)) throw new Wrong('the archive is no tar file');
      const start = at + BLOCK;
      const type = ascii(bytes, at + 156, 1);
      if ((type === '0' || type === '') && start + size > bytes.length) throw new Wrong('the archive is cut off');
      if (type === '0' || type === '') return new TextDecoder().decode(bytes.subarray(start, start + size));
      at = start + Math.ceil(size / BLOCK) * BLOCK;
    }
    throw new Wrong('the archive holds no file');
  });
}

/** Reads the answer to `bridgeRequest`: whether containers on the default bridge reach each other without a link (`dockerd --icc`). */
export function decodeIcc(answer: unknown): Decoded<boolean> {
  return decode(() => {
    const options = record(record(answer, 'the network')['Options'], 'Options');
    return text(options['com.docker.network.bridge.enable_icc'], 'enable_icc') === 'true';
  });
}

/** The text up to the first NUL of a field of a tar header. */
function ascii(bytes: Uint8Array, start: number, length: number): string {
  const field = String.fromCharCode(...bytes.subarray(start, start + length));
  return (field.split('\0')[0] ?? '').trim();
}
