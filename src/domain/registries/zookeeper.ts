import { keysReading, layoutOf } from './keys.ts';
import type { KeyValue } from './keys.ts';
import type { RegistryNote, RegistryReading } from './registry.ts';

/** So many nodes are asked for what they hold. */
export const MOST_NODES = 500;

/** The paths that are ever put into a line for `zkCli.sh`: nothing in them can end the line or begin a word of its own. */
const PLAIN_PATH = /^\/[\w.:@%+=,/-]{1,500}$/;

/** What stands before the lines that `zkCli.sh` prints where it reads commands. */
const PROMPT = /^(?:\[zk: [^\]]*\] ?)+/;

/** The lines that `zkCli.sh` reads to list a tree; it only lists. */
export function listLines(root: string): readonly string[] {
  return [`ls -R ${root}`, 'quit'];
}

/** Whether a path may be asked for. */
export function isPlainPath(path: string): boolean {
  return path === '/' || (PLAIN_PATH.test(path) && !path.endsWith('/'));
}

/**
 * The lines that `zkCli.sh` reads to show nodes: for each its path, which `ls -R` begins with, then what it holds; it only reads. It ends as its last question
 * did, and a node may have gone, so the last one is about the root.
 */
export function getLines(paths: readonly string[]): readonly string[] {
  return [...paths.filter(isPlainPath).flatMap((path) => [`ls -R ${path}`, `get -s ${path}`]), 'ls /', 'quit'];
}

/** What a listing says: the paths of nodes in a known layout, how many others there are, and what cannot be asked for; ZooKeeper's own nodes do not count. */
export interface ListedNodes {
  readonly wanted: readonly string[];
  readonly others: number;
  readonly notes: readonly RegistryNote[];
}

/** Reads what `ls -R` printed; null where that is no listing of the tree. */
export function readListing(printed: string, root: string): ListedNodes | null {
  const lines = linesOf(printed).filter((line) => line.startsWith('/'));
  if (!lines.includes(root)) return null;
  const paths = new Set(lines.filter((path) => path !== '/zookeeper' && !path.startsWith('/zookeeper/')));
  // A node with nodes below it holds no registration in any of the layouts.
  const inner = new Set([...paths].map((path) => path.slice(0, path.lastIndexOf('/'))));
  const leaves = [...paths].filter((path) => path !== '/' && !inner.has(path));
  const registrations = leaves.filter((path) => layoutOf(path) !== null);
  const plain = registrations.filter(isPlainPath);
  const unreadable = registrations.length - plain.length;
  return {
    wanted: plain.slice(0, MOST_NODES),
    others: leaves.length - registrations.length,
    notes: [
      ...(plain.length > MOST_NODES
        ? [{ code: 'cut' as const, text: `There are ${plain.length} registrations; the first ${MOST_NODES} are shown.` }]
        : []),
      ...(unreadable > 0
        ? [{ code: 'not-read' as const, text: `${unreadable} registrations have paths with characters that are not passed to a command.` }]
        : []),
    ],
  };
}

/** Reads what `ls -R` and `get -s` printed about nodes, by what ends each answer: the fields of its state. */
export function readNodesPrinted(printed: string, paths: readonly string[]): readonly KeyValue[] {
  const wanted = new Set(paths);
  const found: KeyValue[] = [];
  let path: string | null = null;
  let value: string[] = [];
  for (const line of linesOf(printed)) {
    const [, owner] = /^ephemeralOwner = 0x([0-9a-f]+)$/.exec(line) ?? [];
    if (wanted.has(line)) {
      path = line;
      value = [];
    } else if (path !== null && owner !== undefined) {
      found.push({ key: path, value: lastValue(value), lease: { kind: /^0+$/.test(owner) ? 'none' : 'session' } });
      path = null;
    } else if (!/^(?:[cmp]Zxid|[cm]time|cversion|dataVersion|aclVersion) = /.test(line)) value.push(line);
  }
  return found;
}

/** Lines of a log may stand between, so the value is the last line that holds something. */
function lastValue(lines: readonly string[]): string {
  return lines.findLast((line) => line.trim() !== '') ?? '';
}

/** Printed lines without prompts, and without the commands that a terminal repeats. */
function linesOf(printed: string): readonly string[] {
  return printed
    .split(/\r?\n/)
    .map((line) => line.replace(PROMPT, ''))
    .filter((line) => !/^(?:ls -R|get -s) \/|^quit$/.test(line));
}

/** What a ZooKeeper said, as services. */
export function zookeeperReading(values: readonly KeyValue[], { others, wanted, notes }: ListedNodes): RegistryReading {
  const { services, notes: ofKeys } = keysReading(values, others);
  const gone = wanted.length - values.length;
  const missing: readonly RegistryNote[] =
    gone > 0
      ? [{ code: 'not-read', text: `${gone} registrations could not be read: they went meanwhile, or an access list forbids it.` }]
      : [];
  return { kind: 'zookeeper', version: null, services, notes: [...notes, ...missing, ...ofKeys] };
}
