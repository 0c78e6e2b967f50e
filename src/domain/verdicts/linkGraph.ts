import { memoized } from '../../base/memo.ts';
import type { EngineFacts } from '../engine/container.ts';
import { legacySources } from '../engine/engineLinks.ts';
import { surroundingsOf } from '../engine/surroundings.ts';

/** Whether live legacy links, followed from source to source, lead from one container to another. */
export function reaches(facts: EngineFacts, from: string, to: string): boolean {
  const sources = sourcesOf(facts);
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(sources.get(id) ?? []));
  }
  return false;
}

const sourcesOf = memoized((facts: EngineFacts): ReadonlyMap<string, readonly string[]> => {
  const around = surroundingsOf(facts);
  return new Map(facts.details.map((receiver) => [receiver.id, legacySources(receiver, around)]));
});
