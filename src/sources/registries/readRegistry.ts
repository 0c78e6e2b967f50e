import { REGISTRY_NAMES } from '../../domain/registries/registry.ts';
import { readConsul } from './consul.ts';
import { readEtcd } from './etcd.ts';
import { placeOf } from './place.ts';
import { readSwarmOf } from './swarm.ts';
import { LIMITS } from './target.ts';
import type { ReadLimits, RegistryAnswer, RegistryTarget } from './target.ts';
import { readZookeeper } from './zookeeper.ts';

/** Reads one registry, within bounds, and never writes to it; never throws. */
export async function readRegistry(
  target: RegistryTarget,
  { signal, ...limits }: Partial<ReadLimits> & { readonly signal: AbortSignal },
): Promise<RegistryAnswer> {
  const bounds = { ...LIMITS, ...limits };
  if (target.kind === 'zookeeper') return readZookeeper(target.command, target.root, { ...bounds, signal });
  const whole = AbortSignal.timeout(bounds.whole);
  const both = AbortSignal.any([signal, whole]);
  if (target.kind === 'swarm') return readSwarmOf(target.ask, both);
  const place = placeOf(target.kind, target.address);
  if ('fault' in place) return place;
  const options = { what: REGISTRY_NAMES[target.kind], signal: both, deadline: bounds.deadline, most: bounds.most, headers: {} };
  return target.kind === 'consul' ? readConsul(place, target.token, options) : readEtcd(place, target.token, options);
}
