import { hostsLines } from './hostsLines.ts';
import type { HostsInput } from './hostsLines.ts';
import { isIpv6 } from './hostsFile.ts';

/** A legacy link of the receiver with what its hosts lines are made of. */
export interface HostsLink extends HostsInput {
  readonly sourceId: string;
}

/** A receiver's hosts file below the standard lines, and the links the engine would rewrite in it. */
export interface HostsState {
  readonly lines: readonly string[];
  /** Links that follow the starts of their source; a rename of the receiver and a removed link end that. */
  readonly followed: readonly { readonly alias: string; readonly sourceId: string }[];
}

/** The receiver's own addresses on a network, with the names that stand behind them. */
export interface OwnEndpoint {
  readonly ipv4: string;
  readonly ipv6: string;
  /** The hostname; before it, where there is a domain name, the two joined by a dot. */
  readonly names: readonly string[];
}

/** What happened to a receiver or one of its sources. */
export type HostsEvent =
  | {
      readonly kind: 'receiver-started';
      /** Entries `name:address` of `--add-host`. */
      readonly extraHosts: readonly string[];
      /** Its legacy links; none while it is not on the default bridge. */
      readonly links: readonly HostsLink[];
      readonly endpoints: readonly OwnEndpoint[];
    }
  | { readonly kind: 'receiver-renamed' }
  | { readonly kind: 'receiver-connected' | 'receiver-disconnected'; readonly endpoint: OwnEndpoint }
  | { readonly kind: 'link-removed'; readonly link: HostsInput; readonly sourceId: string }
  | { readonly kind: 'source-started'; readonly sourceId: string; readonly ipv4: string; readonly ipv6: string }
  | { readonly kind: 'source-stopped' | 'source-renamed' | 'source-removed'; readonly sourceId: string };

/** From engine 28 (API 1.48) the hosts file is kept by another code. */
export type HostsEngine = 'up-to-27' | 'from-28';

/** The hosts file after an event (moby `addLegacyLinks`, libnetwork `etchosts`, `daemon/rename.go`); `state` is what it was before. */
export function hostsAfter(state: HostsState, event: HostsEvent, engine: HostsEngine): HostsState {
  switch (event.kind) {
    case 'receiver-started':
      return started(event);
    case 'receiver-renamed':
      return { ...state, followed: [] };
    case 'receiver-connected':
      return { ...state, lines: [...state.lines, ...ownLines(event.endpoint)] };
    case 'receiver-disconnected':
      return engine === 'up-to-27' ? state : { ...state, lines: without(state.lines, ownLines(event.endpoint)) };
    case 'link-removed':
      return linkRemoved(state, event, engine);
    case 'source-started':
      return sourceStarted(state, event, engine);
    case 'source-stopped':
    case 'source-renamed':
    case 'source-removed':
      return state;
  }
}

/** Which code keeps the hosts file of an engine with this API version; null when the text is no version. */
export function hostsEngine(apiVersion: string): HostsEngine | null {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(apiVersion) ?? [];
  if (major === undefined || minor === undefined) return null;
  return Number(major) * 1000 + Number(minor) >= 1048 ? 'from-28' : 'up-to-27';
}

/** The file is written anew: lines of `--add-host`, then of the links, then the receiver's own. */
function started(event: HostsEvent & { readonly kind: 'receiver-started' }): HostsState {
  const lines = [...event.extraHosts.map(extraLine), ...event.links.flatMap(hostsLines), ...event.endpoints.flatMap(ownLines)];
  return { lines, followed: event.links.map(({ alias, sourceId }) => ({ alias, sourceId })) };
}

/** `name:address`; from engine 26 also `name=address`. */
function extraLine(entry: string): string {
  const [, name = '', address = ''] = /^([^:=]*)[:=](.*)$/.exec(entry) ?? [];
  return `${address.replace(/^\[(.*)\]$/, '$1')}\t${name}`;
}

function ownLines({ ipv4, ipv6, names }: OwnEndpoint): readonly string[] {
  return [ipv4, ipv6].filter((address) => address !== '').map((address) => `${address}\t${names.join(' ')}`);
}

function without(lines: readonly string[], gone: readonly string[]): readonly string[] {
  return lines.filter((line) => !gone.includes(line));
}

/** Up to 27 the link's own lines go; from 28 those of every link of the receiver. The source's other aliases stop following. */
function linkRemoved(state: HostsState, event: HostsEvent & { readonly kind: 'link-removed' }, engine: HostsEngine): HostsState {
  const gone = engine === 'up-to-27' ? [event.link.alias] : state.followed.map(({ alias }) => alias);
  return {
    lines: state.lines.filter((line) => !gone.some((alias) => firstName(line) === alias)),
    followed: state.followed.filter(({ sourceId }) => sourceId !== event.sourceId),
  };
}

function firstName(line: string): string {
  return line.slice(line.indexOf('\t') + 1).split(' ')[0] ?? '';
}

/** Both families' lines take one address: the IPv4 up to 27, from 28 the IPv6 if the source has one. */
function sourceStarted(state: HostsState, event: HostsEvent & { readonly kind: 'source-started' }, engine: HostsEngine): HostsState {
  const address = engine === 'from-28' && isIpv6(event.ipv6) ? event.ipv6 : event.ipv4;
  const aliases = state.followed.filter(({ sourceId }) => sourceId === event.sourceId).map(({ alias }) => alias);
  const lines = aliases.reduce<readonly string[]>((all, alias) => all.map((line) => rewritten(line, alias, address)), state.lines);
  return { ...state, lines };
}

/** The engine's own pattern: only a line's first name is matched, and so is a first name that goes on with a dot. */
function rewritten(line: string, alias: string, address: string): string {
  const at = line.indexOf('\t');
  if (at < 0 || !line.startsWith(alias, at + 1)) return line;
  const next = `${line}\n`.charAt(at + 1 + alias.length);
  return /[\s.]/.test(next) ? address + line.slice(at) : line;
}
