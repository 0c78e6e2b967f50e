import { hostsAfter, hostsEngine } from '../../src/domain/hosts/hostsEvents.ts';
import type { HostsEvent, HostsLink, HostsState, OwnEndpoint } from '../../src/domain/hosts/hostsEvents.ts';
import { readHosts } from '../../src/domain/hosts/hostsFile.ts';
import { lastComponent } from '../../src/domain/links/linkString.ts';
import { isContainer } from './capture.ts';
import type { Capture, CapturedContainer, CapturedEndpoint, Phase } from './capture.ts';

/** The hosts file of one phase as derived, below the standard lines, or why it cannot be. */
export type Derived = { readonly lines: readonly string[] } | { readonly reason: string };

/** What is known of a receiver after a phase. */
interface Known {
  readonly state: HostsState;
  readonly receiver: CapturedContainer;
  readonly sources: readonly CapturedContainer[];
}

/** Names of the lines that every hosts file begins with. */
const STANDARD = ['localhost', 'ip6-localnet', 'ip6-mcastprefix', 'ip6-allnodes', 'ip6-allrouters'];

/** The lines of a captured hosts file without the standard ones. */
export function specialLines(file: string): readonly string[] {
  return readHosts(file)
    .filter(({ names }) => !STANDARD.includes(names[0] ?? ''))
    .map(({ text }) => text);
}

/** For every phase the hosts file derived from the one before and from what happened in between. */
export function derivedHosts(capture: Capture): ReadonlyMap<Phase, Derived> {
  const answers = new Map<Phase, Derived>();
  let known: Known | null = null;
  for (const phase of capture.phases) {
    const next: Known | string = follow(capture, phase, known);
    answers.set(phase, typeof next === 'string' ? { reason: next } : { lines: next.state.lines });
    known = typeof next === 'string' ? null : next;
  }
  return answers;
}

function follow(capture: Capture, phase: Phase, before: Known | null): Known | string {
  const { receiver } = phase;
  const sources = phase.sources.filter(isContainer);
  const engine = hostsEngine(capture.engine.ApiVersion);
  if (!isContainer(receiver)) return 'the receiver does not exist';
  if (!engine) return `unknown API version ${capture.engine.ApiVersion}`;
  if (!receiver.State.Running) return 'the receiver does not run';
  if (/^(host|container:.*)$/.test(receiver.HostConfig.NetworkMode)) return 'the hosts file is that of another network stack';
  const sameRun = before?.receiver.Id === receiver.Id && before.receiver.State.StartedAt === receiver.State.StartedAt;
  const events = sameRun ? eventsBetween(before, receiver, sources) : eventsOfStart(capture, phase, receiver, sources);
  if (typeof events === 'string') return events;
  const empty: HostsState = { lines: [], followed: [] };
  return { state: events.reduce((state, event) => hostsAfter(state, event, engine), sameRun ? before.state : empty), receiver, sources };
}

/** The start of the receiver, and of those sources that started after it. */
function eventsOfStart(
  capture: Capture,
  phase: Phase,
  receiver: CapturedContainer,
  sources: readonly CapturedContainer[],
): readonly HostsEvent[] | string {
  const linked = linksAtStart(receiver, sources);
  if (typeof linked === 'string') return linked;
  const renamed = capture.commands.some(({ cmd }) => cmd.startsWith('docker rename'));
  if (renamed && phase === capture.phases[0] && phase.phase !== 'run') return 'a container was renamed before the first observation';
  const endpoints = Object.values(receiver.NetworkSettings.Networks ?? {}).map((endpoint) => own(receiver, endpoint));
  const started: HostsEvent = {
    kind: 'receiver-started',
    extraHosts: receiver.HostConfig.ExtraHosts ?? [],
    links: linked.map(({ link }) => link),
    endpoints,
  };
  const later = linked.map(({ source }) => source).filter((source) => time(source) > time(receiver));
  return [started, ...later.map(sourceStarted)];
}

function linksAtStart(
  receiver: CapturedContainer,
  sources: readonly CapturedContainer[],
): readonly { readonly link: HostsLink; readonly source: CapturedContainer }[] | string {
  const { HostConfig, NetworkSettings } = receiver;
  if (!['default', 'bridge'].includes(HostConfig.NetworkMode) || !NetworkSettings.Networks?.['bridge']) return [];
  const linked: { readonly link: HostsLink; readonly source: CapturedContainer }[] = [];
  for (const text of HostConfig.Links ?? []) {
    const fullName = fullNameOf(text);
    const source = sources.find(({ ListNames }) => ListNames?.includes(fullName));
    const bridge = source?.NetworkSettings.Networks?.['bridge'];
    if (!source) return `the source of ${text} is not in the capture`;
    if (!bridge?.IPAddress) return `the address that the source of ${text} had is not in the capture`;
    linked.push({ link: hostsLink(fullName, source, bridge), source });
  }
  return linked;
}

function hostsLink(fullName: string, source: CapturedContainer, bridge: CapturedEndpoint | undefined): HostsLink {
  return {
    alias: lastComponent(fullName),
    hostname: source.Config.Hostname,
    sourceName: source.Name.slice(1),
    ipv4: bridge?.IPAddress ?? '',
    ipv6: bridge?.GlobalIPv6Address ?? '',
    sourceId: source.Id,
  };
}

/** What differs between two observations of one run of the receiver. */
function eventsBetween(before: Known, receiver: CapturedContainer, sources: readonly CapturedContainer[]): readonly HostsEvent[] {
  const renamed: readonly HostsEvent[] = before.receiver.Name === receiver.Name ? [] : [{ kind: 'receiver-renamed' }];
  return [
    ...renamed,
    ...linksRemoved(before, receiver),
    ...networksChanged(before.receiver, receiver),
    ...before.sources.flatMap((old) => sourceChanged(old, sources)),
  ];
}

function linksRemoved(before: Known, receiver: CapturedContainer): readonly HostsEvent[] {
  const kept = (receiver.HostConfig.Links ?? []).map((text) => lastComponent(fullNameOf(text)));
  return (before.receiver.HostConfig.Links ?? []).flatMap((text): readonly HostsEvent[] => {
    const fullName = fullNameOf(text);
    const source = before.sources.find(({ ListNames }) => ListNames?.includes(fullName));
    if (kept.includes(lastComponent(fullName)) || !source) return [];
    return [{ kind: 'link-removed', link: hostsLink(fullName, source, undefined), sourceId: source.Id }];
  });
}

function networksChanged(before: CapturedContainer, now: CapturedContainer): readonly HostsEvent[] {
  const old = before.NetworkSettings.Networks ?? {};
  const current = now.NetworkSettings.Networks ?? {};
  const gained = Object.entries(current).filter(([name]) => !(name in old));
  const lost = Object.entries(old).filter(([name]) => !(name in current));
  return [
    ...gained.map(([, endpoint]): HostsEvent => ({ kind: 'receiver-connected', endpoint: own(now, endpoint) })),
    ...lost.map(([, endpoint]): HostsEvent => ({ kind: 'receiver-disconnected', endpoint: own(now, endpoint) })),
  ];
}

function sourceChanged(old: CapturedContainer, sources: readonly CapturedContainer[]): readonly HostsEvent[] {
  const now = sources.find(({ Id }) => Id === old.Id);
  if (!now) return [{ kind: 'source-removed', sourceId: old.Id }];
  const renamed: readonly HostsEvent[] = old.Name === now.Name ? [] : [{ kind: 'source-renamed', sourceId: now.Id }];
  if (!now.State.Running) return [...renamed, { kind: 'source-stopped', sourceId: now.Id }];
  return old.State.StartedAt === now.State.StartedAt ? renamed : [...renamed, sourceStarted(now)];
}

function sourceStarted(source: CapturedContainer): HostsEvent {
  const bridge = source.NetworkSettings.Networks?.['bridge'];
  return { kind: 'source-started', sourceId: source.Id, ipv4: bridge?.IPAddress ?? '', ipv6: bridge?.GlobalIPv6Address ?? '' };
}

function own({ Config }: CapturedContainer, endpoint: CapturedEndpoint): OwnEndpoint {
  const { Hostname, Domainname = '' } = Config;
  const names = Domainname === '' ? [Hostname] : [`${Hostname}.${Domainname}`, Hostname];
  return { ipv4: endpoint.IPAddress ?? '', ipv6: endpoint.GlobalIPv6Address ?? '', names };
}

function fullNameOf(text: string): string {
  return text.slice(text.indexOf(':') + 1);
}

function time({ State }: CapturedContainer): number {
  return Date.parse(State.StartedAt ?? '');
}
