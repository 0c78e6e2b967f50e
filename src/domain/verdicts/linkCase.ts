import type { ContainerDetail, Endpoint } from '../engine/container.ts';
import type { EngineLink } from '../engine/engineLinks.ts';
import type { LinkVariable } from '../env/linkVariables.ts';
import { linkPrefix } from '../env/prefix.ts';
import { firstNamed } from '../hosts/hostsFile.ts';
import type { HostsLine } from '../hosts/hostsFile.ts';
import type { Around } from './around.ts';
import type { Reading, ReceiverEvidence } from './evidence.ts';
import type { FirstEnvironment } from './firstEnvironment.ts';
import type { Ground, Verdict } from './verdict.ts';

/** The name of the engine's default bridge. */
export const BRIDGE = 'bridge';

/** Everything that is known about one link of one receiver. */
export interface LinkCase {
  readonly around: Around;
  readonly receiver: ContainerDetail;
  readonly evidence: ReceiverEvidence;
  readonly link: EngineLink;
  /** All links of the receiver, this one among them. */
  readonly links: readonly EngineLink[];
  /** The full link name `/receiver/alias` of a legacy link. */
  readonly fullName: string;
  /** Null when no container stands behind the link, or nobody inspected it. */
  readonly source: ContainerDetail | null;
  /** Whether a container has the source's name, though the link does not lead to it. */
  readonly hasNamesake: boolean;
  /** Whether the first process of some receiver of this engine shows link variables. */
  readonly variablesSeen: boolean;
}

/** A legacy link whose two ends run on the default bridge. */
export interface LiveCase extends LinkCase {
  readonly source: ContainerDetail;
  readonly endpoint: Endpoint;
}

/** Judges one matter about a link. */
export type Rule = (one: LinkCase) => readonly Verdict[];

/** The case as a live one; null when an end is stopped, gone, unread or off the default bridge. */
export function live(one: LinkCase): LiveCase | null {
  const { link, receiver, source } = one;
  const endpoint = source?.networks.get(BRIDGE);
  if (link.mechanism !== 'legacy' || !receiver.running || !receiver.networks.has(BRIDGE)) return null;
  if (link.unset?.code === 'dangling' || createdLater(one) || !source?.running || !endpoint) return null;
  return { ...one, source, endpoint };
}

/** Whether the source was created after the link and after the receiver's start: without the names of the list only this betrays a dangling link. */
export function createdLater({ around, source, receiver }: LinkCase): boolean {
  if (around.origin !== 'dump' || !source) return false;
  const created = Date.parse(source.created);
  const started = Date.parse(receiver.state.startedAt);
  return created > Date.parse(receiver.created) && !(created <= started);
}

/** Whether it is a legacy link that the engine looks at when the receiver starts or runs a health check. */
export function counts({ link, receiver }: LinkCase): boolean {
  return link.mechanism === 'legacy' && receiver.networks.has(BRIDGE);
}

/** Which of two containers was started last; `unknown` where a start time is missing. */
export function lastStarted(source: ContainerDetail, receiver: ContainerDetail): 'source' | 'receiver' | 'unknown' {
  const [left, right] = [Date.parse(source.state.startedAt), Date.parse(receiver.state.startedAt)];
  if (left > right) return 'source';
  return left < right ? 'receiver' : 'unknown';
}

/** The first process's environment where it was read. */
export function environmentOf({ evidence }: Pick<LinkCase, 'evidence'>): FirstEnvironment | null {
  return evidence.environment.kind === 'read' ? evidence.environment.value : null;
}

/** The lines of the receiver's hosts file that the link wrote: those whose first name is the alias; null where the file was not read. */
export function linkLines({ evidence, link, receiver }: LinkCase): readonly HostsLine[] | null {
  if (evidence.hosts.kind === 'unknown') return null;
  const added = receiver.extraHosts.filter((entry) => extraName(entry).toLowerCase() === link.alias.toLowerCase()).length;
  return firstNamed(evidence.hosts.value, link.alias.split(' ')[0] ?? '').slice(added);
}

/** The name in an entry of `--add-host`. */
export function extraName(entry: string): string {
  return entry.slice(0, Math.max(entry.search(/[:=]/), 0));
}

/** The variables the link would set now and that nothing else sets: neither the receiver itself nor another of its links. */
export function ownedVariables({ link, links, receiver }: LinkCase): readonly LinkVariable[] {
  const taken = new Set(receiver.env.map((entry) => entry.split('=')[0] ?? ''));
  for (const other of links) if (other !== link) for (const { name } of other.variables) taken.add(name);
  return link.variables.filter(({ name }) => !taken.has(name));
}

/** The name of the variable that holds the full link name. */
export function nameVariable({ link }: Pick<LinkCase, 'link'>): string {
  return `${linkPrefix(link.alias)}_NAME`;
}

/** A ground with what was read, or with why it was not. */
export function readingGround<T>(what: string, reading: Reading<T>, text: (value: T) => string): Ground {
  if (reading.kind === 'unknown') return { text: `${what}: ${reading.reason.text}`, known: 'unknown', source: null };
  return { text: `${what}: ${text(reading.value)}`, known: 'read', source: { request: reading.request, at: reading.at } };
}

/** The ground that the receiver's hosts file gives. */
export function hostsGround(one: LinkCase): Ground {
  const lines = linkLines(one) ?? [];
  const text = lines.length === 0 ? 'no line of the link' : lines.map((line) => `"${line.text.replace('\t', ' ')}"`).join(', ');
  return readingGround('Hosts file', one.evidence.hosts, () => text);
}
