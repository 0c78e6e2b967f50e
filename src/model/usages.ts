import type { UsageFinding } from '../domain/usages/findings.ts';
import type { ProjectUsage } from '../domain/usages/projectUsages.ts';

/** What is known of the readers of link variables in a workspace's code, once somebody has searched; paths are URIs. */
export interface UsagesFact {
  /** Whether every file that rules let in was searched. */
  readonly state: 'searching' | 'complete' | 'stopped';
  readonly usages: readonly ProjectUsage[];
  readonly findings: readonly UsageFinding[];
  /** What was not searched, each a noun phrase. */
  readonly unsearched: readonly string[];
}
