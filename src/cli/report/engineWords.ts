import type { EngineLink } from '../../domain/engine/engineLinks.ts';
import type { EngineAnswer } from '../engineAnswer.ts';

/** An engine as people call it. */
export function engineName({ facts: { version, origin } }: EngineAnswer): string {
  const product = version.product === 'podman' ? 'Podman' : 'engine';
  if (origin !== 'dump') return `${product} ${version.version} (API ${version.apiVersion})`;
  return version.version === '' ? 'output of docker inspect' : `output of docker inspect, taken as Docker ${version.version}`;
}

/** What the output of `docker inspect` does not tell, one a line; nothing for an engine. */
export function gapLines({ gaps }: Pick<EngineAnswer, 'gaps'>): readonly string[] {
  return gaps.length === 0
    ? []
    : [
        'not told by docker inspect:',
        ...gaps.map(({ code, text }) => `  ${text}${code === 'version' ? ' (--target 28 answers for engines that do.)' : ''}`),
      ];
}

/** A link of a container in a few words. */
export function linkName(receiver: string, { source, alias }: Pick<EngineLink, 'source' | 'alias'>): string {
  return `${receiver} → ${source} as ${alias}`;
}

/** A number of links in words. */
export function countLinks(number: number): string {
  return `${number} link${number === 1 ? '' : 's'}`;
}

/** How a JSON report names an engine, and what it cannot tell of it. */
export function engineFields({ facts: { version, origin }, gaps }: EngineAnswer) {
  return {
    origin: origin === 'dump' ? 'inspect' : 'engine',
    version: version.version === '' ? null : version.version,
    api: origin === 'dump' ? null : version.apiVersion,
    product: version.product,
    gaps: gaps.map(({ code, text }) => ({ code, text })),
  } as const;
}
