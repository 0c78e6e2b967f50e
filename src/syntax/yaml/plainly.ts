import { Beyond, COLON, DASH, HASH, beyond, endLine, enterLine, isGap, isLineEnd, nextContent, skipSpaces } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { blockScalarAt, isBlockScalar } from './plainBlockScalars.ts';
import { aliasAt, anchorAt, flowAt, isFlow, scalarAt } from './plainScalars.ts';
import type { YamlDocument, YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from './tree.ts';

/** Deeper than people nest; the parser library has a bound of its own. */
const MAX_DEPTH = 60;

/** A byte order mark, and a carriage return that ends no line by the library's rules but does by the editor's. */
const ODD = /^\uFEFF|\r(?!\n)/;

const STAR = 42;
const AMPERSAND = 38;

/**
 * Reads the YAML that people write by far the most in compose files, many times faster than the parser library: block maps and lists, scalars on
 * one line, flow collections, anchors and aliases. Null for a text that holds anything else, is faulty, or might be: the tree is the library's own.
 */
export function parsePlainly(text: string): YamlDocument | null {
  if (ODD.test(text)) return null;
  const cursor: Cursor = {
    text,
    at: 0,
    lineStart: 0,
    column: -1,
    begun: false,
    anchors: new Map(),
    duplicates: [],
    unknownAnchors: [],
  };
  try {
    if (!enterLine(cursor, 0)) nextContent(cursor);
    if (cursor.column < 0) return null;
    cursor.begun = true;
    const root = blockAt(cursor, -1, 0);
    if (cursor.column >= 0) return null;
    return { root, fault: null, duplicates: cursor.duplicates, unknownAnchors: cursor.unknownAnchors, disputes: [], rest: null };
  } catch (error) {
    if (error instanceof Beyond) return null;
    throw error;
  }
}

/** The node that begins at the cursor, which stands on the first content of a line or behind a `- `; `parent` is the column of what it is in. */
function blockAt(cursor: Cursor, parent: number, depth: number): YamlNode {
  if (depth > MAX_DEPTH) beyond();
  const { text, at, column } = cursor;
  const unit = text.charCodeAt(at);
  if (unit === DASH && isGap(text.charCodeAt(at + 1))) return seqAt(cursor, column, depth);
  if (unit === STAR || isFlow(unit) || isBlockScalar(unit)) return inlineAt(cursor, parent, depth);
  const scalar = scalarAt(cursor, false);
  return isKey(cursor) ? mapAt(cursor, scalar, column, depth) : lastOnLine(cursor, scalar, parent);
}

/** Whether a `:` follows; the cursor then stands behind it. */
function isKey(cursor: Cursor): boolean {
  skipSpaces(cursor);
  if (cursor.text.charCodeAt(cursor.at) !== COLON || !isGap(cursor.text.charCodeAt(cursor.at + 1))) return false;
  cursor.at++;
  return true;
}

/** A node that ends with its line; what is indented deeper on the next one would go on with it. */
function lastOnLine<T extends YamlNode>(cursor: Cursor, node: T, parent: number): T {
  // A comment needs a blank before it, and spaces may have been skipped already.
  if (cursor.at > node.span.end) cursor.at = node.span.end;
  endLine(cursor);
  if (cursor.column > parent) beyond();
  return node;
}

function mapAt(cursor: Cursor, first: YamlScalar, column: number, depth: number): YamlMap {
  const entries: YamlEntry[] = [];
  let key = first;
  for (;;) {
    const behind = cursor.at;
    const value = valueAt(cursor, column, true, depth + 1);
    entries.push({ key, value, span: { start: key.span.start, end: value ? value.span.end : behind } });
    if (cursor.column !== column) break;
    key = scalarAt(cursor, false);
    if (!isKey(cursor)) beyond();
  }
  if (cursor.column > column) beyond();
  noteDuplicates(cursor, entries);
  return { kind: 'map', style: 'block', entries, span: { start: first.span.start, end: entries.at(-1)?.span.end ?? 0 } };
}

function noteDuplicates({ duplicates }: Cursor, entries: readonly YamlEntry[]): void {
  if (entries.length < 2) return;
  const seen = new Set<string>();
  for (const { key } of entries) {
    const before = seen.size;
    if (seen.add(key.text).size === before) duplicates.push(key);
  }
}

function seqAt(cursor: Cursor, column: number, depth: number): YamlSeq {
  const items: (YamlNode | null)[] = [];
  const start = cursor.at;
  let end: number;
  do {
    cursor.at++;
    end = cursor.at;
    const item = valueAt(cursor, column, false, depth + 1);
    items.push(item);
    if (item) end = item.span.end;
  } while (cursor.column === column && isItem(cursor));
  if (cursor.column > column) beyond();
  return { kind: 'seq', style: 'block', items, span: { start, end } };
}

function isItem({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === DASH && isGap(text.charCodeAt(at + 1));
}

/** What stands behind a key's `:` or an item's `-`, on the line or below it; a map's list may begin at the column of its key. */
function valueAt(cursor: Cursor, column: number, inMap: boolean, depth: number): YamlNode | null {
  skipSpaces(cursor);
  const unit = cursor.text.charCodeAt(cursor.at);
  if (unit === HASH || isLineEnd(unit)) return below(cursor, column, inMap, depth);
  if (unit === AMPERSAND) return anchored(cursor, column, inMap, depth);
  if (inMap) return inlineAt(cursor, column, depth);
  cursor.column = cursor.at - cursor.lineStart;
  return blockAt(cursor, column, depth);
}

function below(cursor: Cursor, column: number, inMap: boolean, depth: number): YamlNode | null {
  nextContent(cursor);
  if (cursor.column > column) return blockAt(cursor, column, depth);
  return inMap && cursor.column === column && isItem(cursor) ? seqAt(cursor, column, depth) : null;
}

function anchored(cursor: Cursor, column: number, inMap: boolean, depth: number): YamlNode {
  const anchor = anchorAt(cursor);
  skipSpaces(cursor);
  const unit = cursor.text.charCodeAt(cursor.at);
  const node = unit === HASH || isLineEnd(unit) ? below(cursor, column, inMap, depth) : inlineAt(cursor, column, depth);
  if (!node || node.anchor !== undefined || node.kind === 'alias') beyond();
  const named = { ...node, anchor };
  cursor.anchors.set(anchor, named);
  return named;
}

/** A node that is neither a block map nor a block list, with which its line ends. */
function inlineAt(cursor: Cursor, parent: number, depth: number): YamlNode {
  const unit = cursor.text.charCodeAt(cursor.at);
  if (unit === STAR) return lastOnLine(cursor, aliasAt(cursor), parent);
  if (isFlow(unit)) return lastOnLine(cursor, flowAt(cursor, parent, depth), parent);
  if (isBlockScalar(unit)) return blockScalarAt(cursor, parent);
  return lastOnLine(cursor, scalarAt(cursor, false), parent);
}
