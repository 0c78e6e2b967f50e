import type { Clock } from '../model/clock.ts';

/** The clock on the wall. */
export const wallClock: Clock = {
  later(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
