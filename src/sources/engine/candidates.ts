import type { ContainerSummary } from '../../domain/engine/container.ts';

/** The containers to inspect: sources named by links, and every one whose network mode allows links, as the list shows neither network links nor dangling ones. */
export function candidates(summaries: readonly ContainerSummary[]): readonly ContainerSummary[] {
  return summaries.filter(
    ({ names, networkMode }) => names.length > 1 || !(networkMode === 'host' || networkMode.startsWith('container:')),
  );
}
