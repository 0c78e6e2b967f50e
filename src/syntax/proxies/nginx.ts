import { Lines } from '../text.ts';
import type { Span } from '../text.ts';
import type { HostAskedOnce, ProxyReading } from './reading.ts';

/** A comment, a text in quotes, a bare word, or one of the marks that end a directive. */
const TOKENS =
  /#[^\n]*|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|(?:\\[^]|\$\{[^}\n]*\}|[^\s;{}"'#\\])(?:\\[^]|\$\{[^}\n]*\}|[^\s;{}\\])*|[;{}]/g;

/** Directives that hand requests on to a host or a group (nginx `ngx_http_proxy_module` and its like, `ngx_stream_proxy_module`). */
const PASSES = new Set(['proxy_pass', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass', 'memcached_pass']);

interface Word extends Span {
  readonly text: string;
}

/**
 * The hosts that nginx looks up when it reads its configuration: those written out in `proxy_pass` and its like and as servers of an `upstream`. With a
 * variable in `proxy_pass`, and for a server with `resolve`, it asks the `resolver` at run time instead.
 */
export function readNginx(text: string): ProxyReading {
  const lines = new Lines(text);
  const hosts: HostAskedOnce[] = [];
  const groups: string[] = [];
  const within: (string | undefined)[] = [];
  let words: Word[] = [];
  for (const { index, 0: token } of text.matchAll(TOKENS)) {
    if (token.startsWith('#')) continue;
    if (token !== ';' && token !== '{' && token !== '}') {
      words.push({ text: bare(token), start: index, end: index + token.length });
      continue;
    }
    const [name, first, ...more] = words;
    if (token === '{') {
      within.push(name?.text);
      if (name?.text === 'upstream' && first) groups.push(first.text);
    } else if (token === '}') within.pop();
    else if (name && first) {
      const isServer = name.text === 'server' && within.at(-1) === 'upstream';
      const follows = isServer && more.some((word) => word.text === 'resolve');
      const host = PASSES.has(name.text) || (isServer && !follows) ? hostOf(first.text) : null;
      if (host !== null) hosts.push({ host, by: isServer ? 'upstream' : name.text, range: lines.range(first) });
    }
    words = [];
  }
  return { hosts, groups };
}

/** Null for a socket, an address, or what a variable has a say in. */
function hostOf(address: string): string | null {
  if (address.includes('$')) return null;
  const [, host = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([a-z0-9][\w.-]*)(?::\d+)?(?:\/|$)/i.exec(address) ?? [];
  return host === '' || host === 'unix' || /^[\d.]+$/.test(host) ? null : host;
}

function bare(token: string): string {
  return /^(["'])([^]*)\1$/.exec(token)?.[2] ?? token;
}
