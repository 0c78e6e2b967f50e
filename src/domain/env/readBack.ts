import { linkPrefix } from './prefix.ts';

/** What a variable's name says: which link, which port and which part of it. */
export interface ReadBack {
  readonly alias: string;
  readonly part: 'NAME' | 'ENV' | 'URL' | 'ADDR' | 'PORT' | 'PROTO' | 'START' | 'END' | 'PORT_START' | 'PORT_END';
  /** Null for `NAME`, `ENV` and the default `<PREFIX>_PORT`. */
  readonly port: number | null;
  readonly proto: string | null;
  /** The source's own variable, for `ENV`. */
  readonly sourceVariable: string | null;
}

const PORT = /^PORT(?:_(\d+)_([A-Z]+)(?:_(ADDR|PORT|PROTO|START|END|PORT_START|PORT_END))?)?$/;

/** Reads a link variable's name back to one of the aliases, the longest fitting prefix first; null when no link of these aliases makes it. */
export function readBack(name: string, aliases: readonly string[]): ReadBack | null {
  const fitting = aliases.filter((alias) => name.startsWith(`${linkPrefix(alias)}_`)).sort((a, b) => b.length - a.length);
  for (const alias of fitting) {
    const read = readSuffix(alias, name.slice(linkPrefix(alias).length + 1));
    if (read) return read;
  }
  return null;
}

function readSuffix(alias: string, suffix: string): ReadBack | null {
  if (suffix === 'NAME') return { alias, part: 'NAME', port: null, proto: null, sourceVariable: null };
  if (suffix.startsWith('ENV_')) return { alias, part: 'ENV', port: null, proto: null, sourceVariable: suffix.slice('ENV_'.length) };
  const [matched, port, proto, part] = PORT.exec(suffix) ?? [];
  if (matched === undefined) return null;
  return {
    alias,
    part: (part as ReadBack['part'] | undefined) ?? 'URL',
    port: port === undefined ? null : Number(port),
    proto: proto?.toLowerCase() ?? null,
    sourceVariable: null,
  };
}
