/*
 * What is wrong with an edited compose file, found without any code of the product: by lines that are compared here, and by the `yaml` package.
 */
import { isDeepStrictEqual } from 'node:util';
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { LINK_KEYS, heldBy, toldBy, withoutKeys } from './documents.ts';
import { hunksOf, linesOf, slidesOf } from './lines.ts';
import type { LineSpan } from './lines.ts';
import { isAside, textFaults } from './textFaults.ts';
import type { EditedText } from './textFaults.ts';

/** A file before and after edits. */
export interface EditedFile extends EditedText {
  /** Keys that may change beside those that take a link's place; networks may go where they are among them. */
  readonly keys: readonly string[];
  /** An alias in whose place settings say the name of a service. */
  readonly word?: { readonly alias: string; readonly name: string };
}

/** What a v1 file says by other keys than a file with `services:`. */
const V1_KEYS = ['net', 'network_mode', 'build', 'dockerfile', 'log_driver', 'log_opt', 'logging', 'volumes_from', 'volumes'];

/** Each a sentence without a full stop; none for a file that is edited as it should be. */
export function faultsOf(file: EditedFile): readonly string[] {
  const { word } = file;
  const [was, is] = [file.before, file.after].map((text) => read(word ? text.replaceAll(word.alias, word.name) : text));
  if (!was || !is) return [];
  if (was.document.errors.length > 0) return textFaults(file);
  const errors = is.document.errors.map(({ message }) => `it does not parse: ${message}`);
  return [...textFaults(file), ...(errors.length > 0 ? errors : [...placeFaults(file, was, is), ...dataFaults(file, was, is)])];
}

interface Reading {
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly data: unknown;
}

function read(text: string): Reading {
  const lines = new LineCounter();
  const document = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: 'silent', lineCounter: lines });
  return { text, document, lines, data: document.errors.length > 0 ? null : (document.toJS({ maxAliasCount: -1 }) as unknown) };
}

/** Whether a v1 file was put below `services:`. */
function isWrapped(was: Reading, is: Reading): boolean {
  return toldBy(was.data).v1 && !toldBy(is.data).v1;
}

/** What differs stands in the keys that may change; a v1 file that is put below `services:` is compared without the blanks at the ends of its lines. */
function placeFaults({ keys }: EditedFile, was: Reading, is: Reading): readonly string[] {
  const wrapped = isWrapped(was, is);
  const allowed = new Set([...LINK_KEYS, ...keys, ...(wrapped ? V1_KEYS : [])]);
  const compared = ({ text }: Reading) => linesOf(text).map((line) => (wrapped ? line.trim() : line.replace(/[\r\n]+$/, '')));
  const [old, now] = [compared(was), compared(is)];
  const [oldPlaces, nowPlaces] = [linesIn(was, allowed), linesIn(is, allowed)];
  const strange = (lines: readonly string[], places: ReadonlySet<number>, { start, end }: LineSpan) =>
    lines.slice(start, end).filter((line, at) => !places.has(start + at) && !isAside(line) && !(wrapped && line === 'services:'));
  const hunks = hunksOf(old, now, (line) => (oldPlaces.has(line) ? 1 : old.length + 1));
  return hunks.flatMap((hunk) => {
    const all = slidesOf(hunk, old, now).map((each) => [...strange(old, oldPlaces, each.old), ...strange(now, nowPlaces, each.now)]);
    const [fewest = []] = all.sort((a, b) => a.length - b.length);
    return fewest.map((line) => `line ${String(hunk.old.start + 1)} differs, outside the keys of links: ${JSON.stringify(line)}`);
  });
}

/** The lines, from 0, in which these keys and their values stand. */
function linesIn({ text, document, lines }: Reading, keys: ReadonlySet<string>): ReadonlySet<number> {
  const found = new Set<number>();
  const visit = (node: unknown): void => {
    if (isSeq(node)) node.items.forEach(visit);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      visit(value);
      if (!isScalar(key) || !keys.has(String(key.value)) || !key.range) continue;
      const [start, keyEnd] = key.range;
      const end = (isNode(value) ? value.range?.[1] : null) ?? keyEnd;
      const last = start + text.slice(start, end).trimEnd().length;
      for (let line = lines.linePos(start).line; line <= lines.linePos(last).line; line++) found.add(line - 1);
    }
  };
  visit(document.contents);
  return found;
}

/** Apart from what takes the place of links both say the same, and what was said of order and networks is still said. */
function dataFaults({ keys }: EditedFile, was: Reading, is: Reading): readonly string[] {
  const wrapped = isWrapped(was, is);
  const [before, after] = [toldBy(was.data), toldBy(is.data)];
  const [one, other] = [
    withoutKeys(wrapped ? before.asServices : before.data, keys),
    withoutKeys(wrapped ? after.asWrapped : after.data, keys),
  ];
  const held = new Set(heldBy(is.data));
  const lost = heldBy(was.data).filter((each) => !held.has(each) && !(keys.includes('networks') && each.includes('/networks/')));
  return [...differences(one, other, ''), ...lost.map((each) => `${each} is no longer there`)];
}

function differences(one: unknown, other: unknown, path: string): readonly string[] {
  if (isDeepStrictEqual(one, other)) return [];
  const [a, b] = [one, other].map((each) =>
    typeof each === 'object' && each !== null ? (each as Readonly<Record<string, unknown>>) : null,
  );
  const words = (value: unknown) => (value === undefined ? 'not there' : JSON.stringify(value));
  if (!a || !b) return [`${path} was ${words(one)}, now ${words(other)}`];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => differences(a[key], b[key], `${path}/${key}`));
}
