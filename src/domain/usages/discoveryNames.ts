import { linkPrefix } from '../env/prefix.ts';
import { readBack } from '../env/readBack.ts';
import type { Setting } from '../fixes/environment.ts';

/** A variable that says where a service is, under a name that no link gives. */
export interface DiscoveryName extends Setting {
  /** The link variable whose place it takes. */
  readonly old: string;
}

/**
 * The variable that takes the place of a link's: `DB_HOST` for an address, `DB_PORT` for a port's number, `DB_URL` for a port's URL; a further port has
 * its number in the name. Null for what has no such successor: the link's name, the protocol, ranges and the source's own variables.
 */
export function discoveryName(old: string, alias: string, { ports, taken }: Known): DiscoveryName | null {
  const read = readBack(old, [alias]);
  if (read?.port == null || read.instance !== null) return null;
  const prefix = linkPrefix(alias).replaceAll(/[^A-Z0-9_]/g, '_');
  const port = String(read.port);
  const part = Math.min(...ports) === read.port || ports.length === 0 ? '' : `_${port}`;
  const host = alias.replaceAll('$', '$$$$');
  const given = (name: string, value: string): DiscoveryName => ({ old, name, value });
  switch (read.part) {
    case 'ADDR':
      return given(`${prefix}_HOST`, host);
    case 'PORT':
      // A link sets DB_PORT to a URL, and other code may take it for one.
      return given(
        [prefix, prefix + part].some((each) => taken.has(`${each}_PORT`)) ? `${prefix}${part}_PORT_NUMBER` : `${prefix}${part}_PORT`,
        port,
      );
    case 'URL':
      return given(`${prefix}${part}_URL`, `${read.proto ?? 'tcp'}://${host}:${port}`);
    case 'NAME':
    case 'ENV':
    case 'PROTO':
    case 'START':
    case 'END':
    case 'PORT_START':
    case 'PORT_END':
      return null;
  }
}

/** The ports of the link whose numbers code reads, and the names that are read or set for something else. */
export interface Known {
  readonly ports: readonly number[];
  readonly taken: ReadonlySet<string>;
}
