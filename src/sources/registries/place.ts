/** Where an HTTP registry is asked, as a person named it; `base` ends without a slash. */
export interface HttpPlace {
  readonly base: string;
  readonly isSecure: boolean;
  readonly hostname: string;
  readonly port: number;
  readonly path: string;
}

const DEFAULT_PORTS: Readonly<Record<'consul' | 'etcd', number>> = { consul: 8500, etcd: 2379 };

/** The place that a text names, `host`, `host:port` or a URL of http or https; in one sentence what is wrong with it otherwise. */
export function placeOf(kind: 'consul' | 'etcd', address: string): HttpPlace | { readonly fault: string } {
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  const url = URL.canParse(named) ? new URL(named) : null;
  if (!url || url.hostname === '' || !['http:', 'https:'].includes(url.protocol))
    return { fault: `"${address}" is no address of a registry; it is HOST:PORT or a URL of http or https.` };
  if (url.username !== '' || url.password !== '')
    return { fault: 'The address of a registry holds no user or password: they go into its token.' };
  if (url.search !== '' || url.hash !== '') return { fault: 'The address of a registry holds no query.' };
  const isSecure = url.protocol === 'https:';
  // A URL drops the port that is its protocol's own.
  const isWritten = /^[a-z]+:\/\/[^/]*:\d+(?:\/|$)/i.test(named);
  const port = url.port !== '' ? Number(url.port) : isWritten ? (isSecure ? 443 : 80) : DEFAULT_PORTS[kind];
  const path = url.pathname.replace(/\/+$/, '');
  return { base: `${url.protocol}//${url.hostname}:${port}${path}`, isSecure, hostname: url.hostname.replace(/^\[|\]$/g, ''), port, path };
}
