import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { LinkInProject } from '../compose/fileInProjects.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import type { Place } from '../compose/project/project.ts';
import type { TargetEngine } from '../engine/target.ts';
import { linkPrefix } from '../env/prefix.ts';
import { lastComponent } from '../links/linkString.ts';
import type { Severity } from './severity.ts';

/** What a rule looks at: one link, and what its file and its projects say around it. */
export interface Subject {
  readonly link: FileLink;
  readonly engine: TargetEngine;
  /** Finds the service the link names, as the likeliest project has it; undefined where no file at hand defines it. */
  readonly source: () => ComposeService | undefined;
  /** All links of the same receiver in the file, this one among them. */
  readonly together: readonly FileLink[];
  /** The link in each project that has it, the likeliest first. */
  readonly inProjects: readonly LinkInProject[];
  /** Finds a service whose name is nearly the one asked for. */
  readonly near: (name: string) => NearService | null;
}

/** A service by another name than the one asked for; `place` is null where it stands in the link's own file. */
export interface NearService {
  readonly name: string;
  readonly place: Place | null;
}

/** What a rule says about a link: how grave it is under the engine asked for, and one sentence. */
export interface Verdict {
  readonly severity: Severity;
  readonly message: string;
  /** Where else to look. */
  readonly related?: readonly Related[];
}

/** Another place that has to do with a finding, and how. */
export interface Related {
  readonly message: string;
  readonly place: Place;
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

/** What is said in every project that has the link, as it is said in the likeliest; a file that several sets share is not blamed for one of them. */
export function inEvery({ inProjects }: Subject, check: (one: LinkInProject) => Verdict | null): Verdict | null {
  let first: Verdict | null = null;
  for (const one of inProjects) {
    const verdict = check(one);
    if (!verdict) return null;
    first ??= verdict;
  }
  return first;
}
