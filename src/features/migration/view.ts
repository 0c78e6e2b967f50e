import type { Migration, MigrationWay } from '../../domain/migration/migration.ts';
import type { EngineView } from '../../model/engineView.ts';
import type { ContainerKey } from '../../model/engineWatch.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { engineLabel } from '../shared/engineLabel.ts';

/** A row of the tree as far as it leads to containers. */
export interface Row {
  /** The receivers whose state the rows below show. */
  readonly watched: readonly ContainerKey[];
  readonly children: () => readonly Row[];
}

/** A container that a person can choose. */
export interface Choice {
  readonly label: string;
  readonly description: string;
  readonly container: ContainerKey;
}

/** The receivers that rows stand for: their own, or those of all rows below. */
export function receiversOf(rows: readonly Row[]): readonly ContainerKey[] {
  return rows.flatMap(({ watched, children }) => (watched.length > 0 ? watched : receiversOf(children())));
}

/** Every container with links, of all engines. */
export function choicesOf({ engines }: Snapshot): readonly Choice[] {
  return engines.flatMap((engine) =>
    engine.receivers.map(({ receiver, receiverId, links }) => ({
      label: receiver,
      description: `${links.map(({ source, alias }) => (alias === source ? source : `${source} as ${alias}`)).join(', ')} · ${engineLabel(engine)}`,
      container: { address: engine.address, id: receiverId },
    })),
  );
}

/** The engine of the first of these containers and those of them that are there; null when it is not known. */
export function engineOf(
  { engines }: Snapshot,
  containers: readonly ContainerKey[],
): { readonly engine: EngineView; readonly ids: readonly string[] } | null {
  const engine = engines.find(({ address }) => address === containers[0]?.address);
  return engine ? { engine, ids: [...new Set(containers.flatMap(({ address, id }) => (address === engine.address ? [id] : [])))] } : null;
}

/** What a script can do, as it is offered where there is a choice. */
export const WAYS: readonly { readonly label: string; readonly detail: string; readonly way: MigrationWay }[] = [
  {
    label: 'Make Successors',
    detail: 'Each container is made anew on a network and takes over; the old one is kept, so that there is a way back.',
    way: 'recreate',
  },
  {
    label: 'Move While They Run',
    detail: 'No container stops; their variables keep old addresses, and there is no way back.',
    way: 'live',
  },
];

/** What is left out of a script, in one text; null when nothing is. */
export function refusedWords({ refused }: Pick<Migration, 'refused'>): string | null {
  if (refused.length === 0) return null;
  return refused.map(({ names, reasons }) => `Not moved: ${names.join(', ')}. ${reasons.join(' ')}`).join(' ');
}
