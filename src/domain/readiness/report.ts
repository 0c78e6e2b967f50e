import { remedyText } from '../verdicts/remedy.ts';
import type { FileLinkReadiness } from './fileReadiness.ts';
import type { LinkReadiness, OnEngine, Replacement } from './readiness.ts';

/** A variable as a report on readiness lists it. */
export interface ReportedVariable {
  readonly name: string;
  /** Masked; null where it was not read. */
  readonly value: string | null;
  readonly known: 'read' | 'derived' | 'predicted' | 'unknown';
  readonly fate: 'lost' | 'kept';
  readonly replacement: Replacement;
}

/** A link as a report on readiness lists it. */
export interface ReportedLink {
  readonly receiver: string;
  readonly source: string;
  /** Null where a variable hides it. */
  readonly alias: string | null;
  readonly mechanism: string;
  /** The line in the section's file, counted from 1; null for a link of a container. */
  readonly line: number | null;
  readonly engines: LinkReadiness['engines'];
  readonly variables: readonly ReportedVariable[];
  readonly remedies: readonly string[];
  readonly notes: readonly string[];
}

/** The links of one engine or one compose file. */
export interface ReportSection {
  readonly title: string;
  /** The file's URI or relative path to link to; null for an engine. */
  readonly target: string | null;
  readonly links: readonly ReportedLink[];
  /** What is not known of the section as a whole, each a sentence. */
  readonly notes: readonly string[];
}

/** A link of a container as a report lists it. */
export function reportedLink({ receiver, source, alias, mechanism, engines, variables, remedies }: LinkReadiness): ReportedLink {
  return { receiver, source, alias, mechanism, line: null, engines, variables, remedies: remedies.map(remedyText), notes: [] };
}

/** A link of a compose file as a report lists it. */
export function reportedFileLink({ link, engines, variables, remedies, notes }: FileLinkReadiness): ReportedLink {
  const { service, target, raw, alias, mechanism, range } = link;
  return { receiver: service, source: target ?? raw, alias, mechanism, line: range.start.line + 1, engines, variables, remedies, notes };
}

/** How many links lose what on which version, in one sentence. */
export function sumOf(sections: readonly ReportSection[]): string {
  const links = sections.flatMap((section) => section.links);
  if (links.length === 0) return 'There are no links.';
  const on29 = links.filter(({ engines }) => loses(engines[29])).length;
  const on30 = links.filter(({ engines }) => loses(engines[30])).length;
  const open = links.filter(({ engines }) => !loses(engines[29]) && isOpen(engines[29])).length;
  const untold = open > 0 ? `; of ${open} nobody can tell what Docker 29 takes` : '';
  return `${links.length} link${links.length === 1 ? '' : 's'}: Docker 29 takes names or variables from ${on29}, Docker 30 from ${on30}${untold}.`;
}

/** How a variable is known, in words. */
export function knownText({ known }: ReportedVariable): string {
  return known === 'unknown' ? 'in part' : known;
}

/** What to do about a variable: words, and what is to be typed as it is or null. */
export function replacementText({ name, replacement }: ReportedVariable): { readonly words: string; readonly typed: string | null } {
  switch (replacement.kind) {
    case 'set':
      return { words: 'set', typed: `${name}=${replacement.value}` };
    case 'own':
      return { words: 'give the receiver its own, from a file or a secret; it is a copy of', typed: replacement.sourceVariable };
    case 'nothing':
      return { words: replacement.because, typed: null };
  }
}

function loses({ names, variables }: OnEngine): boolean {
  return names === 'lost' || variables === 'lost';
}

function isOpen({ names, variables }: OnEngine): boolean {
  return names === 'unknown' || variables === 'unknown';
}
