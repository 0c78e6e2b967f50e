import type { ContainerSummary, EngineFacts } from '../engine/container.ts';
import { composeOrigin } from '../compose/running.ts';

/** A container by what it is still known by after it was made again. */
export interface Party {
  readonly name: string;
  /** Null for a container that Compose did not make. */
  readonly origin: { readonly project: string; readonly service: string } | null;
}

/** A name under which a container is to find another one. */
export interface Promised {
  readonly receiverId: string;
  readonly receiver: string;
  readonly name: string;
  /** Whom the name is to lead to, as people call it. */
  readonly owner: string;
  /** The containers that may answer: one, those of a scaled service, or none while the owner has no container. */
  readonly ownerIds: readonly string[];
  /** Who promised it, in a few words. */
  readonly by: string;
}

/** How a container is known. */
export function partyOf({ name, labels }: ContainerSummary): Party {
  return { name, origin: composeOrigin(labels) };
}

/** The containers that are a party now: the one that has its name, else those of its service. */
export function containersOfParty({ name, origin }: Party, { summaries }: EngineFacts): readonly ContainerSummary[] {
  const named = summaries.filter((one) => one.name === name);
  if (named.length > 0 || origin === null) return named;
  return summaries.filter(({ labels }) => {
    const own = composeOrigin(labels);
    return own?.project === origin.project && own.service === origin.service;
  });
}
