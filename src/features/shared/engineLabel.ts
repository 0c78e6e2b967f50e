import type { EngineView } from '../../model/engineView.ts';

/** An engine as people call it: its context, product and version, as far as they are known. */
export function engineLabel({ name, version }: Pick<EngineView, 'name' | 'version'>): string {
  const product = version?.product === 'podman' ? 'Podman' : 'Docker';
  const label = version ? `${product} ${version.version}` : 'Docker engine';
  return name === undefined ? label : `${name}: ${label}`;
}
