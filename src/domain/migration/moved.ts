import type { ContainerDetail } from '../engine/container.ts';
import type { Inspected } from './process.ts';

/** A container that is to be moved, with what is known of it. */
export interface Moved extends Inspected {
  readonly detail: ContainerDetail;
}
