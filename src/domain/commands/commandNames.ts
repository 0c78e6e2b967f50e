import type { CommandValue, CreatedContainer } from '../../syntax/command/commandScript.ts';
import { networkName } from './joinCommands.ts';
import type { JoinedLink } from './joinCommands.ts';

/** Containers that share a network from now on, and the links that go for it. */
export interface Planned {
  readonly links: readonly JoinedLink[];
  /** The commands of receivers and sources, by their place in the file's order. */
  readonly members: readonly number[];
  readonly network: string;
  /** Whether the network is made for them; otherwise they are on it already. */
  readonly isNew: boolean;
}

/** Tells containers apart: commands that make a container of one name make the same one anew. */
export function identityOf({ name }: CreatedContainer, at: number): string {
  return name ? `name ${name.text}` : `command ${at}`;
}

/** How a command calls Docker, without the name under which it does: another address, or another machine, is another engine. */
export function callOf({ docker, host, place }: CreatedContainer): string {
  return /(?:^|[ /])ssh /.test(docker) ? docker : `${place.machine} ${host} ${docker.replace(/^.*?(?=docker)/i, '')}`;
}

/** A name, or a part of one with variables in it. */
export type WantedName = Pick<CommandValue, 'text' | 'isKnown'>;

/** Whether a name can be that of a container; what holds variables can be an id, too. */
export function canBeCalled({ name, id }: CreatedContainer, wanted: WantedName): boolean {
  if (id !== null && id === wanted.text) return true;
  if (name === null) return !wanted.isKnown && partsOf(wanted).every((part) => /^[\da-f]*$/.test(part));
  return canBeSame(partsOf(name), partsOf(wanted));
}

/** What stands around the variables of a name, which a unit's specifiers are, too. */
function partsOf({ text, isKnown }: WantedName): readonly string[] {
  return isKnown ? [text] : text.split(/\$\{[^}]*\}|\$\([^)]*\)|`[^`]*`|%\w/);
}

/** Whether names begin alike and end alike as far as their variables leave that open. */
function canBeSame(one: readonly string[], other: readonly string[]): boolean {
  const [first = '', second = ''] = [one[0], other[0]];
  const [last = '', end = ''] = [one.at(-1), other.at(-1)];
  if (one.length === 1 && other.length === 1) return first === second;
  if (one.length === 1) return first.length >= second.length + end.length && first.startsWith(second) && first.endsWith(end);
  if (other.length === 1) return canBeSame(other, one);
  const startsAlike = first.startsWith(second) || second.startsWith(first);
  return startsAlike && (last.endsWith(end) || end.endsWith(last));
}

/** The network aliases that each member needs, so that its receivers find it by every name that the link gave (moby `addLegacyLinks`: alias, host name, container name). */
export function aliasesFor(
  { links, members }: Pick<Planned, 'links' | 'members'>,
  containers: readonly CreatedContainer[],
): ReadonlyMap<number, readonly string[]> {
  const aliases = new Map(members.map((at) => [at, new Set<string>()]));
  for (const { link, target, mechanism } of links) {
    if (target.kind !== 'created') continue;
    for (const at of target.by) {
      const container = containers[at];
      const wanted = [
        ...(link.alias === null ? [] : [link.alias]),
        ...(mechanism === 'legacy' && container?.hostname ? [container.hostname.text] : []),
      ];
      const known = new Set([container?.name?.text, ...(container?.aliases ?? []).map(({ value }) => value.text)]);
      for (const name of wanted) if (!known.has(name)) aliases.get(at)?.add(name);
    }
  }
  return new Map([...aliases].map(([at, names]) => [at, [...names]]));
}

/** Why the names would not be told apart on one network; null when they are. */
export function nameClash(plan: Planned, containers: readonly CreatedContainer[]): string | null {
  const aliases = aliasesFor(plan, containers);
  const owners = new Map<string, string>();
  const onNetwork = containers.flatMap((container, at) =>
    plan.members.includes(at) || container.networks.some((network) => networkName(network) === plan.network) ? [at] : [],
  );
  for (const at of onNetwork) {
    const container = containers[at];
    if (!container) continue;
    const identity = identityOf(container, at);
    for (const name of [
      ...(container.name ? [container.name.text] : []),
      ...container.aliases.map(({ value }) => value.text),
      ...(aliases.get(at) ?? []),
    ]) {
      const owner = owners.get(name);
      if (owner !== undefined && owner !== identity) return `On one network the name "${name}" would lead to several containers.`;
      owners.set(name, identity);
    }
  }
  return null;
}
