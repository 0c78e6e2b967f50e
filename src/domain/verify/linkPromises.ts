import type { ContainerSummary, EngineFacts } from '../engine/container.ts';
import { linksOf } from '../engine/engineLinks.ts';
import type { EngineLink } from '../engine/engineLinks.ts';
import { surroundingsOf } from '../engine/surroundings.ts';
import { containersOfParty, partyOf } from './promise.ts';
import type { Party, Promised } from './promise.ts';

/** A link that a container was seen to have. */
export interface SeenLink {
  readonly receiver: Party;
  readonly source: Party;
  readonly alias: string;
  /** The names that the link gives its receiver: the alias and, where it writes a hosts line, the source's own names. */
  readonly names: readonly string[];
  /** When it was seen last, as an RFC 3339 text. */
  readonly at: string;
}

/** The links that these containers of an engine have now. */
export function seenLinks(facts: EngineFacts, receiverIds: Iterable<string>, at: string): readonly SeenLink[] {
  const around = surroundingsOf(facts);
  const listed = new Map(facts.summaries.map((summary) => [summary.id, summary]));
  return [...receiverIds].flatMap((id) => {
    const detail = around.detail(id);
    const summary = listed.get(id);
    if (!detail || !summary) return [];
    return linksOf(detail, around, false).map((link) => ({
      receiver: partyOf(summary),
      source: sourceOf(link, listed),
      alias: link.alias,
      names: namesOf(link),
      at,
    }));
  });
}

/** Of a dangling link the name is all that is left. */
function sourceOf({ source, sourceId }: EngineLink, listed: ReadonlyMap<string, ContainerSummary>): Party {
  const summary = listed.get(sourceId ?? '');
  return summary ? { ...partyOf(summary), name: source } : { name: source, origin: null };
}

/** A short id in a hosts line is a name that no other container can ever have. */
function namesOf({ alias, source, sourceId, hosts }: EngineLink): readonly string[] {
  const shortId = sourceId?.slice(0, 12);
  const written = hosts.flatMap((line) => line.split('\t')[1]?.split(' ') ?? []).filter((name) => name !== shortId);
  return [...new Set([alias, ...(hosts.length > 0 ? [source, ...written] : [])])];
}

/** What links promise: those that containers have now, and those that they, or containers of their name or service, were seen to have before. */
export function linkPromises(facts: EngineFacts, past: readonly SeenLink[]): readonly Promised[] {
  const ids = facts.details.map(({ id }) => id);
  const now = seenLinks(facts, ids, '');
  const known = new Set(now.map(keyOf));
  return [
    ...now.flatMap((link) => promisesOf(link, facts, (alias) => `its link "${alias}"`)),
    ...past
      .filter((link) => !known.has(keyOf(link)))
      .flatMap((link) => promisesOf(link, facts, (alias) => `a link "${alias}" it had (seen last ${link.at})`)),
  ];
}

/** What tells a link apart from others, also after its ends were made again. */
export function keyOf({ receiver, alias, source }: SeenLink): string {
  return JSON.stringify([receiver.name, alias, source.name]);
}

function promisesOf({ receiver, source, alias, names }: SeenLink, facts: EngineFacts, by: (alias: string) => string): readonly Promised[] {
  const ownerIds = containersOfParty(source, facts).map(({ id }) => id);
  return containersOfParty(receiver, facts).flatMap(({ id, name: receiverName }) =>
    names.map((name) => ({ receiverId: id, receiver: receiverName, name, owner: source.name, ownerIds, by: by(alias) })),
  );
}
