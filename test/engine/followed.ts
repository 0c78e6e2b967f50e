import { wallClock } from '../../src/extension/clock.ts';
import type { Store } from '../../src/model/store.ts';
import type { EngineApi } from '../../src/sources/engine/api.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import { Follower } from '../../src/sources/engine/follow.ts';

/** Follows the engine at an address from now on, for a store; a test may look at each question on its way. */
export function follow(host: string, store: Store, seen: (api: EngineApi) => EngineApi = (api) => api): Follower {
  const api = connectEngine({ host });
  if ('fault' in api) throw new Error(api.fault);
  const follower = new Follower(seen(api), {
    clock: wallClock,
    random: Math.random,
    now: () => new Date().toISOString(),
    publish: (fact) => {
      store.putEngine(fact);
    },
  });
  follower.start();
  return follower;
}
