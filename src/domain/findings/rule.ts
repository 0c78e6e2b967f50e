import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import type { TargetEngine } from '../engine/target.ts';
import { linkPrefix } from '../env/prefix.ts';
import { lastComponent } from '../links/linkString.ts';
import type { Severity } from './severity.ts';

/** What a rule looks at: one link, and what its file says around it. */
export interface Subject {
  readonly link: FileLink;
  readonly engine: TargetEngine;
  /** The service the link names, where the link's file defines it. */
  readonly source: ComposeService | undefined;
  /** All links of the same receiver, this one among them. */
  readonly together: readonly FileLink[];
}

/** What a rule says about a link: how grave it is under the engine asked for, and one sentence. */
export interface Verdict {
  readonly severity: Severity;
  readonly message: string;
}

/** One thing that can be said about a link. */
export interface Rule<Code extends string = string> {
  /** Stable; settings, suppressions and programs name a rule by it. */
  readonly code: Code;
  /** One sentence for people; the README says the same. */
  readonly meaning: string;
  /** Whether the link's text does nothing that is needed, so that an editor may fade it out. */
  readonly unnecessary?: boolean;
  /** Null when there is nothing to say. */
  check(subject: Subject): Verdict | null;
}

/** Whether an engine really sets the variables of a link: a legacy one, up to Docker 28. */
export function setsVariables({ link, engine }: Subject): boolean {
  return link.mechanism === 'legacy' && link.targetState !== 'missing' && engine <= 28;
}

/** The prefix of the variables of a link with this alias, as the engine registers it. */
export function prefixOf(alias: string): string {
  return linkPrefix(lastComponent(alias));
}
