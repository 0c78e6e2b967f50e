import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { groupsOf } from './group.ts';
import type { Group } from './group.ts';
import { imageOf } from './imageOf.ts';
import { valueAt } from './json.ts';
import type { Moved } from './moved.ts';
import { planNetworks } from './networks.ts';
import type { NetworkPlan } from './networks.ts';
import { refusalsOf } from './refusals.ts';

/** What a migration is written from. */
export interface MigrationInput {
  readonly facts: EngineFacts;
  /** The containers that are asked for; those that links hold together with them move, too. */
  readonly ids: readonly string[];
  /** What `docker inspect` says of each of these containers, by id, and of images, by theirs. */
  readonly inspected: ReadonlyMap<string, unknown>;
  /** The name of the network to be made; null for one made of the containers' names. */
  readonly network: string | null;
}

/** One group that can be moved. */
export interface GroupPlan extends NetworkPlan {
  readonly group: Group;
  /** Sources before their receivers. */
  readonly moved: readonly Moved[];
}

/** A group that is not moved, and all that stands in the way, each a sentence. */
export interface RefusedGroup {
  readonly names: readonly string[];
  readonly reasons: readonly string[];
}

/** What becomes of the containers that were asked for. */
export interface MigrationPlan {
  readonly groups: readonly GroupPlan[];
  readonly refused: readonly RefusedGroup[];
}

/** Plans the move of each group by itself. */
export function planMigration({ facts, ids, inspected, network }: MigrationInput): MigrationPlan {
  const groups: GroupPlan[] = [];
  const refused: RefusedGroup[] = [];
  const taken = new Set(facts.details.flatMap(({ networks }) => [...networks.keys()]));
  for (const group of groupsOf(facts, ids)) {
    const moved = group.members.map((detail) => movedOf(detail, inspected));
    const reasons = refusalsOf(group, moved, facts);
    if (reasons.length > 0) refused.push({ names: group.members.map(({ name }) => name), reasons });
    else groups.push({ group, moved, ...planNetworks(group, { facts, taken, wanted: groups.length === 0 ? network : null }) });
    for (const { name } of groups.at(-1)?.networks ?? []) taken.add(name);
  }
  return { groups, refused };
}

function movedOf(detail: ContainerDetail, inspected: ReadonlyMap<string, unknown>): Moved {
  const container = inspected.get(detail.id) ?? null;
  const image = inspected.get(imageOf(container) ?? '');
  return { detail, container, image: valueAt(image, 'Config') === undefined ? null : image };
}
