import { memoized } from '../../base/memo.ts';
import type { ContainerDetail, EngineFacts } from './container.ts';

/** What an engine tells around one container: itself, and its other containers by what links name them by. */
export interface Surroundings extends Pick<EngineFacts, 'version' | 'icc' | 'origin'> {
  /** The id of the container that has this among its listed names, slash included; of several the first, as it is listed. */
  readonly named: (name: string) => string | null;
  /** An inspected container. */
  readonly detail: (id: string) => ContainerDetail | null;
}

/** The surroundings of every container of an engine. */
export const surroundingsOf = memoized(({ version, icc, origin, summaries, details }: EngineFacts): Surroundings => {
  const byName = new Map<string, string>();
  for (const { id, names } of summaries) for (const name of names) if (!byName.has(name)) byName.set(name, id);
  const byId = new Map(details.map((detail) => [detail.id, detail]));
  return {
    version,
    ...(icc !== undefined && { icc }),
    ...(origin !== undefined && { origin }),
    named: (name) => byName.get(name) ?? null,
    detail: (id) => byId.get(id) ?? null,
  };
});
