import type { MentionsOf } from '../mentions.ts';
import type { Plan } from '../plan.ts';
import { changedNetworks, changedOrder, changedServices, newProblem } from './model.ts';
import { provedNames } from './names.ts';
import type { ProjectProof, Proving, World } from './world.ts';

/**
 * Proves that a plan was carried out and nothing else: every name that led to containers leads to the same ones, the order of start holds,
 * and no service has become another. What a plan changes on purpose is told.
 */
export function proveProject(was: World, is: World, plan: Plan, mentions: MentionsOf): ProjectProof {
  const proving: Proving = { was, is, plan, mentions };
  const reason = newProblem(proving) ?? changedServices(proving) ?? changedNetworks(proving) ?? changedOrder(proving);
  return reason === null ? provedNames(proving) : { proved: false, reason, blames: new Map() };
}
