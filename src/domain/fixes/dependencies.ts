import { splitColons } from '../../syntax/compose/fields.ts';
import { Maps, follow } from '../../syntax/compose/follow.ts';
import type { YamlEntry, YamlMap, YamlScalar, YamlSeq } from '../../syntax/yaml/tree.ts';
import {
  Unsuitable,
  columnOf,
  entryOf,
  indentOf,
  isPlain,
  put,
  putAbove,
  putBelow,
  putInBrackets,
  scalar,
  scalars,
  takeLine,
  withDash,
} from './page.ts';
import type { Page } from './page.ts';

/** What happens to one receiver: the starts of the items that go, and the services it must then depend on. */
export interface ReceiverChange {
  readonly map: YamlMap;
  readonly items: ReadonlySet<number>;
  readonly dependencies: readonly string[];
  /** Whether the service says nothing of `depends_on` yet, neither itself nor through a merge key. */
  readonly noDependencies: boolean;
  /** Whether a merge key brings other links where the service has no list of its own. */
  readonly hidesLinks: boolean;
  /** The services that have the list by its anchor: their `links` keys, with their maps; null where the anchor stands for something else, too. */
  readonly sharers: readonly Sharer[] | null;
  /** What else the dependencies say, by service; without it they have the short form. */
  readonly forms?: Forms;
  readonly step: string;
}

/** A map whose `links` are a reference to a list elsewhere. */
export interface Sharer {
  readonly map: YamlMap;
  readonly key: YamlScalar;
}

/** What each dependency says: `condition: service_started` and the like. */
export type Forms = ReadonlyMap<string, readonly string[]>;

const STARTED: readonly string[] = ['condition: service_started'];

/** Takes links out of a service and puts the start order they gave into `depends_on`. */
export function editReceiver(page: Page, change: ReceiverChange): void {
  const links = entryOf(change.map, 'links');
  if (links?.value?.kind !== 'seq' || links.value.tag) throw new Unsuitable('The links are not a simple list.');
  const items = scalars(links.value.items);
  const all = items.every(({ span }) => change.items.has(span.start));
  if (links.value.anchor) {
    const sharers = all ? sharersToTurn(change) : null;
    if (!sharers) throw new Unsuitable('The links are shared through an anchor; written out at each service they can be replaced.');
    turnIntoDependencies(page, links.key, { list: links.value, items, wanted: new Set(change.dependencies) });
    for (const { key } of sharers) put(page, key.span.start, key.span.end, 'depends_on');
    return;
  }
  // A service without any key is none.
  const only = change.map.style === 'block' && change.map.entries.length === 1 && change.dependencies.length === 0;
  if (all && (change.hidesLinks || only)) {
    addDependencies(page, change, links.key, links.value);
    emptyList(page, links.key, links.value, items);
    return;
  }
  if (all && change.dependencies.length > 0 && !change.forms && change.noDependencies && !entryOf(change.map, 'depends_on')) {
    turnIntoDependencies(page, links.key, { list: links.value, items, wanted: new Set(change.dependencies) });
    return;
  }
  if (all && change.map.style === 'flow' && change.dependencies.length > 0 && change.noDependencies && !entryOf(change.map, 'depends_on')) {
    refuseComments(page, links.key.span.start, links.span.end);
    put(page, links.key.span.start, links.span.end, `depends_on: ${bracketedDependencies(change)}`);
    return;
  }
  addDependencies(page, change, links.key, links.value);
  if (all && change.map.style === 'flow') takeEntry(page, change.map, links);
  else if (all) takeList(page, links.key, links.value, items);
  else takeItems(page, links.value, items, change.items);
}

/** Those whose references become dependencies together with the list; null where one of them has other dependencies, or more is to be said of these. */
function sharersToTurn({ map, dependencies, forms, noDependencies, hidesLinks, sharers }: ReceiverChange): readonly Sharer[] | null {
  const isPlain = dependencies.length > 0 && !forms && noDependencies && !hidesLinks;
  const isFree = [map, ...(sharers ?? []).map((each) => each.map)].every((each) => !entryOf(each, 'depends_on'));
  return isPlain && isFree ? sharers : null;
}

/** Where the links begin that a merge key brings where a map has no list of its own. */
export function mergedLinks(map: YamlMap): readonly number[] {
  const entries = map.entries.filter(({ key }) => key.text !== 'links');
  const links = new Maps().get({ node: { ...map, entries }, own: true }, 'links')?.entry.value ?? null;
  const list = follow(links, true)?.node;
  return list?.kind === 'seq' ? list.items.flatMap((item) => item?.span.start ?? []) : [];
}

interface LinkList {
  readonly list: YamlSeq;
  readonly items: readonly YamlScalar[];
  /** The services that are to be depended on. */
  readonly wanted: ReadonlySet<string>;
}

/** `links:` becomes `depends_on:`, its items lose their aliases; comments and quotes stay where they are. */
function turnIntoDependencies(page: Page, key: YamlScalar, { list, items, wanted }: LinkList): void {
  put(page, key.span.start, key.span.end, 'depends_on');
  const seen = new Set<string>();
  const twice = new Set<number>();
  for (const item of items) {
    const target = splitColons(item.text)[0] ?? '';
    if (seen.has(target) || !wanted.has(target)) twice.add(item.span.start);
    else if (target !== item.text) cutAlias(page, item, target);
    seen.add(target);
  }
  takeItems(page, list, items, twice);
}

function cutAlias(page: Page, item: YamlScalar, target: string): void {
  const { start, end } = item.span;
  const quote = item.style === 'plain' ? 0 : 1;
  const written = page.text.slice(start + quote, end - quote);
  if (written !== item.text || (quote === 0 && !isPlain(target))) put(page, start, end, scalar(target));
  else put(page, start + quote + target.length, end - quote, '');
}

export function takeList(page: Page, key: YamlScalar, list: YamlSeq, items: readonly YamlScalar[]): void {
  if (list.style === 'flow') {
    refuseComments(page, key.span.start, list.span.end);
    takeLine(page, { start: key.span.start, end: list.span.end });
    return;
  }
  takeLine(page, { start: key.span.start, end: page.text.indexOf(':', key.span.end) + 1 });
  for (const { span } of items) takeLine(page, withDash(page, span));
}

/** Leaves a list without items. */
function emptyList(page: Page, key: YamlScalar, { style, span }: YamlSeq, items: readonly YamlScalar[]): void {
  if (style === 'flow') {
    refuseComments(page, span.start, span.end);
    put(page, span.start + 1, span.end - 1, '');
    return;
  }
  const behind = page.text.indexOf(':', key.span.end) + 1;
  put(page, behind, behind, ' []');
  for (const item of items) takeLine(page, withDash(page, item.span));
}

/** Takes a key with its value out of a map in brackets, which has other keys. */
export function takeEntry(page: Page, { entries }: YamlMap, entry: YamlEntry): void {
  const index = entries.indexOf(entry);
  const next = entries[index + 1];
  const before = entries[index - 1];
  const start = next || !before ? entry.key.span.start : before.span.end;
  const end = next ? next.key.span.start : entry.span.end;
  refuseComments(page, start, end);
  put(page, start, end, '');
}

export function takeItems(page: Page, list: YamlSeq, items: readonly YamlScalar[], gone: ReadonlySet<number>): void {
  let kept: YamlScalar | null = null;
  for (const [index, item] of items.entries()) {
    if (!gone.has(item.span.start)) {
      kept = item;
      continue;
    }
    if (list.style === 'block') {
      takeLine(page, withDash(page, item.span));
      continue;
    }
    const start: number = kept ? (items[index - 1]?.span.end ?? 0) : item.span.start;
    const end = kept ? item.span.end : (items[index + 1]?.span.start ?? item.span.end);
    refuseComments(page, start, end);
    put(page, start, end, '');
  }
}

function refuseComments({ text }: Page, start: number, end: number): void {
  if (/[#\r\n]/.test(text.slice(start, end))) throw new Unsuitable('A list in brackets runs over several lines.');
}

function addDependencies(page: Page, change: ReceiverChange, key: YamlScalar, links: YamlSeq): void {
  const { map, dependencies, noDependencies, forms, step } = change;
  if (dependencies.length === 0) return;
  const own = entryOf(map, 'depends_on');
  if (own) {
    appendDependencies(page, own, change);
    return;
  }
  if (!noDependencies) throw new Unsuitable('`depends_on` comes through a merge key.');
  if (map.style === 'flow') {
    put(page, key.span.start, key.span.start, `depends_on: ${bracketedDependencies(change)}, `);
    return;
  }
  const indent = indentOf(page, key.span.start);
  if (forms) {
    putAbove(page, key.span.start, [`${indent}depends_on:`, ...formLines(dependencies, forms, { indent: indent + step, step })]);
    return;
  }
  const first = links.items[0];
  const dash = links.style === 'block' && first ? ' '.repeat(columnOf(page, withDash(page, first.span).start)) : indent + step;
  putAbove(page, key.span.start, [`${indent}depends_on:`, ...dependencies.map((name) => `${dash}- ${scalar(name)}`)]);
}

function bracketedDependencies({ dependencies, forms }: ReceiverChange): string {
  return forms ? `{${inBraces(dependencies, forms)}}` : `[${dependencies.map(scalar).join(', ')}]`;
}

interface Indents {
  readonly indent: string;
  readonly step: string;
}

function formLines(names: readonly string[], forms: Forms, { indent, step }: Indents): readonly string[] {
  return names.flatMap((name) => [`${indent}${scalar(name)}:`, ...(forms.get(name) ?? STARTED).map((line) => `${indent}${step}${line}`)]);
}

function inBraces(names: readonly string[], forms: Forms = new Map()): string {
  return names.map((name) => `${scalar(name)}: {${(forms.get(name) ?? STARTED).join(', ')}}`).join(', ');
}

/** Appends to what a service depends on already; a list becomes a map where a short form does not do. */
export function appendDependencies(page: Page, { key, value: node }: YamlEntry, { dependencies: names, forms, step }: Appended): void {
  if (node?.anchor || node?.tag) throw new Unsuitable('`depends_on` is shared through an anchor or has a tag.');
  if (node?.kind === 'seq') {
    if (forms) listToForms(page, key, { list: node, names, forms, step });
    else appendNames(page, node, names);
    return;
  }
  if (node?.kind !== 'map') throw new Unsuitable('`depends_on` is not a list or map of its own.');
  const last = node.entries.at(-1);
  if (node.entries.some(({ key: { text } }) => text === '<<')) throw new Unsuitable('`depends_on` has a merge key.');
  if (node.style === 'flow') {
    putInBrackets(page, node, last?.span, inBraces(names, forms));
  } else if (last) {
    const indent = indentOf(page, last.key.span.start);
    putBelow(page, last.span.end, formLines(names, forms ?? new Map(), { indent, step }));
  }
}

type Appended = Pick<ReceiverChange, 'dependencies' | 'forms' | 'step'>;

interface Formed {
  readonly list: YamlSeq;
  readonly names: readonly string[];
  readonly forms: Forms;
  readonly step: string;
}

/** Those that stood in the list keep their meaning (compose-spec `05-services.md`, depends_on). */
function listToForms(page: Page, key: YamlScalar, { list, names, forms, step }: Formed): void {
  const items = scalars(list.items);
  if (list.style === 'flow') {
    put(page, list.span.start, list.span.start + 1, '{');
    for (const { span } of items) put(page, span.end, span.end, `: {${STARTED.join(', ')}}`);
    put(page, list.span.end - 1, list.span.end, `${items.length > 0 ? ', ' : ''}${inBraces(names, forms)}}`);
    return;
  }
  const keyIndent = indentOf(page, key.span.start);
  for (const [index, item] of items.entries()) {
    const whole = withDash(page, item.span);
    const own = indentOf(page, whole.start);
    const indent = own.length > keyIndent.length ? own : keyIndent + step;
    put(page, whole.start, whole.end, `${indent.slice(own.length)}${page.text.slice(item.span.start, item.span.end)}:`);
    const more = index === items.length - 1 ? formLines(names, forms, { indent, step }) : [];
    putBelow(page, whole.end, [...STARTED.map((line) => `${indent}${step}${line}`), ...more]);
  }
}

/** Appends names to a list of either style. */
export function appendNames(page: Page, list: YamlSeq, names: readonly string[]): void {
  if (list.anchor || list.tag) throw new Unsuitable('A list is shared through an anchor or has a tag.');
  const last = scalars(list.items).at(-1);
  if (list.style === 'flow') {
    putInBrackets(page, list, last?.span, names.map(scalar).join(', '));
  } else if (last) {
    const indent = indentOf(page, withDash(page, last.span).start);
    putBelow(
      page,
      last.span.end,
      names.map((name) => `${indent}- ${scalar(name)}`),
    );
  }
}
