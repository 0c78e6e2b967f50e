import { memoized } from '../../base/memo.ts';
import { namesOf } from '../compose/project/names.ts';
import type { ContainerNames, NameMechanism, ProjectNames } from '../compose/project/names.ts';
import type { Place, Project } from '../compose/project/project.ts';
import { resolveName } from '../compose/project/resolve.ts';

/** A name that will resolve in the containers of a service once its project is up. */
export interface PredictedName {
  readonly name: string;
  readonly foundBy: NameMechanism;
  /** The network in whose DNS it is, by the engine's name for it; null for lines of the hosts file and aliases of links. */
  readonly network: string | null;
  /** The containers it leads to; none for an address of `extra_hosts`. */
  readonly containers: readonly string[];
  /** How they answer: all in turn, or one of them that no file tells. */
  readonly choice: 'each' | 'one';
  /** Why nobody can tell whom it leads to; null where it can be told. */
  readonly unknown: string | null;
  /** Where the link or line is written that makes it. */
  readonly place: Place | null;
}

/** What the containers of a service can ask for, or why nobody can tell. */
export interface PredictedService {
  readonly service: string;
  /** The first of its containers, whose names these are; the others have the same. */
  readonly container: string;
  readonly scale: number;
  readonly names: readonly PredictedName[];
  /** Why there are none; null where there may be. */
  readonly reason: string | null;
}

/** The names that resolve in each service of a project once it is up, by the files alone; names that lead to the service itself are left out. */
export const predictedNames = memoized((project: Project): readonly PredictedService[] => {
  const names = namesOf(project);
  const refused = refusal(project);
  return names.containers
    .filter(({ container }) => container.number === 1)
    .map((one) => ({
      service: one.container.service.name,
      container: one.container.name,
      scale: one.container.service.scale,
      names: namesFor(names, one),
      reason: refused ?? reasonOf(one),
    }));
});

/** Why the reader stops before it makes anything, in one sentence. */
function refusal({ refused, reader, problems }: Project): string | null {
  if (!refused) return null;
  const message = problems.find(({ severity }) => severity === 'refused')?.message ?? '';
  return `${reader === 'compose-1' ? 'docker-compose 1.x' : 'Compose'} refuses the project, so nothing starts: ${message}`;
}

function reasonOf({ outcome, attachment, container }: ContainerNames): string | null {
  const { name } = container.service;
  if (outcome.kind !== 'runs') return `"${name}" does not start: ${outcome.reason ?? 'Compose refuses it.'}`;
  switch (attachment.kind) {
    case 'host':
      return `"${name}" is on the network of the host, which resolves names for it.`;
    case 'outside':
      return `"${name}" asks for names as the container does whose network it shares.`;
    case 'none':
      return `"${name}" has no network.`;
    case 'bridge':
    case 'networks':
    case 'service':
      return null;
  }
}

function namesFor(all: ProjectNames, receiver: ContainerNames): readonly PredictedName[] {
  const { hosts, links, container } = receiver;
  const shared = networksOf(all, receiver);
  const candidates = new Map<string, { readonly name: string; readonly network: string | null }>();
  for (const { name } of [...hosts, ...links.values()]) put(name, null);
  for (const realName of shared) for (const name of all.networks.get(realName)?.names.keys() ?? []) put(name, realName);
  const own = new Set(all.containers.flatMap((one) => (one.container.service.name === container.service.name ? [one.container.name] : [])));
  return [...candidates.values()].flatMap(({ name, network }): readonly PredictedName[] => {
    const found = resolveName(all, receiver, name);
    if (found.kind === 'none') return [];
    if (found.kind === 'unknown') {
      const link = links.get(name);
      if (!link) return [];
      return [{ name, foundBy: 'link alias', network, containers: link.containers, choice: 'each', unknown: found.why, place: link.place }];
    }
    const { containers, choice, mechanism, place } = found;
    if (containers.length > 0 && containers.every((one) => own.has(one))) return [];
    return [{ name, foundBy: mechanism, network, containers, choice, unknown: null, place }];
  });

  function put(name: string, network: string | null): void {
    const key = links.has(name) ? name : name.toLowerCase();
    if (!candidates.has(key)) candidates.set(key, { name, network });
  }
}

/** Who shares the network of another service asks as that one does. */
function networksOf(all: ProjectNames, { attachment }: ContainerNames): readonly string[] {
  if (attachment.kind === 'networks') return attachment.networks;
  if (attachment.kind !== 'service') return [];
  const owner = all.containers.find(({ container }) => container.service.name === attachment.service);
  return owner?.attachment.kind === 'networks' ? owner.attachment.networks : [];
}
