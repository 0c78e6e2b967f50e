import { groupBy } from '../../base/groupBy.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { TextEdit } from '../../syntax/text.ts';
import { linkPrefix } from '../env/prefix.ts';
import { readBack } from '../env/readBack.ts';
import type { Setting } from '../fixes/environment.ts';
import type { FileEdits, NoRewrite, Rewrite, RewrittenLink, StayingReader } from '../fixes/rewrite.ts';
import { withSettings } from '../fixes/shimsRewrite.ts';
import { discoveryName } from './discoveryNames.ts';
import type { DiscoveryName } from './discoveryNames.ts';
import type { ProjectUsage, UsedLink } from './projectUsages.ts';
import { rewriteUsage } from './rewrite.ts';
import { plainly, setsItself, whyStays } from './staying.ts';
import type { Place, Staying } from './staying.ts';

/** A link whose readers are to ask for other names. */
export interface DiscoveryWish {
  /** The readers of all links, with the paths that `textOf` knows. */
  readonly usages: readonly ProjectUsage[];
  readonly link: Pick<UsedLink, 'compose' | 'service' | 'raw' | 'alias'>;
  /** Whether the code still reads the old name where the new one is not set. */
  readonly keepOld: boolean;
  /** The names that each service sets itself, by compose file and service. */
  readonly environmentOf: (compose: string, service: string) => readonly string[];
  /** The names that the links of each service have there. */
  readonly aliasesOf: (compose: string, service: string) => readonly string[];
  /** The text of a file as it is now; null for one that cannot be read. */
  readonly textOf: (path: string) => string | null;
}

/**
 * Has the code that reads a link's variables ask for `DB_HOST` and the like, and sets those in `environment` of each service that runs it, with the
 * link's alias for an address: both at once, as the one is nothing without the other. The link itself stays.
 */
export function discoveryRewrite(wish: DiscoveryWish): Rewrite | NoRewrite {
  const { usages, link, keepOld, textOf } = wish;
  const all = placesOf(usages, link);
  const links = linksOf(all, link);
  const no = (reason: string): NoRewrite => ({ kind: 'refused', row: 'variables', links, reason, instead: [] });
  const { alias } = link;
  if (alias === null) return no('The link’s alias is the value of a variable.');
  const places = all.filter((place) => !asksAlready(place, alias, textOf(place.path)));
  if (places.length === 0 && all.length > 0) return no('Its readers ask for the new names already.');
  const named = namesOf(places, alias, takenBy(wish, places));
  const done: Done[] = [];
  const stays: StayingReader[] = [];
  for (const place of places) {
    const outcome = outcomeAt(place, named, wish);
    if ('edit' in outcome) done.push({ ...place, ...outcome });
    else stays.push({ path: place.path, range: place.usage.range, name: place.usage.name, ...outcome });
  }
  if (done.length === 0)
    return {
      ...no(places.length === 0 ? 'No code that was searched reads its variables.' : 'No reader of its variables can be rewritten.'),
      stays,
    };
  const edits = groupBy(done, ({ path }) => path);
  const files: FileEdits[] = [...edits].map(([path, changes]) =>
    editedFile(
      path,
      textOf(path) ?? '',
      changes.map(({ edit }) => edit),
    ),
  );
  const settings = settingsOf(done);
  for (const [compose, services] of settings) {
    const edited = withServices(compose, textOf(compose), services);
    if (typeof edited === 'string') return no(edited);
    files.push(edited);
  }
  const addresses = done.filter(({ name }) => !/^\d+$/.test(name.value)).length;
  const names = [...new Set(done.map(({ name }) => name.name))].toSorted();
  return {
    kind: 'rewrite',
    row: 'variables',
    title: `Read ${names.join(', ')} in place of the variables of link "${link.raw}"${keepOld ? ', which stay the fallback' : ''}`,
    links,
    files,
    kept: [`the link stays, and ${keepOld ? 'where the new names are not set the old ones count' : 'its variables are still set'}`],
    lost: [],
    changed: [
      `${count(done.length)} in ${edits.size} file${edits.size === 1 ? '' : 's'} ${done.length === 1 ? 'asks' : 'ask'} for another name`,
      ...(addresses > 0
        ? [
            `${count(addresses)} ${addresses === 1 ? 'gets' : 'get'} the name ${alias} where the link puts an address: code that takes nothing but an address fails`,
          ]
        : []),
      ...(stays.length > 0
        ? [`${count(stays.length)} of its variables ${stays.length === 1 ? 'stays as it is' : 'stay as they are'}`]
        : []),
    ],
    consent: 'asks',
    stays,
  };
}

/** A place with its edit. */
interface Done extends Place {
  readonly edit: TextEdit;
  readonly name: DiscoveryName;
}

/** The edit of a place, or why it stays. */
function outcomeAt(
  place: Place,
  named: ReadonlyMap<string, DiscoveryName | null>,
  { link, keepOld, textOf }: DiscoveryWish,
): Pick<Done, 'edit' | 'name'> | Staying {
  const text = textOf(place.path);
  const name = named.get(place.usage.name);
  const why = whyStays(place, link.alias, text);
  if (why || text === null) return why ?? plainly('its file cannot be read');
  if (name === undefined) return plainly('no other name says the same');
  if (name === null) return plainly('the name that would take its place is read or set for something else');
  if (setsItself(text, place.usage, name.name)) return plainly(`the script sets ${name.name} itself`);
  const edit = rewriteUsage(text, place.usage, { name: name.name, keepOld });
  return edit ? { edit, name } : plainly(keepOld ? 'no way to ask for both names is known here' : 'it can have no other name here');
}

/**
 * The places that read a variable of the link by name, each once. Where they run in other services, too, so do the other places of those: a new
 * name that is set for one of a service's readers is there for all.
 */
function placesOf(usages: readonly ProjectUsage[], link: DiscoveryWish['link']): readonly Place[] {
  const known = groupBy(usages, ({ path, usage }) => JSON.stringify([path, usage.range.start]));
  const all = [...known.values()].flatMap((here): readonly Place[] => {
    const [first] = here;
    if (first?.usage.form !== 'literal') return [];
    const owners = here.flatMap((one) => (one.service === null ? [] : one.links));
    const setBy = here.flatMap(({ service, meantFor }) =>
      service !== null && (meantFor === 'environment' || meantFor === 'image') ? [service] : [],
    );
    return [{ usage: first.usage, path: first.path, owners, bound: here.flatMap((one) => one.bound), setBy }];
  });
  const links = new Set([keyOf(link)]);
  for (let size = 0; size < links.size;) {
    size = links.size;
    const reached = all.filter(({ owners }) => owners.some((one) => links.has(keyOf(one))));
    for (const { owners } of reached) for (const one of owners) links.add(keyOf(one));
  }
  return all.filter(({ owners }) => owners.some((one) => links.has(keyOf(one))));
}

function keyOf({ compose, service, raw }: Pick<UsedLink, 'compose' | 'service' | 'raw'>): string {
  return JSON.stringify([compose, service, raw]);
}

function linksOf(places: readonly Place[], link: DiscoveryWish['link']): readonly RewrittenLink[] {
  const owners = places.flatMap((place) => place.owners);
  const all = owners.map(({ compose, service, raw, range }): RewrittenLink => ({ path: compose, service, raw, range }));
  const own = all.filter(({ path, service, raw }) => path === link.compose && service === link.service && raw === link.raw);
  return [...new Map([...own, ...all].map((one) => [JSON.stringify([one.path, one.service, one.raw]), one])).values()];
}

/** Whether a place stands behind the new name already, as its fallback. */
function asksAlready({ usage: { name, range } }: Place, alias: string, text: string | null): boolean {
  const line = text?.split('\n')[range.start.line] ?? '';
  const ports = readBack(name, [alias])?.port ?? null;
  const known = [new Set<string>(), new Set([`${linkPrefix(alias)}_PORT`])];
  const names = known.flatMap((taken) => [
    discoveryName(name, alias, { ports: [], taken })?.name,
    discoveryName(name, alias, { ports: ports === null ? [] : [ports - 1], taken })?.name,
  ]);
  return names.some((each) => each !== undefined && each !== name && asksFor(each, line));
}

/** Whether a line reads a variable, as far as a look at it tells; a key or a local variable of that name does not. */
function asksFor(name: string, line: string): boolean {
  return new RegExp(`(?:["'\`]|\\benv\\??\\.|\\$[({]?)${name}\\b(?!["'\`]\\]?\\s*(?::|=>|=(?!=)))`).test(line);
}

/** What code reads for something else, or services set themselves. A name that a link sets is no answer to whether the new name is set, which is asked where the old one stays. */
function takenBy({ usages, environmentOf, aliasesOf, keepOld }: DiscoveryWish, places: readonly Place[]): ReadonlySet<string> {
  const owners = places.flatMap((place) => place.owners);
  const set = owners.flatMap(({ compose, service }) => environmentOf(compose, service));
  const aliases = keepOld ? owners.flatMap(({ compose, service }) => aliasesOf(compose, service)) : [];
  return new Set([...usages.map(({ usage }) => usage.name), ...set, ...aliases.map((alias) => `${linkPrefix(alias)}_PORT`)]);
}

/** The new names by the old ones; null for one that somebody has taken already. */
function namesOf(places: readonly Place[], alias: string, taken: ReadonlySet<string>): ReadonlyMap<string, DiscoveryName | null> {
  const old = [...new Set(places.map(({ usage }) => usage.name))];
  const ports = [...new Set(old.flatMap((name) => readBack(name, [alias])?.port ?? []))];
  const found = old.flatMap((name) => discoveryName(name, alias, { ports, taken }) ?? []);
  return new Map(found.map((one) => [one.old, taken.has(one.name) ? null : one]));
}

/** What each service has to be given, by its compose file. */
function settingsOf(done: readonly Done[]): ReadonlyMap<string, ReadonlyMap<string, readonly Setting[]>> {
  const files = new Map<string, Map<string, Setting[]>>();
  for (const { owners, name } of done) {
    for (const { compose, service } of owners) {
      const services = files.get(compose) ?? new Map<string, Setting[]>();
      files.set(compose, services);
      const settings = services.get(service) ?? [];
      services.set(service, settings);
      if (!settings.some((one) => one.name === name.name)) settings.push({ name: name.name, value: name.value });
    }
  }
  return files;
}

/** One service after the other, each proved on the text that the one before left; the whole as one edit where there are several. */
function withServices(path: string, text: string | null, services: ReadonlyMap<string, readonly Setting[]>): FileEdits | string {
  if (text === null) return `${path} cannot be read.`;
  const [first, ...others] = services;
  if (!first) return { path, edits: [], text };
  const done = withSettings(text, first[0], first[1]);
  if (typeof done === 'string') return done;
  let last = done.text;
  const edits: TextEdit[] = [...done.edits];
  for (const [service, settings] of others) {
    // Edits of different services do not touch each other, so each may be made for the text as it was.
    const own = withSettings(text, service, settings);
    const together = withSettings(last, service, settings);
    if (typeof own === 'string') return own;
    if (typeof together === 'string') return together;
    edits.push(...own.edits);
    last = together.text;
  }
  return applyEdits(text, edits) === last ? { path, edits, text: last } : 'The file is written in a style that no small edit fits.';
}

function editedFile(path: string, text: string, edits: readonly TextEdit[]): FileEdits {
  return { path, edits, text: applyEdits(text, edits) };
}

function count(places: number): string {
  return `${places} reader${places === 1 ? '' : 's'}`;
}
