import { COLON, CR, DASH, HASH, LF, SPACE, beyond, isGap, isLineEnd, skipSpaces } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { YamlAlias, YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from './tree.ts';

const DOUBLE = 34;
const SINGLE = 39;
const COMMA = 44;
const QUESTION = 63;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;
const STAR = 42;

/** What begins no plain scalar (YAML 1.2.2, 7.3.3); `-`, `?` and `:` do before anything but a gap. */
const INDICATORS = unitsOf(',[]{}#&*!|>\'"%@`');

/** Whether a flow collection begins here. */
export function isFlow(unit: number): boolean {
  return unit === OPEN_LIST || unit === OPEN_MAP;
}

/** A scalar on one line; the cursor then stands behind it. */
export function scalarAt(cursor: Cursor, inFlow: boolean): YamlScalar {
  const unit = cursor.text.charCodeAt(cursor.at);
  if (unit === DOUBLE) return doubleAt(cursor);
  if (unit === SINGLE) return singleAt(cursor);
  return plainAt(cursor, unit, inFlow);
}

function plainAt(cursor: Cursor, first: number, inFlow: boolean): YamlScalar {
  const { text, at: start } = cursor;
  if (INDICATORS.has(first)) beyond();
  if (inFlow && (first === QUESTION || first === COLON)) beyond();
  if ((first === DASH || first === QUESTION || first === COLON) && !isPlainSafe(text.charCodeAt(start + 1), inFlow)) beyond();
  let end = start;
  let at = start;
  for (let unit = first; !isLineEnd(unit); unit = text.charCodeAt(++at)) {
    if (unit === SPACE) continue;
    if (unit < SPACE) beyond();
    if (unit === COLON && !isPlainSafe(text.charCodeAt(at + 1), inFlow)) break;
    if (unit === HASH && text.charCodeAt(at - 1) === SPACE) break;
    if (inFlow && isFlowIndicator(unit)) break;
    if (inFlow && unit === QUESTION) beyond();
    end = at + 1;
  }
  if (end === start) beyond();
  cursor.at = end;
  const source = text.slice(start, end);
  return { kind: 'scalar', value: valueOf(source, first), text: source, style: 'plain', span: { start, end } };
}

function isPlainSafe(unit: number, inFlow: boolean): boolean {
  return !isGap(unit) && !(inFlow && isFlowIndicator(unit));
}

function isFlowIndicator(unit: number): boolean {
  return unit === COMMA || unit === OPEN_LIST || unit === CLOSE_LIST || unit === OPEN_MAP || unit === CLOSE_MAP;
}

const NULL = /^(?:~|[Nn]ull|NULL)$/;
const TRUE = /^(?:[Tt]rue|TRUE)$/;
const FALSE = /^(?:[Ff]alse|FALSE)$/;
const INTEGER = /^[-+]?[0-9]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const OTHER_NUMBER = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** What begins anything but a string in the core schema. */
const TELLING = unitsOf('0123456789+-.~nNtTfF');

function unitsOf(chars: string): ReadonlySet<number> {
  return new Set(Array.from(chars, (char) => char.charCodeAt(0)));
}

/** The core schema (YAML 1.2.2, 10.3.2); numbers in other forms than people write are left to the library. */
function valueOf(source: string, first: number): YamlScalar['value'] {
  if (!TELLING.has(first)) return source;
  if (INTEGER.test(source)) return Number.parseInt(source, 10);
  if (FLOAT.test(source)) return Number(source);
  if (OTHER_NUMBER.test(source)) beyond();
  if (NULL.test(source)) return null;
  if (TRUE.test(source)) return true;
  return FALSE.test(source) ? false : source;
}

function singleAt(cursor: Cursor): YamlScalar {
  const { text, at: start } = cursor;
  let at = start + 1;
  let escaped = false;
  for (let unit = text.charCodeAt(at); ; unit = text.charCodeAt(++at)) {
    if (unit === SINGLE) {
      if (text.charCodeAt(at + 1) !== SINGLE) break;
      escaped = true;
      at++;
    } else if (!(unit >= SPACE)) {
      beyond();
    }
  }
  const inside = text.slice(start + 1, at);
  return quoted(cursor, escaped ? inside.replaceAll("''", "'") : inside, 'single', at + 1);
}

/** The escapes that people write; the library knows the others. */
const ESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n', '\\t': '\t', '\\r': '\r', '\\/': '/' };

function doubleAt(cursor: Cursor): YamlScalar {
  const { text, at: start } = cursor;
  let at = start + 1;
  let escaped = false;
  for (let unit = text.charCodeAt(at); unit !== DOUBLE; unit = text.charCodeAt(++at)) {
    if (!(unit >= SPACE)) beyond();
    if (unit !== BACKSLASH) continue;
    escaped = true;
    at++;
  }
  const inside = text.slice(start + 1, at);
  return quoted(cursor, escaped ? inside.replace(/\\./gsu, (escape) => ESCAPES[escape] ?? beyond()) : inside, 'double', at + 1);
}

function quoted(cursor: Cursor, value: string, style: YamlScalar['style'], end: number): YamlScalar {
  const start = cursor.at;
  cursor.at = end;
  return { kind: 'scalar', value, text: value, style, span: { start, end } };
}

/** The name behind a `*`, and the node that has held it until now. */
export function aliasAt(cursor: Cursor): YamlAlias {
  const start = cursor.at;
  const name = nameAt(cursor);
  const alias: YamlAlias = { kind: 'alias', name, target: cursor.anchors.get(name) ?? null, span: { start, end: cursor.at } };
  if (!alias.target) cursor.unknownAnchors.push(alias);
  return alias;
}

/** The name behind a `&`. */
export function anchorAt(cursor: Cursor): string {
  const name = nameAt(cursor);
  if (!isGap(cursor.text.charCodeAt(cursor.at))) beyond();
  return name;
}

function nameAt(cursor: Cursor): string {
  const { text, at: start } = cursor;
  let at = start + 1;
  for (let unit = text.charCodeAt(at); !isGap(unit) && !isFlowIndicator(unit); unit = text.charCodeAt(++at)) {
    if (unit === COLON || unit < SPACE) beyond();
  }
  if (at === start + 1) beyond();
  cursor.at = at;
  return text.slice(start + 1, at);
}

/** A flow collection of scalars, aliases and further ones; its lines are indented deeper than what it is in. */
export function flowAt(cursor: Cursor, parent: number, depth: number): YamlMap | YamlSeq {
  if (depth > 60) beyond();
  const start = cursor.at;
  const isMap = cursor.text.charCodeAt(start) === OPEN_MAP;
  const entries: YamlEntry[] = [];
  const items: YamlNode[] = [];
  const close = isMap ? CLOSE_MAP : CLOSE_LIST;
  cursor.at++;
  for (let unit = skipInFlow(cursor, parent); unit !== close; unit = skipInFlow(cursor, parent)) {
    if (isMap) entries.push(flowEntry(cursor, parent, depth));
    else items.push(flowNode(cursor, parent, depth));
    const next = skipInFlow(cursor, parent);
    if (next === COMMA) cursor.at++;
    else if (next !== close) beyond();
  }
  cursor.at++;
  const span = { start, end: cursor.at };
  if (!isMap) return { kind: 'seq', style: 'flow', items, span };
  if (new Set(entries.map(({ key }) => key.text)).size < entries.length) beyond();
  return { kind: 'map', style: 'flow', entries, span };
}

function flowEntry(cursor: Cursor, parent: number, depth: number): YamlEntry {
  const key = scalarAt(cursor, true);
  skipSpaces(cursor);
  if (cursor.text.charCodeAt(cursor.at) !== COLON || !isGap(cursor.text.charCodeAt(cursor.at + 1))) beyond();
  cursor.at++;
  const next = skipInFlow(cursor, parent);
  if (next === COMMA || next === CLOSE_MAP) beyond();
  const value = flowNode(cursor, parent, depth);
  return { key, value, span: { start: key.span.start, end: value.span.end } };
}

function flowNode(cursor: Cursor, parent: number, depth: number): YamlNode {
  const unit = cursor.text.charCodeAt(cursor.at);
  if (isFlow(unit)) return flowAt(cursor, parent, depth + 1);
  return unit === STAR ? aliasAt(cursor) : scalarAt(cursor, true);
}

/** Goes over blanks and line ends; what stands there, which on a new line is deeper than `parent`. */
function skipInFlow(cursor: Cursor, parent: number): number {
  const { text } = cursor;
  for (;;) {
    skipSpaces(cursor);
    const unit = text.charCodeAt(cursor.at);
    if (unit === CR && text.charCodeAt(cursor.at + 1) === LF) cursor.at++;
    else if (unit !== LF) return cursor.at - cursor.lineStart > parent ? unit : beyond();
    cursor.at++;
    if (text.charCodeAt(cursor.at - 1) === LF) cursor.lineStart = cursor.at;
  }
}
