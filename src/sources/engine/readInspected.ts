import { imageOf } from '../../domain/migration/imageOf.ts';
import { isFault } from './api.ts';
import type { EngineApi } from './api.ts';
import { inParallel } from './inParallel.ts';

/** What the engine says of containers and of the images they were made from, by id, as it came; what is gone meanwhile is left out. */
export async function readInspected(api: EngineApi, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const inspected = new Map<string, unknown>();
  await inParallel(ids, async (id) => {
    const answer = await api.inspectRaw(id);
    if (!isFault(answer)) inspected.set(id, answer.value);
  });
  const images = new Set([...inspected.values()].flatMap((container) => imageOf(container) ?? []));
  await inParallel([...images], async (id) => {
    const answer = await api.get(`/images/${encodeURIComponent(id)}/json`, {});
    if (!isFault(answer)) inspected.set(id, answer.value);
  });
  return inspected;
}
