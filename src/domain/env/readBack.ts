import { linkPrefix } from './prefix.ts';

/** What a variable's name says: which link, which port and which part of it. */
export interface ReadBack {
  /** The link's alias; for a name that Compose invents, the service whose container it is. */
  readonly alias: string;
  /** The container's number in a name that Compose invents (`DB_1_PORT`); null for the alias itself. */
  readonly instance: number | null;
  readonly part: 'NAME' | 'ENV' | 'URL' | 'ADDR' | 'PORT' | 'PROTO' | 'START' | 'END' | 'PORT_START' | 'PORT_END';
  /** Null for `NAME`, `ENV` and the default `<PREFIX>_PORT`; of a raw range its first number. */
  readonly port: number | null;
  readonly proto: string | null;
  /** The source's own variable, for `ENV`. */
  readonly sourceVariable: string | null;
  /** Other aliases whose links can make the very same name. */
  readonly ambiguous: readonly string[];
}

/** The links' sources, of which Compose names containers `SERVICE_1` and `PROJECT_SERVICE_1` and links those names, too. */
export interface NumberedNames {
  readonly services: readonly string[];
  /** Null where it is not known; then names with a project's prefix are not read. */
  readonly project: string | null;
}

type Suffix = Omit<ReadBack, 'alias' | 'instance' | 'ambiguous'>;

interface Fit {
  /** The prefix's, with its underscore. */
  readonly length: number;
  readonly read: Omit<ReadBack, 'ambiguous'>;
}

const PORT = /^PORT(?:_(\d+)(?:-\d+)?_([A-Z]+)(?:_(ADDR|PORT|PROTO|START|END|PORT_START|PORT_END))?)?$/;
const INSTANCE = /^(\d{1,9})_/;

/**
 * Reads a link variable's name back to one of the aliases, the longest fitting prefix first; null when no link of these
 * aliases makes it. Without `numbered`, each alias counts as the service's own name, as it does in most files.
 */
export function readBack(name: string, aliases: readonly string[], numbered?: NumberedNames): ReadBack | null {
  const { services, project } = numbered ?? { services: aliases, project: null };
  const fits = [
    ...aliases.flatMap((alias) => plainFit(name, alias)),
    ...services.flatMap((service) => [
      ...numberedFit(name, service, linkPrefix(service)),
      ...(project === null ? [] : numberedFit(name, service, linkPrefix(`${project}_${service}`))),
    ]),
  ].sort((a, b) => b.length - a.length);
  const [first] = fits;
  if (!first) return null;
  const others = new Set(fits.map(({ read }) => read.alias));
  others.delete(first.read.alias);
  return { ...first.read, ambiguous: [...others] };
}

function plainFit(name: string, alias: string): readonly Fit[] {
  const prefix = `${linkPrefix(alias)}_`;
  const suffix = name.startsWith(prefix) ? readSuffix(name.slice(prefix.length)) : null;
  return suffix ? [{ length: prefix.length, read: { alias, instance: null, ...suffix } }] : [];
}

/** `prefix` is the mangled name of the service's containers without their number. */
function numberedFit(name: string, service: string, prefix: string): readonly Fit[] {
  if (!name.startsWith(`${prefix}_`)) return [];
  const rest = name.slice(prefix.length + 1);
  const [number = '', digits] = INSTANCE.exec(rest) ?? [];
  const suffix = digits === undefined ? null : readSuffix(rest.slice(number.length));
  return suffix ? [{ length: prefix.length + 1 + number.length, read: { alias: service, instance: Number(digits), ...suffix } }] : [];
}

function readSuffix(suffix: string): Suffix | null {
  if (suffix === 'NAME') return { part: 'NAME', port: null, proto: null, sourceVariable: null };
  if (suffix.startsWith('ENV_')) return { part: 'ENV', port: null, proto: null, sourceVariable: suffix.slice('ENV_'.length) };
  const [matched, port, proto, part] = PORT.exec(suffix) ?? [];
  if (matched === undefined) return null;
  return {
    part: (part as ReadBack['part'] | undefined) ?? 'URL',
    port: port === undefined ? null : Number(port),
    proto: proto?.toLowerCase() ?? null,
    sourceVariable: null,
  };
}
