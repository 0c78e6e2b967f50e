import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { linksToReplace } from './links.ts';
import type { IdleLink, LinksToReplace, LiveLink } from './links.ts';

/** Containers that links hold together: if one of them moves, all must. */
export interface Group {
  /** Sources before their receivers, as far as no circle forbids it. */
  readonly members: readonly ContainerDetail[];
  readonly links: readonly LiveLink[];
  readonly idle: readonly IdleLink[];
  readonly unread: readonly IdleLink[];
}

/** The groups of these containers, each once, in the order in which they are named; a container without any link is in none. */
export function groupsOf(facts: EngineFacts, ids: readonly string[]): readonly Group[] {
  const all = linksToReplace(facts);
  const details = new Map(facts.details.map((detail) => [detail.id, detail]));
  const seen = new Set<string>();
  return ids.flatMap((id) => {
    const first = details.get(id);
    if (!first || seen.has(id)) return [];
    const group = groupAround(first, all);
    for (const member of group.members) seen.add(member.id);
    return group.links.length + group.idle.length + group.unread.length > 0 ? [group] : [];
  });
}

function groupAround(first: ContainerDetail, { live, idle, unread }: LinksToReplace): Group {
  const found = new Map([[first.id, first]]);
  for (const [id] of found) {
    for (const { receiver, source } of live) {
      if (receiver.id === id) found.set(source.id, source);
      if (source.id === id) found.set(receiver.id, receiver);
    }
  }
  const within = <T extends { readonly receiver: ContainerDetail }>(links: readonly T[]): readonly T[] =>
    links.filter(({ receiver }) => found.has(receiver.id));
  return { members: sourcesFirst([...found.values()], live), links: within(live), idle: within(idle), unread: within(unread) };
}

/** Depth first, without recursion, as a chain of links may be long. */
function sourcesFirst(members: readonly ContainerDetail[], links: readonly LiveLink[]): readonly ContainerDetail[] {
  const sources = new Map(members.map(({ id }) => [id, links.filter(({ receiver }) => receiver.id === id).map(({ source }) => source)]));
  const ordered = new Map<string, ContainerDetail>();
  const open = new Set<string>();
  const waiting = [...members].sort((a, b) => (a.name < b.name ? 1 : -1));
  for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
    const isSecondTime = open.has(next.id);
    open.add(next.id);
    const before = isSecondTime ? [] : (sources.get(next.id) ?? []).filter(({ id }) => !open.has(id));
    waiting.push(...before);
    if (before.length > 0) continue;
    waiting.pop();
    ordered.set(next.id, next);
  }
  return [...ordered.values()];
}
