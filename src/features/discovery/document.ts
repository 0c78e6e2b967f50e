import type { ReadFile } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';

/** A link by its file, its service and its text, which stay when it moves. */
export interface NamedLink {
  readonly uri: string;
  readonly service: string;
  readonly raw: string;
}

/** The path and query of the document for a link, or for none; the path ends in the name a person sees on its tab. */
export function discoveryPath(link: NamedLink | null): { readonly path: string; readonly query: string } {
  if (!link) return { path: '/Which discovery.md', query: '' };
  const { uri, service, raw } = link;
  return {
    path: `/Which discovery for ${`${service} ${raw}`.replaceAll(/[/\\:?#]/g, ' ')}.md`,
    query: JSON.stringify([uri, service, raw]),
  };
}

/** The link that a document's query stands for; null when it is for none. */
export function linkOf(query: string): NamedLink | null {
  try {
    const parts: unknown = JSON.parse(query);
    if (!Array.isArray(parts)) return null;
    const [uri, service, raw] = parts as readonly unknown[];
    return typeof uri === 'string' && typeof service === 'string' && typeof raw === 'string' ? { uri, service, raw } : null;
  } catch {
    return null;
  }
}

/** A link that a range touches, and where it is written. */
export interface LinkAt extends NamedLink {
  readonly range: Range;
}

/** The first link of a file that a range touches; null when there is none. */
export function linkAt({ uri, links }: ReadFile, range: Range): LinkAt | null {
  const found = links.find(
    ({ link }) => contains(link.range, range.start) || contains(link.range, range.end) || contains(range, link.range.start),
  );
  return found ? { uri, service: found.link.service, raw: found.link.raw, range: found.link.range } : null;
}
