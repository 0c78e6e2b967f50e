import { Lines } from '../text.ts';
import type { HostAskedOnce, ProxyReading } from './reading.ts';

/** Words that begin a section (HAProxy Configuration Manual, 2.1). */
const SECTION =
  /^(?:global|defaults|frontend|backend|listen|resolvers|peers|userlist|mailers|program|cache|ring|http-errors|log-forward|fcgi-app)$/;

/**
 * The hosts that HAProxy looks up when it starts: those of a `server` for which neither its line nor a `default-server` before it names `resolvers`, by which
 * it asks again at run time (Configuration Manual, 5.3).
 */
export function readHaproxy(text: string): ProxyReading {
  const lines = new Lines(text);
  const hosts: HostAskedOnce[] = [];
  let section = '';
  let byDefault = false;
  let follows = false;
  for (const { index, 0: line } of text.matchAll(/^.*$/gm)) {
    const words = [...line.matchAll(/#.*|"(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s#"'\\])+/g)].filter((word) => !word[0].startsWith('#'));
    const [first, , address, ...more] = words;
    const key = first?.[0] ?? '';
    const resolves = words.some((word) => word[0] === 'resolvers');
    if (SECTION.test(key)) {
      section = key;
      follows = byDefault && key !== 'defaults';
      if (key === 'defaults') byDefault = false;
    } else if (key === 'default-server' && resolves) {
      follows = true;
      if (section === 'defaults') byDefault = true;
    } else if (key === 'server' && address && !follows && !resolves && !more.some(isNoHost)) {
      const host = hostOf(address[0]);
      const start = index + address.index;
      if (host !== null) hosts.push({ host, by: 'server', range: lines.range({ start, end: start + address[0].length }) });
    }
  }
  return { hosts, groups: [] };
}

/** With `init-addr none` it asks for nothing at its start either. */
function isNoHost([word]: RegExpMatchArray): boolean {
  return word === 'none' || word === 'disabled';
}

function hostOf(address: string): string | null {
  const [, host = ''] = /^(?:ipv4@|ipv6@)?([a-z0-9][\w.-]*)(?::[+-]?\d+)?$/i.exec(address) ?? [];
  return host === '' || /^[\d.]+$/.test(host) ? null : host;
}
