import { readHaproxy } from './haproxy.ts';
import { readNginx } from './nginx.ts';
import type { ProxyReading } from './reading.ts';

/** The programs whose configuration is read for hosts that they ask for once. */
export type ProxyProgram = 'nginx' | 'haproxy';

/** Which program reads a file that lies there in a container; null for any other file. */
export function proxyOf(path: string): ProxyProgram | null {
  if (/\/nginx\/(?:.*\/)?[^/]+\.(?:conf|vhost)$|\/nginx\/sites-enabled\//.test(path)) return 'nginx';
  return /\/haproxy\/(?:.*\/)?[^/]+\.(?:cfg|conf)$/.test(path) ? 'haproxy' : null;
}

/** Reads a proxy's configuration; what variables hide is left out. */
export function readProxy(program: ProxyProgram, text: string): ProxyReading {
  return program === 'nginx' ? readNginx(text) : readHaproxy(text);
}
