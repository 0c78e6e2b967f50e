import { wallClock } from '../../src/extension/clock.ts';
import type { Clock } from '../../src/model/clock.ts';

/** A clock that knows how many waits are still to end: while there is none, nothing happens by itself any more. */
export interface CountedClock extends Clock {
  readonly pending: number;
}

/** The clock of this machine, so many times as fast. */
export function countedClock(speed = 1): CountedClock {
  const waits = new Set<object>();
  return {
    get pending() {
      return waits.size;
    },
    later: (milliseconds, run) => {
      const wait = {};
      waits.add(wait);
      const timer = wallClock.later(milliseconds / speed, () => {
        waits.delete(wait);
        run();
      });
      return {
        dispose: () => {
          waits.delete(wait);
          timer.dispose();
        },
      };
    },
  };
}
