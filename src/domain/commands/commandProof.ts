import type { CommandScript, CreatedContainer } from '../../syntax/command/commandScript.ts';
import { identityOf } from './commandNames.ts';
import type { Planned } from './commandNames.ts';
import { networkName } from './joinCommands.ts';

/** A file before and after its edits, both as read. */
export interface CommandChange {
  readonly before: CommandScript;
  readonly after: CommandScript;
  readonly planned: readonly Planned[];
}

/** Whether after the edits the same containers are made in the same order, each receiver resolves the same names to them, and nothing else of the commands has changed. */
export function proofOf({ before, after, planned }: CommandChange): boolean {
  if (before.containers.length !== after.containers.length) return false;
  const members = new Set(planned.flatMap((plan) => plan.members));
  const isSame = before.containers.every((container, at) => {
    const now = after.containers[at];
    return now !== undefined && (members.has(at) ? restOf(container) === restOf(now) : allOf(container) === allOf(now));
  });
  return isSame && before.loose.length === after.loose.length && planned.every((plan) => keepsNames(plan, before, after));
}

function keepsNames(plan: Planned, before: CommandScript, after: CommandScript): boolean {
  if (plan.isNew && !isMadeFirst(plan, after)) return false;
  return plan.links.every(({ at, link, target, mechanism }) => {
    const receiver = after.containers[at];
    if (!receiver || target.kind !== 'created' || receiver.links.some((one) => one.value.text === link.value.text)) return false;
    const networks = receiver.networks.map(networkName);
    if (networks.length !== 1 || networks[0] !== plan.network) return false;
    return target.by.every((index) => {
      const source = before.containers[index];
      if (!source) return false;
      const names = namesByLink(source, link.alias, mechanism === 'legacy');
      return names.every((name) => resolved(after, plan.network, name).join() === identityOf(source, index));
    });
  });
}

/** The names in the hosts lines of a legacy link (moby `addLegacyLinks`), or the one of a link on a network. */
function namesByLink({ name, hostname }: CreatedContainer, alias: string | null, isLegacy: boolean): readonly string[] {
  const own = isLegacy ? [name?.text, hostname?.text] : [];
  return [alias ?? undefined, ...own].flatMap((one) => one ?? []);
}

/** The containers that a name leads to on a network, told apart as people do. */
function resolved({ containers }: CommandScript, network: string, name: string): readonly string[] {
  const owners = containers.flatMap((container, at) => {
    if (!container.networks.some((one) => networkName(one) === network)) return [];
    const names = [container.name?.text, ...container.aliases.map(({ value }) => value.text)];
    return names.includes(name) ? [identityOf(container, at)] : [];
  });
  return [...new Set(owners)];
}

/** Whether each part of the script makes the network before its first member. */
function isMadeFirst({ members, network }: Planned, { containers, others }: CommandScript): boolean {
  return members.every((at) => {
    const container = containers[at];
    if (!container) return false;
    return others.some(({ words, place }) => {
      const isCreate = words.map(({ text }) => text).join(' ') === `network create ${network}`;
      return isCreate && place.scope === container.place.scope && place.order < container.place.order;
    });
  });
}

/** What no edit may change. */
function restOf({ verb, name, id, image, hostname, ports, rest, hidden, docker, host, place }: CreatedContainer): string {
  const { isRepeated, isConditional, scope } = place;
  return JSON.stringify([
    verb,
    name?.text,
    id,
    image?.text,
    hostname?.text,
    texts(ports),
    rest,
    hidden,
    docker,
    host,
    scope,
    isRepeated,
    isConditional,
  ]);
}

function allOf(container: CreatedContainer): string {
  const { links, networks, aliases } = container;
  return restOf(container) + JSON.stringify([links, networks, aliases].map((options) => texts(options.map(({ value }) => value))));
}

function texts(values: readonly { readonly text: string }[]): readonly string[] {
  return values.map(({ text }) => text);
}
