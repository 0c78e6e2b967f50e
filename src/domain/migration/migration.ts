import type { EngineFacts } from '../engine/container.ts';
import { groupsOf } from './group.ts';
import { livePlan, liveScript, movesLive } from './live.ts';
import { planMigration } from './plan.ts';
import type { MigrationInput, RefusedGroup } from './plan.ts';
import { recreateScript } from './recreate.ts';
import type { Origin } from './told.ts';

/** What a person wants written: containers made anew, or moved while they run. */
export type MigrationWay = 'recreate' | 'live';

/** A script to be read and run by a person, and what it leaves out. */
export interface Migration {
  /** Null where nothing can be moved. */
  readonly script: string | null;
  readonly moved: readonly string[];
  readonly refused: readonly RefusedGroup[];
  /** Whether these containers could move while they run, too. */
  readonly live: boolean;
}

/** The containers whose inspect data a migration of these needs. */
export function containersToInspect(facts: EngineFacts, ids: readonly string[]): readonly string[] {
  return groupsOf(facts, ids).flatMap(({ members }) => members.map(({ id }) => id));
}

/** The script that moves containers from links to networks; it is text, and nobody here runs it. */
export function writeMigration(input: MigrationInput & Origin, way: MigrationWay): Migration {
  const plan = planMigration(input);
  const able = movesLive(input);
  const live = livePlan(plan);
  if (way === 'live' && !able) return { script: null, moved: [], refused: [{ names: [], reasons: [NOT_LIVE] }], live: false };
  const { groups, refused } = way === 'live' ? live : plan;
  const script = way === 'live' ? liveScript : recreateScript;
  return {
    script: groups.length > 0 ? script({ groups, refused }, input) : null,
    moved: groups.flatMap(({ moved }) => moved.map(({ detail }) => detail.name)),
    refused,
    live: able && live.groups.length > 0,
  };
}

const NOT_LIVE = 'Running containers were seen to move without being made anew on Docker 20.10 only.';
