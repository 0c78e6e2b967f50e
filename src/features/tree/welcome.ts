import type { EngineFault } from '../../domain/engine/health.ts';
import type { EngineView } from '../../model/engineView.ts';

/** How it stands with the engines that are followed, for the words of an empty view; `partly` where some are read and others are out of reach. */
export type WelcomeState = 'unasked' | 'connecting' | 'connected' | 'partly' | EngineFault['code'];

/** One state for all engines; the output of `docker inspect` is none. */
export function welcomeState(engines: readonly Pick<EngineView, 'health' | 'facts'>[]): WelcomeState {
  const states = new Set(engines.flatMap(({ health, facts }) => (facts?.origin === 'dump' ? [] : [stateOf(health)])));
  const [first, ...others] = states;
  if (first === undefined) return 'unasked';
  if (others.length === 0) return first;
  if (states.has('connecting')) return 'connecting';
  return states.has('connected') ? 'partly' : 'failed';
}

function stateOf(health: EngineView['health']): WelcomeState {
  switch (health.state) {
    case 'connecting':
    case 'resting':
      return 'connecting';
    case 'connected':
      return 'connected';
    case 'down':
      return health.code;
  }
}
