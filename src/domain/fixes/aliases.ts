import type { YamlEntry, YamlMap, YamlSeq } from '../../syntax/yaml/tree.ts';
import { appendNames } from './dependencies.ts';
import { Unsuitable, entryOf, indentOf, put, putAbove, putBelow, putInBrackets, scalar, scalars, withDash } from './page.ts';
import type { Page } from './page.ts';

/** What happens to one source: the aliases it gets, by network. */
export interface SourceChange {
  readonly map: YamlMap;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Whether the service says nothing of `networks` yet, neither itself nor through a merge key. */
  readonly noNetworks: boolean;
  readonly step: string;
}

/** Gives a service network aliases; without `networks` it stays on `default`, a list of networks becomes a map. */
export function editSource(page: Page, { map, aliases, noNetworks, step }: SourceChange): void {
  if (aliases.size === 0) return;
  const networks = entryOf(map, 'networks');
  if (!networks) {
    if (!noNetworks) throw new Unsuitable('The source has its networks through an anchor or merge key.');
    addNetworks(page, map, aliases.get('default') ?? [], step);
    return;
  }
  const { value } = networks;
  if (value?.anchor || value?.tag) throw new Unsuitable('The networks of the source are shared through an anchor or have a tag.');
  if (value?.kind === 'seq') {
    if (value.style === 'block') blockListToMap(page, networks, value, { aliases, step });
    else flowListToMap(page, value, aliases);
  } else if (value?.kind === 'map') {
    for (const [network, names] of aliases) addToNetwork(page, entryOf(value, network), value.style, { names, step });
  } else {
    throw new Unsuitable('The source has its networks through an anchor or merge key.');
  }
}

function addNetworks(page: Page, map: YamlMap, names: readonly string[], step: string): void {
  const last = map.entries.at(-1);
  if (map.style === 'flow') {
    putInBrackets(page, map, last?.span, `networks: {default: {aliases: ${bracketed(names)}}}`);
    return;
  }
  const first = map.entries[0];
  if (!first || !last) throw new Unsuitable('The source is empty.');
  const indent = indentOf(page, first.key.span.start);
  putBelow(page, last.span.end, [`${indent}networks:`, `${indent}${step}default:`, ...aliasLines(indent + step + step, names, step)]);
}

function aliasLines(indent: string, names: readonly string[], step: string): readonly string[] {
  return [`${indent}aliases:`, ...names.map((name) => `${indent}${step}- ${scalar(name)}`)];
}

function bracketed(names: readonly string[]): string {
  return `[${names.map(scalar).join(', ')}]`;
}

type Wanted = Pick<SourceChange, 'aliases' | 'step'>;

function blockListToMap(page: Page, { key }: YamlEntry, list: YamlSeq, { aliases, step }: Wanted): void {
  const keyIndent = indentOf(page, key.span.start);
  for (const item of scalars(list.items)) {
    const whole = withDash(page, item.span);
    const indent = indentOf(page, whole.start);
    const pad = indent.length > keyIndent.length ? '' : step;
    put(page, whole.start, whole.end, `${pad}${page.text.slice(item.span.start, item.span.end)}:`);
    const names = aliases.get(item.text);
    if (names) putBelow(page, whole.end, aliasLines(indent + pad + step, names, step));
  }
}

function flowListToMap(page: Page, { span, items }: YamlSeq, aliases: SourceChange['aliases']): void {
  put(page, span.start, span.start + 1, '{');
  for (const item of scalars(items)) {
    const names = aliases.get(item.text);
    put(page, item.span.end, item.span.end, names ? `: {aliases: ${bracketed(names)}}` : ': null');
  }
  put(page, span.end - 1, span.end, '}');
}

function addToNetwork(
  page: Page,
  entry: YamlEntry | null,
  style: YamlMap['style'],
  { names, step }: { names: readonly string[]; step: string },
): void {
  if (!entry) throw new Unsuitable('The source has its networks through an anchor or merge key.');
  const { key, value } = entry;
  if (value?.anchor || value?.tag) throw new Unsuitable('The networks of the source are shared through an anchor or have a tag.');
  if (!value) {
    if (style === 'flow') throw new Unsuitable('The networks of the source are written in a style that no small edit fits.');
    putBelow(page, page.text.indexOf(':', key.span.end) + 1, aliasLines(indentOf(page, key.span.start) + step, names, step));
  } else if (value.kind === 'scalar' && value.value === null) {
    put(page, value.span.start, value.span.end, `{aliases: ${bracketed(names)}}`);
  } else if (value.kind === 'map') {
    addToOptions(page, value, names, step);
  } else {
    throw new Unsuitable('The source has its networks through an anchor or merge key.');
  }
}

function addToOptions(page: Page, options: YamlMap, names: readonly string[], step: string): void {
  const aliases = entryOf(options, 'aliases');
  const first = options.entries[0];
  if (aliases?.value?.kind === 'seq') {
    appendNames(page, aliases.value, names);
  } else if (aliases || entryOf(options, '<<')) {
    throw new Unsuitable('The aliases of the source are not a list of its own.');
  } else if (options.style === 'flow') {
    putInBrackets(page, options, options.entries.at(-1)?.span, `aliases: ${bracketed(names)}`);
  } else if (first) {
    putAbove(page, first.key.span.start, aliasLines(indentOf(page, first.key.span.start), names, step));
  }
}
