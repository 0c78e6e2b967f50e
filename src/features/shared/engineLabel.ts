import type { EngineView } from '../../model/engineView.ts';

/** An engine as people call it: its context, product and version, as far as they are known; the output of `docker inspect` tells none of them. */
export function engineLabel({ name, version, address, facts }: Pick<EngineView, 'name' | 'version' | 'address' | 'facts'>): string {
  if (facts?.origin === 'dump') return address;
  const product = version?.product === 'podman' ? 'Podman' : 'Docker';
  const label = version ? `${product} ${version.version}` : 'Docker engine';
  return name === undefined ? label : `${name}: ${label}`;
}

/** The same with where it is, as a heading. */
export function engineHeading(engine: EngineView): string {
  const label = engineLabel(engine);
  return label === engine.address ? label : `${label} at ${engine.address}`;
}

/** What has to be known of all that is told of an engine, each a sentence; nothing while it is reached. */
export function healthNotes({ health, facts }: EngineView): readonly string[] {
  switch (health.state) {
    case 'connected':
    case 'resting':
      return [];
    case 'connecting':
      return ['The engine was not read yet.'];
    case 'down':
      return [`${health.fault}${facts ? ' What follows is what was known before.' : ''}`];
  }
}
