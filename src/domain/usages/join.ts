import type { Usage } from '../../syntax/usages/usage.ts';
import { exposedPort } from '../env/ports.ts';
import { linkPrefix } from '../env/prefix.ts';
import { readBack } from '../env/readBack.ts';
import type { ReadBack } from '../env/readBack.ts';
import { globsMeet } from './glob.ts';
import { nearMiss } from './nearMiss.ts';
import type { Supplies, UsageLink } from './receiver.ts';

/** Who sets the variable that a usage reads; a `link` does where the engine has link variables at all. */
export type SuppliedBy = 'link' | 'environment' | 'image' | 'kubernetes' | 'gitlab' | 'nobody' | 'unknown';

/** A usage and the links whose variable it reads. */
export interface JoinedUsage {
  readonly usage: Usage;
  /** Of a written name the one link that gives it its prefix, of a pattern all whose variables fit; empty when there is none. */
  readonly aliases: readonly string[];
  readonly suppliedBy: SuppliedBy;
  /** A name that was probably meant; null unless nobody sets the one that is read, or nobody knows. */
  readonly meant: string | null;
  /** Whether the link's source exposes the port that the name holds, also where it holds none; null where nobody knows. */
  readonly exposed: boolean | null;
}

/**
 * Joins the readers in a receiver's code to its links. What is no link variable is left out: a name without a port in it that no link gives
 * its prefix, or one that the receiver sets itself and does not take apart as a URL.
 */
export function joinUsages(usages: readonly Usage[], supplies: Supplies): readonly JoinedUsage[] {
  const prefixes = new Set(usages.flatMap(({ name, form }) => (form === 'literal' ? (PORT_NAME.exec(name)?.[1] ?? []) : [])));
  return usages.flatMap((usage) => {
    const joined = usage.name.includes('*') ? joinPattern(usage, supplies) : joinName(usage, supplies, prefixes);
    return joined ?? [];
  });
}

const PORT_NAME = /^(.+)_PORT_\d+_(?:TCP|UDP|SCTP)/;
const BARE = /_(?:PORT|NAME)$/;

function joinPattern(usage: Usage, { links }: Supplies): JoinedUsage | null {
  const aliases = links.filter((link) => namesOf(link, usage.name).some((name) => globsMeet(usage.name, name))).map(({ alias }) => alias);
  return aliases.length > 0 ? { usage, aliases, suppliedBy: 'link', meant: null, exposed: true } : null;
}

/** The names that a link sets, with `*` for what is not known of its source; the source's own variables if the pattern is about such. */
function namesOf({ alias, ports }: UsageLink, pattern: string): readonly string[] {
  const prefix = linkPrefix(alias);
  const numbered = (ports ?? ['*/tcp', '*/udp', '*/sctp']).flatMap((exposed) => {
    const { text, proto } = exposedPort(exposed);
    const name = `${prefix}_PORT_${text}_${proto.toUpperCase()}`;
    return [name, `${name}_ADDR`, `${name}_PORT`, `${name}_PROTO`, `${name}_*START`, `${name}_*END`];
  });
  const ofSource = pattern.includes('ENV_') ? [`${prefix}_ENV_*`] : [];
  return [`${prefix}_NAME`, `${prefix}_PORT`, ...ofSource, ...numbered];
}

function joinName(usage: Usage, supplies: Supplies, prefixes: ReadonlySet<string>): JoinedUsage | null {
  const read = readBack(
    usage.name,
    supplies.links.map(({ alias }) => alias),
  );
  const own = supplies.environment.has(usage.name) ? 'environment' : supplies.image?.has(usage.name) ? 'image' : null;
  if (read) {
    if (own && isBare(usage.name) && !usage.url) return null;
    const [suppliedBy, exposed] = [own ?? byLink(usage, read, supplies), isExposed(read, supplies)];
    const meant = suppliedBy === 'nobody' || (suppliedBy === 'link' && exposed === null) ? nearMiss(usage.name, supplies.links) : null;
    return { usage, aliases: [read.alias], suppliedBy, meant, exposed };
  }
  const other = own ?? byOthers(usage.name, supplies);
  if (other === 'kubernetes' || other === 'gitlab') return { usage, aliases: [], suppliedBy: other, meant: null, exposed: null };
  return isLinkVariable(usage.name, prefixes) ? withoutLink(usage, other, supplies) : null;
}

function withoutLink(usage: Usage, own: 'environment' | 'image' | null, { links, image }: Supplies): JoinedUsage {
  if (own) return { usage, aliases: [], suppliedBy: own, meant: null, exposed: null };
  return { usage, aliases: [], suppliedBy: image ? 'nobody' : 'unknown', meant: nearMiss(usage.name, links), exposed: null };
}

/** Whether the name can be nothing but a link variable: it holds a port, or belongs to a prefix that others hold one with. */
function isLinkVariable(name: string, prefixes: ReadonlySet<string>): boolean {
  if (PORT_NAME.test(name)) return true;
  const prefix = /^(.+?)_ENV_/.exec(name)?.[1];
  return prefix !== undefined && prefixes.has(prefix);
}

function isBare(name: string): boolean {
  return BARE.test(name) && !PORT_NAME.test(name);
}

/** The link sets it, if its source exposes the port; an image that nobody knows may set a bare name itself. */
function byLink(usage: Usage, read: ReadBack, { links, image }: Supplies): SuppliedBy {
  const ports = links.find(({ alias }) => alias === read.alias)?.ports ?? null;
  if (read.port !== null && ports !== null && !ports.some((port) => isPort(port, read))) return image ? 'nobody' : 'unknown';
  if (read.port === null && read.part === 'URL' && ports?.length === 0) return image ? 'nobody' : 'unknown';
  return isBare(usage.name) && !usage.url && image === null ? 'unknown' : 'link';
}

function isExposed(read: ReadBack, { links }: Supplies): boolean | null {
  const { ports, told = [] } = links.find(({ alias }) => alias === read.alias) ?? { ports: null };
  return read.port === null || (ports ?? told).some((port) => isPort(port, read)) || (ports ? false : null);
}

function isPort(key: string, { port, proto }: ReadBack): boolean {
  const exposed = exposedPort(key);
  return exposed.number === port && exposed.proto.toLowerCase() === proto;
}

function byOthers(name: string, { kubernetes, gitlab }: Supplies): 'kubernetes' | 'gitlab' | null {
  const prefix = PORT_NAME.exec(name)?.[1] ?? /^(.+)_PORT$/.exec(name)?.[1];
  if (prefix !== undefined && (prefix === 'KUBERNETES' || kubernetes.has(prefix))) return 'kubernetes';
  return readBack(name, gitlab) ? 'gitlab' : null;
}
