import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { inventedNames, linkedNames, nameTables, networksOf, owners, servicesByName } from './names.ts';
import type { NameTables } from './names.ts';

/** Whether an edit leaves everything as it was but links; `lost` are invented names that go, `kept` link names that still resolve. */
export type Proof =
  | { readonly proved: true; readonly lost: readonly string[]; readonly kept: readonly string[] }
  | { readonly proved: false; readonly reason: string };

interface View {
  readonly file: ComposeFile;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly tables: NameTables;
  readonly linked: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Proves that every name which resolved before resolves after to the same service and no other, that the start order
 * holds and that nothing else changed. `text` is the file before: numbered names that occur in it may not go.
 */
export function prove(before: ComposeFile, after: ComposeFile, text: string): Proof {
  const was = viewOf(before);
  const is = viewOf(after);
  const reason = otherChange(before, after) ?? lostOrder(was, is) ?? changedTables(was, is) ?? newNames(was, is);
  return reason === null ? linkNames(was, is, text) : { proved: false, reason };
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

function linkNames(was: View, is: View, text: string): Proof {
  const lost = new Set<string>();
  const kept = new Set<string>();
  const haystack = text.toLowerCase();
  for (const [receiver, names] of was.linked) {
    for (const [name, source] of names) {
      const now = lookUp(is, receiver, name);
      const invented = inventedNames(source).includes(name);
      if (same(now, new Set([source]))) {
        if (!invented) kept.add(name);
        continue;
      }
      if (!invented) return { proved: false, reason: `\`${name}\` would no longer lead \`${receiver}\` to \`${source}\` alone.` };
      if (mentions(haystack, name))
        return { proved: false, reason: `The file uses a name such as \`${name}\`, which exists only through the link.` };
      lost.add(name);
    }
  }
  return { proved: true, lost: [...lost], kept: [...kept] };
}

/** Any number counts: a receiver's second container knows `db-2`. */
function mentions(haystack: string, numbered: string): boolean {
  const stem = numbered.slice(0, -1).toLowerCase();
  for (let at = haystack.indexOf(stem); at >= 0; at = haystack.indexOf(stem, at + 1)) {
    if (/\d/.test(haystack[at + stem.length] ?? '')) return true;
  }
  return false;
}
