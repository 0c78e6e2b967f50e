import { splitColons } from '../../syntax/compose/fields.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../syntax/yaml/tree.ts';
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
  readonly step: string;
}

/** Takes links out of a service and puts the start order they gave into `depends_on`. */
export function editReceiver(page: Page, change: ReceiverChange): void {
  const links = entryOf(change.map, 'links');
  if (links?.value?.kind !== 'seq' || links.value.anchor || links.value.tag) throw new Unsuitable('The links are not a simple list.');
  const items = scalars(links.value.items);
  const all = items.every(({ span }) => change.items.has(span.start));
  if (all && change.noDependencies && !entryOf(change.map, 'depends_on')) {
    turnIntoDependencies(page, links.key, links.value, items);
    return;
  }
  addDependencies(page, change, links.key, links.value);
  if (all && change.map.style === 'flow') takeEntry(page, change.map, links);
  else if (all) takeList(page, links.key, links.value, items);
  else takeItems(page, links.value, items, change.items);
}

/** `links:` becomes `depends_on:`, its items lose their aliases; comments and quotes stay where they are. */
function turnIntoDependencies(page: Page, key: YamlScalar, list: YamlSeq, items: readonly YamlScalar[]): void {
  put(page, key.span.start, key.span.end, 'depends_on');
  const seen = new Set<string>();
  const twice = new Set<number>();
  for (const item of items) {
    const target = splitColons(item.text)[0] ?? '';
    if (seen.has(target)) twice.add(item.span.start);
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

function takeList(page: Page, key: YamlScalar, list: YamlSeq, items: readonly YamlScalar[]): void {
  if (list.style === 'flow') {
    refuseComments(page, key.span.start, list.span.end);
    takeLine(page, { start: key.span.start, end: list.span.end });
    return;
  }
  takeLine(page, { start: key.span.start, end: page.text.indexOf(':', key.span.end) + 1 });
  for (const { span } of items) takeLine(page, withDash(page, span));
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

function takeItems(page: Page, list: YamlSeq, items: readonly YamlScalar[], gone: ReadonlySet<number>): void {
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

function addDependencies(page: Page, { map, dependencies, noDependencies, step }: ReceiverChange, key: YamlScalar, links: YamlSeq): void {
  if (dependencies.length === 0) return;
  const own = entryOf(map, 'depends_on');
  if (own) {
    appendDependencies(page, own.value, dependencies, step);
    return;
  }
  if (!noDependencies) throw new Unsuitable('`depends_on` comes through a merge key.');
  if (map.style === 'flow') {
    put(page, key.span.start, key.span.start, `depends_on: [${dependencies.map(scalar).join(', ')}], `);
    return;
  }
  const indent = indentOf(page, key.span.start);
  const first = links.items[0];
  const dash = links.style === 'block' && first ? ' '.repeat(columnOf(page, withDash(page, first.span).start)) : indent + step;
  putAbove(page, key.span.start, [`${indent}depends_on:`, ...dependencies.map((name) => `${dash}- ${scalar(name)}`)]);
}

function appendDependencies(page: Page, node: YamlNode | null, names: readonly string[], step: string): void {
  if (node?.anchor || node?.tag) throw new Unsuitable('`depends_on` is shared through an anchor or has a tag.');
  if (node?.kind === 'seq') {
    appendNames(page, node, names);
    return;
  }
  if (node?.kind !== 'map') throw new Unsuitable('`depends_on` is not a list or map of its own.');
  const last = node.entries.at(-1);
  if (node.entries.some(({ key }) => key.text === '<<')) throw new Unsuitable('`depends_on` has a merge key.');
  if (node.style === 'flow') {
    const text = names.map((name) => `${scalar(name)}: {condition: service_started}`).join(', ');
    putInBrackets(page, node, last?.span, text);
  } else if (last) {
    const indent = indentOf(page, last.key.span.start);
    putBelow(
      page,
      last.span.end,
      names.flatMap((name) => [`${indent}${scalar(name)}:`, `${indent}${step}condition: service_started`]),
    );
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
