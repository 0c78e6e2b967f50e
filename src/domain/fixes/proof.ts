import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import type { Mention, MentionsOf } from './mentions.ts';
import { linkedNames, nameTables, networksOf, owners, servicesByName } from './names.ts';
import type { LinkedName, NameTables } from './names.ts';

/** A name that Compose invented for a link and that goes with it. */
export interface LostName {
  readonly receiver: string;
  readonly source: string;
  readonly name: string;
}

/** Whether an edit leaves everything as it was but links; `lost` are the invented names that go, of which no text mentions any. */
export type Proof = { readonly proved: true; readonly lost: readonly LostName[] } | { readonly proved: false; readonly reason: string };

interface View {
  readonly file: ComposeFile;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly tables: NameTables;
  readonly linked: ReadonlyMap<string, ReadonlyMap<string, LinkedName>>;
}

/**
 * Proves that every name which resolved before resolves after to the same service and no other, that the start order
 * holds and that nothing else changed. Names that Compose invented may go where `mentions` finds none of them.
 */
export function prove(before: ComposeFile, after: ComposeFile, mentions: MentionsOf): Proof {
  const was = viewOf(before);
  const is = viewOf(after);
  const reason = otherChange(before, after) ?? lostOrder(was, is) ?? changedTables(was, is) ?? newNames(was, is);
  return reason === null ? linkNames(was, is, mentions) : { proved: false, reason };
}

function viewOf(file: ComposeFile): View {
  const services = servicesByName(file);
  const linked = new Map(file.services.map((service) => [service.name, linkedNames(service, services)]));
  return { file, services, tables: nameTables(file), linked };
}

function lookUp(view: View, service: string, name: string): ReadonlySet<string> {
  const receiver = view.services.get(service);
  return receiver ? owners(view.tables, receiver, view.linked.get(service) ?? new Map(), name) : new Set();
}

function same(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}

const PLACES: ReadonlySet<string> = new Set(['range', 'nameRange', 'repeats']);

/** Everything but links, dependencies and network aliases, places aside. */
function meaning(file: ComposeFile): string {
  const services = file.services.map((service) => ({ ...service, links: [], dependsOn: [], networks: networksOf(service) }));
  return JSON.stringify({ ...file, services }, (key, value: unknown) => (PLACES.has(key) ? undefined : value));
}

function otherChange(before: ComposeFile, after: ComposeFile): string | null {
  if (meaning(before) !== meaning(after)) return 'The edit would change more than links, dependencies and network aliases.';
  for (const [index, service] of before.services.entries()) {
    const raws = new Set(service.links.map(({ raw }) => raw));
    if (after.services[index]?.links.some(({ raw }) => !raws.has(raw))) return `The edit would add a link to \`${service.name}\`.`;
  }
  return null;
}

function lostOrder(was: View, is: View): string | null {
  for (const service of was.file.services) {
    const now = is.services.get(service.name);
    const conditions = new Map(now?.dependsOn.map((each) => [each.service, each.condition]));
    const linked = new Set(service.links.map(({ target }) => target));
    const still = new Set(now?.links.map(({ target }) => target));
    const lost = [...linked].find((target) => target !== null && !conditions.has(target) && !still.has(target));
    if (lost) return `\`${service.name}\` would no longer start after \`${lost}\`.`;
    const had = new Map(service.dependsOn.map((each) => [each.service, each.condition]));
    for (const [name, condition] of had) {
      if (conditions.get(name) !== condition) return `What \`${service.name}\` depends on would change for \`${name}\`.`;
    }
    for (const [name, condition] of conditions) {
      if (!had.has(name) && (!linked.has(name) || condition !== 'service_started'))
        return `\`${service.name}\` would depend on \`${name}\`, which it did not before.`;
    }
  }
  return null;
}

function changedTables(was: View, is: View): string | null {
  for (const [network, table] of was.tables) {
    for (const [name, had] of table) {
      const now = is.tables.get(network)?.get(name) ?? new Set<string>();
      if (!same(had, now)) return `The name \`${name}\` would lead to other services on the network \`${network}\`.`;
    }
  }
  return null;
}

/** A name that is new on a network must have one owner there, for each member whoever else it knows. */
function newNames(was: View, is: View): string | null {
  for (const [network, table] of is.tables) {
    const fresh = [...table].filter(([name]) => !was.tables.get(network)?.has(name));
    if (fresh.length === 0) continue;
    const members = is.file.services.filter((service) => networksOf(service).includes(network));
    for (const [name, now] of fresh) {
      const wrong = now.size > 1 ? members[0] : members.find((member) => !agrees(was, is, member.name, name, now));
      if (wrong) return `The name \`${name}\` would lead \`${wrong.name}\` to another service, too.`;
    }
  }
  return null;
}

function agrees(was: View, is: View, member: string, name: string, now: ReadonlySet<string>): boolean {
  const had = lookUp(was, member, name);
  return had.size === 0 ? same(lookUp(is, member, name), now) : same(had, lookUp(is, member, name));
}

/** Every name a link gave leads where it led; one that Compose invented may go, if no text has it with any number. */
function linkNames(was: View, is: View, mentions: MentionsOf): Proof {
  const lost: LostName[] = [];
  for (const [receiver, names] of was.linked) {
    const sources = new Set(goneSources(was, is, receiver));
    for (const source of sources)
      if (source.containerName) lost.push({ receiver, source: source.name, name: `<project>-${source.name}-1` });
    for (const [name, { source, invented }] of names) {
      const now = lookUp(is, receiver, name);
      if (same(now, new Set([source.name]))) continue;
      if (!invented || now.size > 0)
        return { proved: false, reason: `\`${name}\` would no longer lead \`${receiver}\` to \`${source.name}\` alone.` };
      lost.push({ receiver, source: source.name, name });
      sources.add(source);
    }
    for (const source of sources) {
      const used = mentions(source.name).find((mention) => isLost(is, receiver, source, mention));
      if (used) return { proved: false, reason: usedReason(used) };
    }
  }
  return { proved: true, lost };
}

/** The sources that a receiver no longer has any link to. */
function goneSources(was: View, is: View, receiver: string): readonly ComposeService[] {
  const still = new Set([...(is.linked.get(receiver)?.values() ?? [])].map(({ source }) => source.name));
  return [...(was.linked.get(receiver)?.values() ?? [])].flatMap(({ source }) => (still.has(source.name) ? [] : [source]));
}

/** A container's own name stays: the project's name, the service's and the number 1, unless `container_name` replaces it. */
function isLost(is: View, receiver: string, source: ComposeService, { word, before, number }: Mention): boolean {
  if (before !== '' && number === 1 && !source.containerName) return false;
  const now = lookUp(is, receiver, word);
  return before === '' ? !same(now, new Set([source.name])) : now.size === 0;
}

function usedReason({ path, word, before, number }: Mention): string {
  const may = before === '' && number === 1 ? 'exists' : 'may exist';
  return `The file ${path} uses the name \`${word}\`, which ${may} only through the link.`;
}
