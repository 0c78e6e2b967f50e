/** Where the cursor stands in a compose file that is being written, told by its lines alone, for it may not be YAML yet. */
export type Place =
  | { readonly kind: 'link'; readonly service: string; readonly typed: string }
  | { readonly kind: 'value'; readonly service: string; readonly typed: string };

/** What stands before an item's name that is being typed. */
const ITEM = /^\s*-\s+["']?([\w.-]*)$/;

/** What stands before a host's name in a variable's value: an equals sign or colon, `//`, `@`, or a comma of a list of hosts. */
const VALUE = /^\s*(?:-\s+["']?[\w.-]+=|[\w.-]+\s*:\s+["']?)(?:|[^#]*(?:\/\/|@|,))([\w.-]*)$/;

/** The lines up to the cursor, the last one cut there; null where neither a link nor a variable's value is written. */
export function placeAt(lines: readonly string[]): Place | null {
  const last = lines.at(-1) ?? '';
  const item = ITEM.exec(last);
  const value = item ? null : VALUE.exec(last);
  if (!item && !value) return null;
  const [key, service, ...above] = keysAbove(lines);
  const inService = service !== undefined && (above.length === 0 || (above.length === 1 && above[0] === 'services'));
  if (!inService) return null;
  if (item) return key === 'links' ? { kind: 'link', service, typed: item[1] ?? '' } : null;
  return key === 'environment' ? { kind: 'value', service, typed: value?.[1] ?? '' } : null;
}

/** The keys of the maps around the last line, innermost first. */
function keysAbove(lines: readonly string[]): readonly string[] {
  const keys: string[] = [];
  const last = lines.at(-1) ?? '';
  let indent = indentOf(last);
  // The items of a list may stand as far left as its key.
  let inList = isItem(last);
  for (const line of lines.slice(0, -1).toReversed()) {
    if (indent === 0 && !inList) break;
    const here = indentOf(line);
    if (/^\s*(?:#|$)/.test(line) || here > indent || (here === indent && !(inList && !isItem(line)))) continue;
    const key = /^\s*["']?([\w.-]+)["']?\s*:/.exec(line)?.[1];
    if (key === undefined) return [];
    keys.push(key);
    indent = here;
    inList = false;
  }
  return keys;
}

function isItem(line: string): boolean {
  return /^\s*-\s/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
