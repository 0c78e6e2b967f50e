import { groupBy } from '../../base/groupBy.ts';
import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { engineLinks } from '../engine/engineLinks.ts';
import type { EngineLink } from '../engine/engineLinks.ts';
import { fullLinkName } from '../links/linkString.ts';
import { noEvidence } from './evidence.ts';
import type { ReceiverEvidence, SeenAddress } from './evidence.ts';
import type { LinkCase, Rule } from './linkCase.ts';
import { removedLinks } from './removedLinks.ts';
import { addHost } from './rules/addHost.ts';
import { beatsDns } from './rules/beatsDns.ts';
import { cycle } from './rules/cycle.ts';
import { dns } from './rules/dns.ts';
import { engine29, showsLink } from './rules/engine29.ts';
import { health } from './rules/health.ts';
import { hostsFile } from './rules/hostsFile.ts';
import { icc } from './rules/icc.ts';
import { names } from './rules/names.ts';
import { noEffect } from './rules/noEffect.ts';
import { podman } from './rules/podman.ts';
import { renamed } from './rules/renamed.ts';
import { right } from './rules/right.ts';
import { source } from './rules/source.ts';
import { stale } from './rules/stale.ts';
import { isFault, VERDICT_CODES } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** One link with all that is to be said about it, the gravest first; at least one verdict. */
export interface LinkVerdicts {
  readonly link: EngineLink;
  readonly verdicts: readonly Verdict[];
}

/** A container that has links, or whose first process shows variables of a link it no longer has. */
export interface ReceiverVerdicts {
  readonly receiver: string;
  readonly receiverId: string;
  readonly links: readonly LinkVerdicts[];
  /** About links that were removed while the container ran. */
  readonly removed: readonly Verdict[];
}

/** Every rule; `right` speaks when none of them knows a fault. */
const RULES: readonly Rule[] = [source, cycle, health, stale, hostsFile, icc, dns, renamed, addHost, beatsDns, noEffect, names, engine29];

/** The verdicts on every link of every inspected container; what was not read of a container counts as unknown. */
export function verdictsOf(
  facts: EngineFacts,
  evidence: readonly ReceiverEvidence[],
  seen: readonly SeenAddress[] = [],
): readonly ReceiverVerdicts[] {
  const told = new Map(evidence.map((one) => [one.receiverId, one]));
  const evidenceOf = ({ id }: ContainerDetail): ReceiverEvidence => told.get(id) ?? noEvidence(id);
  const variablesSeen = casesOf(facts, evidenceOf, seen, false).some((one) => one.link.mechanism === 'legacy' && showsLink(one));
  const cases = groupBy(casesOf(facts, evidenceOf, seen, variablesSeen), ({ receiver }) => receiver.id);
  return facts.details
    .map((receiver) => ({
      receiver: receiver.name,
      receiverId: receiver.id,
      links: (cases.get(receiver.id) ?? []).map((one) => ({ link: one.link, verdicts: judge(one) })),
      removed: removedLinks(receiver, evidenceOf(receiver)),
    }))
    .filter(({ links, removed }) => links.length > 0 || removed.length > 0);
}

function judge(one: LinkCase): readonly Verdict[] {
  const refused = podman(one);
  if (refused.length > 0) return refused;
  const verdicts = RULES.flatMap((rule) => rule(one));
  const settled = verdicts.some(({ code }) => isFault(code) || code === 'dns-right');
  return [...verdicts, ...(settled ? [] : right(one))].sort((a, b) => VERDICT_CODES.indexOf(a.code) - VERDICT_CODES.indexOf(b.code));
}

function casesOf(
  facts: EngineFacts,
  evidenceOf: (receiver: ContainerDetail) => ReceiverEvidence,
  seen: readonly SeenAddress[],
  variablesSeen: boolean,
): readonly LinkCase[] {
  const receivers = new Map(facts.details.map((detail) => [detail.id, detail]));
  const named = groupBy(facts.summaries, ({ name }) => name);
  return engineLinks(facts, variablesSeen).flatMap(({ receiverId, links }) => {
    const receiver = receivers.get(receiverId);
    if (!receiver) return [];
    return links.map((link) => ({
      facts,
      receiver,
      evidence: evidenceOf(receiver),
      link,
      links,
      fullName: link.raw.startsWith('/') ? link.raw.slice(link.raw.indexOf(':') + 1) : fullLinkName(receiver.name, link.alias),
      source: receivers.get(link.sourceId ?? '') ?? null,
      namesake: named.get(link.source)?.find(({ id }) => id !== link.sourceId) ?? null,
      seen,
      variablesSeen,
    }));
  });
}
