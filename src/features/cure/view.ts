import { cureOf } from '../../domain/verdicts/cure.ts';
import type { CureStep } from '../../domain/verdicts/cure.ts';
import type { ContainerKey } from '../../model/engineWatch.ts';
import type { EngineView } from '../../model/engineView.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** What a person is asked before commands are typed for them, or why that would only break more. */
export type CureText =
  | {
      readonly kind: 'steps';
      readonly question: string;
      readonly detail: string;
      readonly command: string;
      readonly environment: CureEnvironment;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly first: string | null; readonly environment: CureEnvironment };

/** The variables by which Docker's command line finds the engine. */
export type CureEnvironment = Readonly<Record<string, string>>;

/** How the receivers get fresh values, for those of the first one's engine; null when that engine is not known. */
export function cureFor({ engines }: Snapshot, receivers: readonly ContainerKey[]): CureText | null {
  const engine = engines.find(({ address }) => address === receivers[0]?.address);
  if (!engine?.facts) return null;
  const ids = receivers.flatMap(({ address, id }) => (address === engine.address ? [id] : []));
  const cure = cureOf(engine.facts, [...new Set(ids)]);
  const environment = environmentOf(engine);
  if (cure.kind === 'refused') {
    const reason = cure.obstacles.map(({ text }) => text).join(' ');
    return {
      kind: 'refused',
      reason,
      first: engine.facts.origin === 'dump' ? null : (cure.obstacles.find(({ first }) => first !== null)?.first ?? null),
      environment,
    };
  }
  if (engine.facts.origin === 'dump') {
    const there = cure.steps.map(({ command }) => command).join(' && ');
    return {
      kind: 'refused',
      reason: `These containers run where docker inspect was run. There, type: ${there}`,
      first: null,
      environment,
    };
  }
  const names = cure.steps.map(({ container }) => container);
  return {
    kind: 'steps',
    question: `Restart ${names.join(', then ')}?`,
    detail: [...cure.steps.map(stepText), 'The command is typed into a terminal; it runs when you press Enter.'].join('\n'),
    command: cure.steps.map(({ command }) => command).join(' && '),
    environment,
  };
}

function stepText({ kind, container, because, disturbed }: CureStep): string {
  const what = kind === 'restart' ? `${container} stops and starts again` : `${container} is started`;
  const why = because === 'source-restarts' ? ', because a source of it restarts' : '';
  const whom = disturbed.length > 0 ? ` Meanwhile docker exec and health checks fail in ${disturbed.join(', ')}.` : '';
  return `${what}${why}.${whom}`;
}

/** A context is known by its name, a socket by its path, everything else by its address. */
function environmentOf({ address, name }: EngineView): CureEnvironment {
  if (name !== undefined) return { DOCKER_CONTEXT: name };
  if (address.includes('://')) return { DOCKER_HOST: address };
  if (address.startsWith('//')) return { DOCKER_HOST: `npipe://${address}` };
  return { DOCKER_HOST: address.startsWith('/') ? `unix://${address}` : `tcp://${address}` };
}
