import type { UsageFinding } from '../../domain/usages/findings.ts';
import type { UsedLink } from '../../domain/usages/projectUsages.ts';
import { linksOfVariable } from '../../model/linksOfVariable.ts';
import { readersOfLink, readersOfVariable } from '../../model/readers.ts';
import type { Readers } from '../../model/readers.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Position, Range } from '../../syntax/text.ts';

/** A place in some document. */
export interface Spot {
  readonly uri: string;
  readonly range: Range;
}

/** What is asked about: a place of a document, and the word there that may be a variable's name. */
export interface Asked {
  readonly uri: string;
  readonly position: Position;
  readonly word: string | null;
}

/** What reads the link, or the variable, at a place, and where that is written. */
export interface Referenced {
  readonly declarations: readonly Spot[];
  /** Null while nobody has searched. */
  readonly readers: Readers | null;
}

/** What refers to what stands at a place: a link's item in a compose file, or the name of a variable that a link gives; null for anything else. */
export function referencesAt(snapshot: Snapshot, { uri, position, word }: Asked): Referenced | null {
  const file = snapshot.files.find((one) => one.uri === uri);
  const item = file?.kind === 'compose' ? file.links.find(({ link }) => contains(link.range, position)) : undefined;
  if (item) {
    const readers = readersOfLink(snapshot, { file: { uri }, link: item.link });
    return { declarations: [{ uri, range: item.link.range }], readers };
  }
  const links = word === null ? [] : linksOfVariable(snapshot, word, uri);
  if (word === null || links.length === 0) return null;
  const declarations = links.flatMap(({ file: { uri: compose, compose: written }, link }) => {
    const own = written.services.find(({ name }) => name === link.service)?.environment.filter(({ name }) => name === word) ?? [];
    return [link.range, ...own.map(({ range }) => range)].map((range) => ({ uri: compose, range }));
  });
  return { declarations, readers: readersOfVariable(snapshot, word, links) };
}

/** The readers' places, each once, by file. */
export function spotsOf({ places }: Readers): readonly Spot[] {
  const spots = places.map(({ path, usage }): Spot => ({ uri: path, range: usage.range }));
  return [...new Map(spots.map((spot) => [JSON.stringify(spot), spot])).values()];
}

/** What a search came to, in one sentence. */
export function foundWords({ usages }: Snapshot): string {
  const read = (usages?.usages ?? []).filter(({ links, meant }) => links.length > 0 || meant !== null);
  const spots = new Set(read.map(({ path, usage }) => JSON.stringify([path, usage.range.start])));
  const files = new Set(read.map(({ path }) => path)).size;
  const missed = usages && usages.unsearched.length > 0 ? ` Not searched: ${usages.unsearched.join(', ')}.` : '';
  if (spots.size === 0) return `No code that was searched reads a variable of a link.${missed}`;
  return `${spots.size} place${spots.size === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'} read variables of links.${missed}`;
}

/** The findings of each file that has some. */
export function findingsByFile({ usages }: Snapshot): ReadonlyMap<string, readonly UsageFinding[]> {
  const files = new Map<string, UsageFinding[]>();
  for (const finding of usages?.findings ?? []) {
    const known = files.get(finding.path);
    if (known) known.push(finding);
    else files.set(finding.path, [finding]);
  }
  return files;
}

/** The links whose readers can be had to ask for other names, at a place: where a reader or the link itself is. */
export function rewritableAt({ usages, files }: Snapshot, uri: string, { start, end }: Range): readonly UsedLink[] {
  const touches = (range: Range): boolean => contains(range, start) || contains(range, end) || contains({ start, end }, range.start);
  const literal = (usages?.usages ?? []).filter(({ usage, service }) => usage.form === 'literal' && service !== null);
  const here = literal.filter(({ path, usage }) => path === uri && touches(usage.range)).flatMap(({ links }) => links);
  const file = files.find((one) => one.uri === uri);
  const items = file?.kind === 'compose' ? file.links.filter(({ link }) => touches(link.range)) : [];
  const written = items.flatMap(({ link }) => {
    const used = { ...link, compose: uri };
    return literal.some(({ links }) => links.some((one) => keyOf(one) === keyOf(used))) ? [used] : [];
  });
  return [...new Map([...here, ...written].map((link) => [keyOf(link), link])).values()];
}

function keyOf({ compose, service, raw }: UsedLink): string {
  return JSON.stringify([compose, service, raw]);
}
