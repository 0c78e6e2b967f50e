import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { LinkInProject } from '../compose/fileInProjects.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import type { TargetEngine } from '../engine/target.ts';
import { linkAliasService } from './linkAliasService.ts';
import { linkAliasTwice } from './linkAliasTwice.ts';
import { linkAliasUnusable } from './linkAliasUnusable.ts';
import { linkCycle } from './linkCycle.ts';
import { linkDns } from './linkDns.ts';
import { linkExternalNetwork } from './linkExternalNetwork.ts';
import { linkHidden } from './linkHidden.ts';
import { linkLegacy } from './linkLegacy.ts';
import { linkNoNetwork } from './linkNoNetwork.ts';
import { linkOrderOnly } from './linkOrderOnly.ts';
import { linkPrefixCollision } from './linkPrefixCollision.ts';
import { linkRefused } from './linkRefused.ts';
import { linkScaledTarget } from './linkScaledTarget.ts';
import { linkSelf } from './linkSelf.ts';
import { linkSharesSecret } from './linkSharesSecret.ts';
import { linkTargetMissing } from './linkTargetMissing.ts';
import { linkTargetProfile } from './linkTargetProfile.ts';
import type { Related, Subject } from './rule.ts';
import { SEVERITIES } from './severity.ts';
import type { Severity } from './severity.ts';

/** Every rule; of findings of equal severity the one whose rule stands first comes first. */
export const RULES = [
  linkRefused,
  linkTargetMissing,
  linkSelf,
  linkCycle,
  linkNoNetwork,
  linkTargetProfile,
  linkLegacy,
  linkDns,
  linkOrderOnly,
  linkHidden,
  linkAliasTwice,
  linkAliasService,
  linkExternalNetwork,
  linkScaledTarget,
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
  /** Where else to look. */
  readonly related: readonly Related[];
}

/** A link with what is to be said about it. */
export interface JudgedLink {
  readonly link: FileLink;
  /** The gravest first; empty where the link has no effect or files cannot tell what it becomes. */
  readonly findings: readonly LinkFinding[];
  /** The first of the findings. */
  readonly finding: LinkFinding | null;
}

/** What is known around the links of one file. */
export interface LinksAround {
  readonly links: readonly FileLink[];
  readonly sourceOf: (link: FileLink) => ComposeService | undefined;
  readonly inProjects: ReadonlyMap<FileLink, readonly LinkInProject[]>;
  readonly near: Subject['near'];
}

/** Judges the links of one file for an engine. */
export function judgeLinks({ links, sourceOf, inProjects, near }: LinksAround, engine: TargetEngine): readonly JudgedLink[] {
  const linksOf = new Map<string, FileLink[]>();
  for (const link of links) {
    const together = linksOf.get(link.service);
    if (together) together.push(link);
    else linksOf.set(link.service, [link]);
  }
  return links.map((link) => {
    const together = linksOf.get(link.service) ?? [link];
    const findings = findingsOf({ link, engine, source: () => sourceOf(link), together, inProjects: inProjects.get(link) ?? NONE, near });
    return { link, findings, finding: findings[0] ?? null };
  });
}

const NONE: readonly never[] = [];

function findingsOf(subject: Subject): readonly LinkFinding[] {
  const findings: LinkFinding[] = [];
  for (const rule of RULES) {
    const verdict = rule.check(subject);
    if (verdict) findings.push({ code: rule.code, related: NONE, ...verdict, unnecessary: rule.unnecessary ?? false });
  }
  return findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}
