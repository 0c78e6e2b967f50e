import type { Disposable } from '../base/event.ts';

/** The passing of time, as a door to the world. */
export interface Clock {
  /** Runs once after so many milliseconds, unless disposed of before. */
  later(milliseconds: number, run: () => void): Disposable;
}
