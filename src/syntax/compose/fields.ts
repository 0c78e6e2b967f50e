import type { Lines, Range, Span, Written } from '../text.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/tree.ts';
import type { Oddity } from './composeFile.ts';
import { follow } from './follow.ts';
import type { Field, Maps, Reached } from './follow.ts';

/** What reading one compose file carries along; the only things that change are `maps`' memory and `oddities`. */
export interface Reading {
  readonly lines: Lines;
  readonly maps: Maps;
  /** By code and place: what several services reach through an anchor is odd once. */
  readonly oddities: Map<string, Oddity>;
  /** Whether the text holds a tag `!reset` or `!override` at all. */
  readonly tagged: boolean;
}

/** Most services lack most keys: one empty list stands for all of them. */
const NONE: readonly never[] = [];

/** Notes an oddity, once per place. */
export function odd(reading: Reading, code: Oddity['code'], message: string, span: Span): void {
  const key = `${code}:${String(span.start)}`;
  if (!reading.oddities.has(key)) reading.oddities.set(key, { code, message, range: reading.lines.range(span) });
}

/** A node's place. */
export function rangeOf(reading: Reading, node: { readonly span: Span }): Range {
  return reading.lines.range(node.span);
}

/** What a field holds, aliases followed; null for an absent, empty or reset field. */
export function valueOf(field: Field | null): Reached | null {
  return field && follow(field.entry.value, field.own);
}

/** The value of a key of a map, aliases and merge keys followed. */
export function valueAt(reading: Reading, map: Reached<YamlMap>, key: string): Reached | null {
  return valueOf(reading.maps.get(map, key));
}

/** A null written as `~` or `null` says as little as nothing at all. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null && node.style === 'plain';
}

/** A scalar of any type as text with its place; null when absent or null, odd when it is a list or map. */
export function textAt(reading: Reading, map: Reached<YamlMap>, key: string): Written<string> | null {
  const reached = valueAt(reading, map, key);
  return reached && textOf(reading, reached.node, key);
}

/** The scalar as text with its place, nothing interpolated; null with an oddity naming `what` for a list or map. */
export function textOf(reading: Reading, node: YamlNode, what: string): Written<string> | null {
  if (node.kind !== 'scalar') {
    odd(reading, 'not-a-string', `\`${what}\` holds ${nameOf(node)} where Compose wants a string.`, node.span);
    return null;
  }
  return isNull(node) ? null : { value: node.text, range: rangeOf(reading, node) };
}

/** A list's items, or with `single` one scalar in its place; anything else is odd and gives nothing. */
export function itemsAt(reading: Reading, map: Reached<YamlMap>, key: string, single = false): readonly Reached[] {
  const reached = valueAt(reading, map, key);
  if (!reached || isNull(reached.node)) return NONE;
  if (reached.node.kind === 'seq') return itemsOf(reading, reached);
  if (single) return [reached];
  odd(reading, 'not-a-list', `\`${key}\` holds ${nameOf(reached.node)} where Compose wants a list.`, reached.node.span);
  return [];
}

/** A list's items, aliases followed; what is reached through an anchor counts against the file's allowance. */
export function itemsOf(reading: Reading, { node, own }: Reached): readonly Reached[] {
  if (node.kind !== 'seq') return [];
  if (!own && !reading.maps.spend(node.items.length)) return [];
  const reached: Reached[] = [];
  for (const item of node.items) {
    const one = follow(item, own);
    if (one) reached.push(one);
  }
  return reached;
}

/** The fields of a map; what is reached through an anchor counts against the file's allowance. */
export function fieldsOf(reading: Reading, map: Reached<YamlMap>): readonly Field[] {
  if (!map.own && !reading.maps.spend(map.node.entries.length)) return [];
  return reading.maps.all(map);
}

/** Whether a reached node is a map, for the compiler, too. */
export function asMap({ node, own }: Reached): Reached<YamlMap> | null {
  return node.kind === 'map' ? { node, own } : null;
}

/** All scalars of a list (or of one scalar) as texts. */
export function textsAt(reading: Reading, map: Reached<YamlMap>, key: string, single = false): readonly Written<string>[] {
  const items = itemsAt(reading, map, key, single);
  if (items.length === 0) return NONE;
  const texts: Written<string>[] = [];
  for (const { node } of items) {
    const text = textOf(reading, node, key);
    if (text) texts.push(text);
  }
  return texts;
}

/** A kind of node in words. */
export function nameOf(node: YamlNode): string {
  switch (node.kind) {
    case 'map':
      return 'a map';
    case 'seq':
      return 'a list';
    case 'alias':
      return 'an unknown anchor';
    case 'scalar':
      return scalarName(node);
  }
}

function scalarName({ value }: YamlScalar): string {
  if (value === null) return 'nothing';
  return typeof value === 'string' || typeof value === 'boolean' ? `a ${typeof value}` : 'a number';
}

/** Whether interpolation will put something in here: a `$` that is not doubled. */
export function isInterpolated(text: string): boolean {
  return text.includes('$') && text.replaceAll('$$', '').includes('$');
}

/** Splits at colons that are not inside `${…}` or `[…]`. */
export function splitColons(text: string): readonly string[] {
  if (!text.includes('{') && !text.includes('[')) return text.split(':');
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '[' || (char === '{' && text[at - 1] === '$')) depth++;
    else if (depth > 0 && (char === ']' || char === '}')) depth--;
    else if (depth === 0 && char === ':') {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
