import type { ContainerKey } from '../../model/engineWatch.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { NamedContainer } from './view.ts';

/** The path and query of the document for these containers; its tab shows how it is called. */
export function verifyPath(chosen: readonly NamedContainer[]): { readonly path: string; readonly query: string } {
  const [first] = chosen;
  const whose = chosen.length === 1 && first ? ` of ${first.name.replaceAll('/', '_')}` : '';
  return { path: `/Promised names${whose}.md`, query: JSON.stringify(chosen.map(({ address, name }) => [address, name])) };
}

/** The containers that a document's query names; none, which means all, where it is none of ours. */
export function chosenOf(query: string): readonly NamedContainer[] {
  try {
    const pairs: unknown = JSON.parse(query);
    if (!Array.isArray(pairs)) return [];
    return pairs.flatMap((pair: unknown) => {
      const [address, name] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
      return typeof address === 'string' && typeof name === 'string' ? [{ address, name }] : [];
    });
  } catch {
    return [];
  }
}

/** The containers behind a row, by their names. */
export function namedContainers({ engines }: Snapshot, keys: readonly ContainerKey[]): readonly NamedContainer[] {
  return keys.flatMap(({ address, id }) => {
    const found = engines.find((engine) => engine.address === address)?.containers.find((one) => one.id === id);
    return found ? [{ address, name: found.name }] : [];
  });
}
