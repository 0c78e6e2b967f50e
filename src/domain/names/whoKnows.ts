import type { ContainerDetail } from '../engine/container.ts';
import type { Asked } from './resolveName.ts';
import { resolveName } from './resolveName.ts';
import type { Resolution, Unresolved } from './resolveName.ts';

/** What a name is in one container. */
export interface Knower {
  readonly receiver: ContainerDetail;
  readonly found: Resolution | Unresolved;
}

/** Of these running containers those in which a name leads somewhere, or may. */
export function whoKnows(name: string, asked: readonly Asked[]): readonly Knower[] {
  return asked
    .filter(({ receiver }) => receiver.running)
    .map((one) => ({ receiver: one.receiver, found: resolveName(name, one) }))
    .filter(({ found }) => 'reason' in found || found.addresses.length + found.containers.length + found.strangers.length > 0);
}
