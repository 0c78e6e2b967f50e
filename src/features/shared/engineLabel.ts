import type { EngineView } from '../../model/engineView.ts';

/** An engine as people call it: its context, product and version, as far as they are known; the output of `docker inspect` tells none of them. */
export function engineLabel({ name, version, address, facts }: Pick<EngineView, 'name' | 'version' | 'address' | 'facts'>): string {
  if (facts?.origin === 'dump') return address;
  const product = version?.product === 'podman' ? 'Podman' : 'Docker';
  const label = version ? `${product} ${version.version}` : 'Docker engine';
  return name === undefined ? label : `${name}: ${label}`;
}
