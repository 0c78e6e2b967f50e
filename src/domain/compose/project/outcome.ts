import type { Attached, ProjectContainer } from './containers.ts';
import type { Project } from './project.ts';
import type { SentLink } from './sentLinks.ts';

/** What happens to a container when the project is brought up, and why not more. */
export interface Outcome {
  readonly kind: 'runs' | 'not started' | 'not created';
  readonly reason: string | null;
}

const RUNS: Outcome = { kind: 'runs', reason: null };

/** What the engine does with one container and its links (moby `daemon/daemon_unix.go`, registerLinks). */
export function outcomeOf({ service }: ProjectContainer, sent: readonly SentLink[], project: Project, index: Attached): Outcome {
  if (project.refused) return { kind: 'not created', reason: 'Compose refuses the project.' };
  if (project.problems.some(({ severity, code }) => severity === 'at-start' && code === 'profile')) {
    return { kind: 'not created', reason: 'A service needs another one that no active profile enables.' };
  }
  const attachment = index.attachments.get(service.name);
  const shared =
    attachment?.kind === 'host'
      ? 'the host’s network'
      : attachment?.kind === 'service' || attachment?.kind === 'outside'
        ? 'another container’s network'
        : null;
  if (shared !== null && sent.length > 0) return { kind: 'not created', reason: `The engine takes no links on ${shared}.` };
  if (service.links.some(({ malformed }) => malformed))
    return { kind: 'not started', reason: 'The engine takes no link with more than one colon.' };
  if (attachment?.kind !== 'bridge') return RUNS;
  const lost = sent.find(({ targets }) => targets.some((target) => isElsewhere(target, index)));
  return lost
    ? { kind: 'not started', reason: `The link \`${lost.alias}\` leads to a container that is not on the default bridge.` }
    : RUNS;
}

function isElsewhere(target: string, { byName, attachments }: Attached): boolean {
  const container = byName.get(target);
  return container !== undefined && attachments.get(container.service.name)?.kind !== 'bridge';
}

/** A container with what happens to it. */
interface Brought {
  readonly container: ProjectContainer;
  readonly outcome: Outcome;
}

/** Compose 2 creates every container before it starts the first: when the engine refuses one, none starts. */
export function afterFailures<T extends Brought>(containers: readonly T[], { reader }: Project): readonly T[] {
  const refused = containers.find(({ outcome }) => outcome.kind === 'not created');
  if (reader === 'compose-1' || !refused) return containers;
  const why = (refused.outcome.reason ?? '').replace(/^The engine /, 'it ');
  const reason = `The engine refuses to create ${refused.container.name}: ${why}`;
  return containers.map((each) => (each.outcome.kind === 'runs' ? { ...each, outcome: { kind: 'not started', reason } as const } : each));
}
