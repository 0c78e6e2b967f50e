import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import { sourceFinder } from '../compose/sourceFinder.ts';
import type { TargetEngine } from '../engine/target.ts';
import { linkAliasUnusable } from './linkAliasUnusable.ts';
import { linkDns } from './linkDns.ts';
import { linkLegacy } from './linkLegacy.ts';
import { linkPrefixCollision } from './linkPrefixCollision.ts';
import { linkRefused } from './linkRefused.ts';
import { linkSharesSecret } from './linkSharesSecret.ts';
import { linkTargetMissing } from './linkTargetMissing.ts';
import type { Subject } from './rule.ts';
import { SEVERITIES } from './severity.ts';
import type { Severity } from './severity.ts';

/** Every rule; of findings of equal severity the one whose rule stands first comes first. */
export const RULES = [
  linkRefused,
  linkTargetMissing,
  linkLegacy,
  linkDns,
  linkPrefixCollision,
  linkAliasUnusable,
  linkSharesSecret,
] as const;

/** The code of a rule. */
export type FindingCode = (typeof RULES)[number]['code'];

/** What is to be said about one link. */
export interface LinkFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  /** Whether the link's text does nothing that is needed. */
  readonly unnecessary: boolean;
}

/** A link with what is to be said about it. */
export interface JudgedLink {
  readonly link: FileLink;
  /** The gravest first; empty where the link has no effect or files cannot tell what it becomes. */
  readonly findings: readonly LinkFinding[];
  /** The first of the findings. */
  readonly finding: LinkFinding | null;
}

/** Judges the links of one file, whose services these are, for an engine. */
export function judgeLinks(links: readonly FileLink[], services: readonly ComposeService[], engine: TargetEngine): readonly JudgedLink[] {
  const sourceOf = sourceFinder(services);
  const linksOf = new Map<string, FileLink[]>();
  for (const link of links) {
    const together = linksOf.get(link.service);
    if (together) together.push(link);
    else linksOf.set(link.service, [link]);
  }
  return links.map((link) => {
    const findings = findingsOf({ link, engine, source: sourceOf(link), together: linksOf.get(link.service) ?? [link] });
    return { link, findings, finding: findings[0] ?? null };
  });
}

function findingsOf(subject: Subject): readonly LinkFinding[] {
  const findings = RULES.flatMap((rule): readonly LinkFinding[] => {
    const verdict = rule.check(subject);
    return verdict ? [{ code: rule.code, ...verdict, unnecessary: rule.unnecessary ?? false }] : [];
  });
  return findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}
