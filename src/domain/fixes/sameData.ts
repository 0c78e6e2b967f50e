import type { PlainMap, PlainNode, PlainReading } from '../../syntax/compose/plain.ts';

/** The keys of services that a plan changes, which its proof looks at one by one. */
const CHANGING: ReadonlySet<string> = new Set(['links', 'depends_on', 'networks', 'network_mode', 'extra_hosts']);

/**
 * Whether two readings of one file say the same, anchors followed, but for what services say of links, dependencies and networks, and for
 * networks that are new; what stands under `x-` is read by nobody unless an anchor brings it elsewhere.
 */
export function sameData(was: PlainReading, is: PlainReading): boolean {
  if (was.kind !== 'documents' || is.kind !== 'documents' || was.documents.length !== is.documents.length) return false;
  return was.documents.every(({ root }, index) => {
    const other = is.documents[index]?.root;
    return other !== undefined && sameRoot(root, other);
  });
}

function sameRoot(was: PlainMap, is: PlainMap): boolean {
  const keys = (root: PlainMap) => [...root.entries.keys()].filter((key) => !key.startsWith('x-') && key !== 'networks').join('\n');
  if (keys(was) !== keys(is)) return false;
  for (const [key, { value }] of was.entries) {
    const other = is.entries.get(key)?.value;
    if (key.startsWith('x-')) continue;
    if (!other) return false;
    if (key === 'services' ? !sameServices(value, other) : key === 'networks' ? !holds(other, value) : text(value) !== text(other))
      return false;
  }
  return true;
}

function sameServices(was: PlainNode, is: PlainNode): boolean {
  if (was.kind !== 'map' || is.kind !== 'map') return text(was) === text(is);
  if ([...was.entries.keys()].join('\n') !== [...is.entries.keys()].join('\n')) return false;
  return [...was.entries].every(([name, { value }]) => {
    const other = is.entries.get(name)?.value;
    return other !== undefined && sameService(value, other);
  });
}

function sameService(was: PlainNode, is: PlainNode): boolean {
  if (was.kind !== 'map' || is.kind !== 'map') return text(was) === text(is);
  const rest = ({ entries }: PlainMap) => [...entries].filter(([key]) => !CHANGING.has(key)).map(([key, { value }]) => [key, text(value)]);
  if (JSON.stringify(rest(was).sort()) !== JSON.stringify(rest(is).sort())) return false;
  const [before, after] = [options(was), options(is)];
  return [...before].every(([network, said]) => (after.get(network) ?? '') === said);
}

/** What a service says of each network beside its aliases. */
function options({ entries }: PlainMap): ReadonlyMap<string, string> {
  const networks = entries.get('networks')?.value;
  if (networks?.kind !== 'map') return new Map();
  return new Map(
    [...networks.entries].map(([network, { value }]) => {
      const said = value.kind === 'map' ? [...value.entries].filter(([key]) => key !== 'aliases') : [];
      return [network, said.map(([key, { value: each }]) => `${key}: ${text(each)}`).join('\n')];
    }),
  );
}

function holds(is: PlainNode, was: PlainNode): boolean {
  if (was.kind !== 'map' || is.kind !== 'map') return text(was) === text(is);
  return [...was.entries].every(([key, { value }]) => {
    const other = is.entries.get(key)?.value;
    return other !== undefined && text(value) === text(other);
  });
}

/** What a node says, places aside. */
function text(node: PlainNode): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (key === 'range' || key === 'keyRange') return undefined;
    return value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : value;
  });
}
