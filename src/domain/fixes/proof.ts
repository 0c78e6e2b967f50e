import { groupBy } from '../../base/groupBy.ts';
import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import type { Mention, MentionsOf } from './mentions.ts';
import { linkedNames, nameTables, networksOf, owners, servicesByName } from './names.ts';
import type { LinkedName, NameTables } from './names.ts';
import { realNetworks } from './realNetworks.ts';

/** A name that Compose invented for a link and that goes with it. */
export interface LostName {
  readonly receiver: string;
  readonly source: string;
  readonly name: string;
}

/** The links that a proof fails for, and why, in one sentence. */
export interface Blame {
  /** Null for the links of every receiver. */
  readonly receiver: string | null;
  readonly source: string;
  /** Null for every name that links between the two give. */
  readonly alias: string | null;
  readonly reason: string;
}

/**
 * Whether an edit leaves everything as it was but links; `lost` are the invented names that go, of which no text mentions any.
 * A failed proof blames the links it can tell.
 */
export type Proof =
  | { readonly proved: true; readonly lost: readonly LostName[] }
  | { readonly proved: false; readonly reason: string; readonly blames: readonly Blame[] };

/** What one side of a proof knows of a file. */
export interface View {
  readonly written: ComposeFile;
  /** With one key for each real network. */
  readonly file: ComposeFile;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly tables: NameTables;
  readonly linked: ReadonlyMap<string, ReadonlyMap<string, LinkedName>>;
  /** Everything but links, dependencies and network aliases. */
  readonly meaning: string;
}

/**
 * Proves that every name which resolved before resolves after to the same service and no other, that the start order
 * holds and that nothing else changed. Names that Compose invented may go where `mentions` finds none of them.
 */
export function prove(was: View, is: View, mentions: MentionsOf): Proof {
  const reason = otherChange(was, is) ?? lostOrder(was, is) ?? changedTables(was, is);
  if (reason !== null) return { proved: false, reason, blames: [] };
  const blames = newNames(was, is);
  return blames[0] ? { proved: false, reason: blames[0].reason, blames } : linkNames(was, is, mentions);
}

/** Looks at a file as a proof does. */
export function viewOf(written: ComposeFile): View {
  const { file } = realNetworks(written);
  const services = servicesByName(file);
  const linked = new Map(file.services.map((service) => [service.name, linkedNames(service, services)]));
  return { written, file, services, tables: nameTables(file), linked, meaning: meaning(written) };
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

function otherChange({ written: before, ...was }: View, { written: after, ...is }: View): string | null {
  if (was.meaning !== is.meaning) return 'The edit would change more than links, dependencies and network aliases.';
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
function newNames(was: View, is: View): readonly Blame[] {
  const blames: Blame[] = [];
  const linking = linkingServices([was, is]);
  for (const [network, table] of is.tables) {
    const fresh = [...table].filter(([name]) => !was.tables.get(network)?.has(name));
    if (fresh.length === 0) continue;
    const members = membersOf(is.file, network);
    for (const [name, now] of fresh) {
      const wrong = asking(members, linking.get(name)).find((member) => now.size > 1 || !agrees(was, is, member, name, now));
      if (wrong === undefined) continue;
      const reason = `The name \`${name}\` would lead \`${wrong}\` to another service, too.`;
      blames.push(...[...now].map((source) => ({ receiver: null, source, alias: name, reason })));
    }
  }
  return blames;
}

/** By name: the services that have it through a link of their own. */
function linkingServices(views: readonly View[]): ReadonlyMap<string, ReadonlySet<string>> {
  const services = new Map<string, Set<string>>();
  for (const { linked } of views) {
    for (const [service, names] of linked) {
      for (const name of names.keys()) services.set(name, (services.get(name) ?? new Set()).add(service));
    }
  }
  return services;
}

interface Members {
  readonly names: ReadonlySet<string>;
  /** Those together that are on the same networks: but for their links they know the same names. */
  readonly kinds: readonly (readonly string[])[];
}

function membersOf({ services }: ComposeFile, network: string): Members {
  const members = services.filter((service) => networksOf(service).includes(network));
  const kinds = groupBy(members, (service) => networksOf(service).toSorted().join('\n'));
  return { names: new Set(members.map(({ name }) => name)), kinds: [...kinds.values()].map((kind) => kind.map(({ name }) => name)) };
}

/** One member of each kind, and those that have links for a name. */
function asking({ names, kinds }: Members, linking: ReadonlySet<string> = new Set()): readonly string[] {
  const plain = kinds.flatMap((kind) => kind.find((member) => !linking.has(member)) ?? []);
  return [...[...linking].filter((service) => names.has(service)), ...plain];
}

function agrees(was: View, is: View, member: string, name: string, now: ReadonlySet<string>): boolean {
  const had = lookUp(was, member, name);
  return had.size === 0 ? same(lookUp(is, member, name), now) : same(had, lookUp(is, member, name));
}

/** Every name a link gave leads where it led; one that Compose invented may go, if no text has it with any number. */
function linkNames(was: View, is: View, mentions: MentionsOf): Proof {
  const lost: LostName[] = [];
  const blames: Blame[] = [];
  for (const [receiver, names] of was.linked) {
    const sources = new Set(goneSources(was, is, receiver));
    for (const source of sources)
      if (source.containerName) lost.push({ receiver, source: source.name, name: `<project>-${source.name}-1` });
    for (const [name, { source, invented }] of names) {
      const now = lookUp(is, receiver, name);
      if (same(now, new Set([source.name]))) continue;
      if (!invented || now.size > 0) {
        const reason = `\`${name}\` would no longer lead \`${receiver}\` to \`${source.name}\` alone.`;
        blames.push({ receiver, source: source.name, alias: null, reason });
      }
      lost.push({ receiver, source: source.name, name });
      sources.add(source);
    }
    for (const source of sources) {
      const used = mentions(source.name).find((mention) => isLost(is, receiver, source, mention));
      if (used) blames.push({ receiver, source: source.name, alias: null, reason: usedReason(used) });
    }
  }
  return blames[0] ? { proved: false, reason: blames[0].reason, blames } : { proved: true, lost };
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
