import { memoized } from '../../base/memo.ts';
import type { EngineFacts } from '../engine/container.ts';
import { engineLinks } from '../engine/engineLinks.ts';

/** The sources of every receiver by id, over the legacy links the engine looks at when it starts the receiver. */
export const liveEdges = memoized((facts: EngineFacts): ReadonlyMap<string, readonly string[]> => {
  const onBridge = new Set(facts.details.filter(({ networks }) => networks.has('bridge')).map(({ id }) => id));
  return new Map(
    engineLinks(facts, false)
      .filter(({ receiverId }) => onBridge.has(receiverId))
      .map(({ receiverId, links }) => [
        receiverId,
        links.filter(({ mechanism }) => mechanism === 'legacy').flatMap(({ sourceId }) => (sourceId === null ? [] : [sourceId])),
      ]),
  );
});
