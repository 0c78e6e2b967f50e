import type { YamlEntry, YamlMap, YamlSeq } from '../../syntax/yaml/tree.ts';
import { appendNames } from './dependencies.ts';
import { Unsuitable, entryOf, indentOf, put, putAbove, putBelow, putInBrackets, scalar, scalars, withDash } from './page.ts';
import type { Page } from './page.ts';

/** What happens to one source: the aliases it gets, by network; on a network without any it is from now on. */
export interface SourceChange {
  readonly map: YamlMap;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** The entry whose place the networks take. */
  readonly instead?: YamlEntry | null;
  /** Whether the service says nothing of `networks` yet, neither itself nor through a merge key. */
  readonly noNetworks: boolean;
  readonly step: string;
}

/** Gives a service network aliases; without `networks` it stays on `default`, a list of networks becomes a map. */
export function editSource(page: Page, change: SourceChange): void {
  const { map, aliases, noNetworks, step } = change;
  if (aliases.size === 0) return;
  const networks = entryOf(map, 'networks');
  if (!networks || networks === change.instead) {
    if (!networks && !noNetworks) throw new Unsuitable('The source has its networks through an anchor or merge key.');
    addNetworks(page, change);
    return;
  }
  const { value } = networks;
  if (value?.anchor || value?.tag) throw new Unsuitable('The networks of the source are shared through an anchor or have a tag.');
  if (value?.kind === 'seq') {
    if ([...aliases.values()].every((names) => names.length === 0)) appendNames(page, value, [...aliases.keys()]);
    else if (value.style === 'block') blockListToMap(page, networks, value, { aliases, step });
    else flowListToMap(page, value, aliases);
  } else if (value?.kind === 'map') {
    for (const [network, names] of aliases) {
      const entry = entryOf(value, network);
      if (entry) addToNetwork(page, entry, value.style, { names, step });
      else addNetwork(page, value, network, { names, step });
    }
  } else {
    throw new Unsuitable('The source has its networks through an anchor or merge key.');
  }
}

function addNetworks(page: Page, { map, aliases, instead, step }: SourceChange): void {
  const last = map.entries.at(-1);
  const plain = [...aliases.values()].every((names) => names.length === 0);
  if (map.style === 'flow') {
    const inner = [...aliases].map(([network, names]) => (plain ? scalar(network) : inBraces(network, names))).join(', ');
    const text = `networks: ${plain ? `[${inner}]` : `{${inner}}`}`;
    if (instead) put(page, instead.span.start, instead.span.end, text);
    else putInBrackets(page, map, last?.span, text);
    return;
  }
  const first = map.entries[0];
  if (!first || !last) throw new Unsuitable('The source is empty.');
  const indent = indentOf(page, first.key.span.start);
  const inner = [...aliases].flatMap(([network, names]) =>
    plain ? [`${indent}${step}- ${scalar(network)}`] : networkLines(indent + step, network, { names, step }),
  );
  const lines = [`${indent}networks:`, ...inner];
  if (!instead) putBelow(page, last.span.end, lines);
  else put(page, instead.span.start, instead.span.end, lines.join(page.eol).slice(indent.length));
}

interface Named {
  readonly names: readonly string[];
  readonly step: string;
}

function networkLines(indent: string, network: string, { names, step }: Named): readonly string[] {
  return [`${indent}${scalar(network)}:`, ...(names.length > 0 ? aliasLines(indent + step, names, step) : [])];
}

function inBraces(network: string, names: readonly string[]): string {
  return `${scalar(network)}: ${names.length > 0 ? `{aliases: ${bracketed(names)}}` : 'null'}`;
}

function addNetwork(page: Page, map: YamlMap, network: string, named: Named): void {
  const last = map.entries.at(-1);
  if (map.entries.some(({ key }) => key.text === '<<')) throw new Unsuitable('The networks have a merge key.');
  if (map.style === 'flow') putInBrackets(page, map, last?.span, inBraces(network, named.names));
  else if (last) putBelow(page, last.span.end, networkLines(indentOf(page, last.key.span.start), network, named));
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
  const all = scalars(list.items);
  const has = new Set(all.map(({ text }) => text));
  for (const [index, item] of all.entries()) {
    const whole = withDash(page, item.span);
    const indent = indentOf(page, whole.start);
    const pad = indent.length > keyIndent.length ? '' : step;
    put(page, whole.start, whole.end, `${pad}${page.text.slice(item.span.start, item.span.end)}:`);
    const names = aliases.get(item.text) ?? [];
    const more = index === all.length - 1 ? [...aliases].filter(([network]) => !has.has(network)) : [];
    const lines = [
      ...(names.length > 0 ? aliasLines(indent + pad + step, names, step) : []),
      ...more.flatMap(([network, own]) => networkLines(indent + pad, network, { names: own, step })),
    ];
    if (lines.length > 0) putBelow(page, whole.end, lines);
  }
}

function flowListToMap(page: Page, { span, items }: YamlSeq, aliases: SourceChange['aliases']): void {
  put(page, span.start, span.start + 1, '{');
  const all = scalars(items);
  for (const item of all) {
    const names = aliases.get(item.text) ?? [];
    put(page, item.span.end, item.span.end, names.length > 0 ? `: {aliases: ${bracketed(names)}}` : ': null');
  }
  const has = new Set(all.map(({ text }) => text));
  const more = [...aliases].filter(([network]) => !has.has(network)).map(([network, names]) => inBraces(network, names));
  put(page, span.end - 1, span.end, `${more.length > 0 && all.length > 0 ? ', ' : ''}${more.join(', ')}}`);
}

function addToNetwork(page: Page, { key, value }: YamlEntry, style: YamlMap['style'], { names, step }: Named): void {
  if (names.length === 0) return;
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
