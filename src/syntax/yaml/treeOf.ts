import { isAlias, isMap, isScalar, isSeq } from './library.ts';
import type { Alias, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../text.ts';
import type { YamlAlias, YamlEntry, YamlMap, YamlNode, YamlDispute, YamlScalar, YamlSeq } from './tree.ts';

/** A tree and what was noticed while it was built. */
export interface Tree {
  readonly root: YamlNode | null;
  readonly duplicates: readonly YamlScalar[];
  readonly unknownAnchors: readonly YamlAlias[];
  readonly disputes: readonly YamlDispute[];
}

interface Walk {
  readonly text: string;
  readonly anchors: Map<string, YamlNode>;
  readonly duplicates: YamlScalar[];
  readonly unknownAnchors: YamlAlias[];
  readonly disputes: YamlDispute[];
}

/** Our own tree of what the parser library composed, in one pass; an anchor is known once its node has ended, so no tree holds itself. */
export function treeOf(contents: ParsedNode | null, text: string): Tree {
  const walk: Walk = { text, anchors: new Map(), duplicates: [], unknownAnchors: [], disputes: [] };
  const root = contents ? nodeOf(contents, walk) : null;
  return { root, duplicates: walk.duplicates, unknownAnchors: walk.unknownAnchors, disputes: walk.disputes };
}

function nodeOf(node: ParsedNode, walk: Walk): YamlNode | null {
  if (isAlias(node)) return aliasOf(node, walk);
  let made: YamlNode | null = null;
  if (isScalar(node)) made = isEmpty(node) ? null : scalarOf(node, walk);
  else if (isMap(node)) made = mapOf(node, walk);
  else if (isSeq(node)) made = seqOf(node, walk);
  if (made && node.anchor) walk.anchors.set(node.anchor, made);
  return made;
}

function isEmpty({ range, anchor, tag }: Scalar.Parsed): boolean {
  return range[0] === range[1] && !anchor && !tag;
}

const STYLES: Readonly<Record<string, YamlScalar['style']>> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function scalarOf(node: Scalar.Parsed, walk: Walk): YamlScalar {
  const style = (node.type && STYLES[node.type]) ?? 'plain';
  const [start, end] = node.range;
  // A `<<` under `%YAML 1.1` comes without its source.
  const text = (node.source as string | undefined) ?? walk.text.slice(start, end);
  return {
    kind: 'scalar',
    value: simple(node.value, text),
    text,
    style,
    span: style === 'literal' || style === 'folded' ? trimmed(node.range, walk.text) : { start, end },
    ...props(node),
  };
}

/** `%YAML 1.1` makes dates and merge keys of some scalars: to us they are texts. */
function simple(value: unknown, text: string): YamlScalar['value'] {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    case 'undefined':
    case 'object':
    case 'function':
    case 'symbol':
      return value === null ? null : text;
  }
}

function mapOf(node: YAMLMap.Parsed, walk: Walk): YamlMap {
  const entries = node.items.map((pair) => {
    const entry = entryOf(pair, walk);
    return node.flow ? inFlow(entry, walk) : entry;
  });
  noteDuplicates(node, entries, walk);
  const last = entries.at(-1);
  const span = node.flow || !last ? spanOf(node.range) : { start: node.range[0], end: last.span.end };
  return { kind: 'map', style: node.flow ? 'flow' : 'block', entries, span, ...props(node) };
}

/** Keys that are lists or maps are not compared. */
function noteDuplicates(node: YAMLMap.Parsed, entries: readonly YamlEntry[], { duplicates }: Walk): void {
  if (entries.length < 2) return;
  const seen = new Set<string>();
  for (const [index, { key }] of entries.entries()) {
    const before = seen.size;
    if (seen.add(key.text).size === before && isScalar(node.items[index]?.key)) duplicates.push(key);
  }
}

function entryOf({ key, value }: Pair<ParsedNode, ParsedNode | null>, walk: Walk): YamlEntry {
  const ourKey = keyOf(key, walk);
  if (!value) return { key: ourKey, value: null, span: ourKey.span };
  const ours = nodeOf(value, walk);
  return { key: ourKey, value: ours, span: { start: ourKey.span.start, end: ours?.span.end ?? unblanked(value.range[0], walk.text) } };
}

/** An entry between braces or brackets, where the Composes read some plain texts otherwise than YAML does. */
function inFlow(entry: YamlEntry, walk: Walk): YamlEntry {
  const { key, value } = entry;
  noteRefused(key, walk);
  if (value) noteRefused(value, walk);
  if (key.style !== 'plain') return entry;
  const colon = /^\s*:/.exec(walk.text.slice(key.span.end, value?.span.start))?.[0] ?? '';
  const next = walk.text[key.span.end + colon.length] ?? '';
  const joined = key.text + colon.replace(/\s*\n\s*/g, ' ');
  if (colon === '' || !/[,[\]{}]/.test(next)) return entry;
  const opens = /[[{]/.test(next);
  const message = opens
    ? `Compose 2 refuses \`${joined}${next}\`: a blank belongs behind the colon.`
    : `Compose 2 takes \`${joined}\` with its colon for the name, docker-compose 1.x does not: a blank belongs behind it.`;
  const span = { start: key.span.start, end: key.span.end + colon.length };
  walk.disputes.push({ refusedBy: opens ? 'go' : null, message, span });
  return opens ? entry : { ...entry, joined };
}

/** Neither Compose takes a plain text with a `?` there, nor one that begins with a colon. */
function noteRefused(node: YamlNode, { disputes }: Walk): void {
  if (node.kind !== 'scalar' || node.style !== 'plain' || !/^$|^:|\?/.test(node.text)) return;
  const what = node.text === '' ? 'a `:` or `?` that stands alone' : `\`${node.text}\` without quotes`;
  disputes.push({ refusedBy: 'both', message: `Between brackets or braces Compose refuses ${what}.`, span: node.span });
}

function keyOf(key: ParsedNode, walk: Walk): YamlScalar {
  const ours = nodeOf(key, walk);
  if (ours?.kind === 'scalar') return ours;
  const target = ours?.kind === 'alias' ? ours.target : null;
  const text = target?.kind === 'scalar' ? target.text : '';
  return { kind: 'scalar', value: text, text, style: 'plain', span: ours?.span ?? spanOf(key.range) };
}

function seqOf(node: YAMLSeq.Parsed, walk: Walk): YamlSeq {
  const items: (YamlNode | null)[] = [];
  let end = node.range[0];
  for (const item of node.items) {
    const ours = nodeOf(item, walk);
    if (node.flow && ours) noteRefused(ours, walk);
    items.push(ours);
    end = ours?.span.end ?? unblanked(item.range[0], walk.text);
  }
  const span = node.flow ? spanOf(node.range) : { start: node.range[0], end };
  return { kind: 'seq', style: node.flow ? 'flow' : 'block', items, span, ...props(node) };
}

function aliasOf({ source, range }: Alias.Parsed, walk: Walk): YamlAlias {
  const alias: YamlAlias = { kind: 'alias', name: source, target: walk.anchors.get(source) ?? null, span: spanOf(range) };
  if (!alias.target) walk.unknownAnchors.push(alias);
  return alias;
}

const STANDARD = 'tag:yaml.org,2002:';
const NO_PROPS = {};

function props({ anchor, tag }: ParsedNode): { anchor?: string; tag?: string } {
  if (!anchor && !tag) return NO_PROPS;
  const written = tag?.startsWith(STANDARD) ? `!!${tag.slice(STANDARD.length)}` : tag;
  return { ...(anchor ? { anchor } : {}), ...(written ? { tag: written } : {}) };
}

function spanOf([start, end]: readonly [number, number, number]): Span {
  return { start, end };
}

/** A block scalar's range ends behind its last line break. */
function trimmed([start, end]: readonly [number, number, number], text: string): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** An empty value stands behind the blanks that follow its `:` or `-`. */
function unblanked(offset: number, text: string): number {
  let end = offset;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return end;
}
