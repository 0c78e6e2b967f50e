import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { linksOf } from '../engine/engineLinks.ts';
import type { EngineLink } from '../engine/engineLinks.ts';
import { surroundingsOf } from '../engine/surroundings.ts';
import { algorithmOf } from '../env/algorithm.ts';
import { fullLinkName } from '../links/linkString.ts';
import { answersHold, aroundOf, recorded } from './around.ts';
import type { Question } from './around.ts';
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

/** The judgement of an engine's links, with what it rests on, so that the next one need not begin anew. */
export interface Judgement {
  readonly receivers: readonly ReceiverVerdicts[];
  /** How many containers were judged for it; the others were judged before, and nothing that was asked about them has changed. */
  readonly judged: number;
  readonly memory: ReadonlyMap<string, Judged>;
}

/** What is said of one container, and all that it rests on. */
interface Judged {
  readonly receiver: ContainerDetail;
  readonly evidence: ReceiverEvidence | undefined;
  readonly engine: string;
  readonly questions: readonly Question[];
  readonly verdicts: ReceiverVerdicts;
}

/** The verdicts on every link of every inspected container; what was not read of a container counts as unknown. */
export function verdictsOf(
  facts: EngineFacts,
  evidence: readonly ReceiverEvidence[],
  seen: readonly SeenAddress[] = [],
): readonly ReceiverVerdicts[] {
  return judgeEngine({ facts, evidence, seen }, null).receivers;
}

/** What is known of an engine. */
interface EngineKnowledge {
  readonly facts: EngineFacts;
  readonly evidence: readonly ReceiverEvidence[];
  readonly seen: readonly SeenAddress[];
}

/** The same as `verdictsOf`, in which a container keeps its verdicts of an earlier judgement as long as everything that they rest on is the same. */
export function judgeEngine({ facts, evidence, seen }: EngineKnowledge, before: Judgement | null): Judgement {
  const told = new Map(evidence.map((one) => [one.receiverId, one]));
  const around = aroundOf(facts, seen);
  const variablesSeen = showsVariables(facts, told);
  const { version, icc, origin } = facts;
  const engine = JSON.stringify([version.version, version.apiVersion, version.product, icc, origin, variablesSeen]);
  const memory = new Map<string, Judged>();
  let judged = 0;
  for (const receiver of facts.details) {
    const own = told.get(receiver.id);
    const known = before?.memory.get(receiver.id);
    if (known?.receiver === receiver && known.evidence === own && known.engine === engine && answersHold(known.questions, around)) {
      memory.set(receiver.id, known);
      continue;
    }
    const questions: Question[] = [];
    const verdicts = judgeReceiver(receiver, own ?? noEvidence(receiver.id), { around: recorded(around, questions), variablesSeen });
    memory.set(receiver.id, { receiver, evidence: own, engine, questions, verdicts });
    judged += 1;
  }
  const all = [...memory.values()].map(({ verdicts }) => verdicts);
  return { receivers: all.filter(({ links, removed }) => links.length > 0 || removed.length > 0), judged, memory };
}

/** Whether the engine sets no variables, and the first process of some receiver has those of a link all the same. */
function showsVariables(facts: EngineFacts, told: ReadonlyMap<string, ReceiverEvidence>): boolean {
  if (algorithmOf(facts.version.apiVersion, false) !== 'off') return false;
  const around = surroundingsOf(facts);
  return facts.details.some((receiver) => {
    const evidence = told.get(receiver.id);
    if (evidence?.environment.kind !== 'read') return false;
    return linksOf(receiver, around, false).some((link) => link.mechanism === 'legacy' && showsLink({ receiver, link, evidence }));
  });
}

function judgeReceiver(
  receiver: ContainerDetail,
  evidence: ReceiverEvidence,
  { around, variablesSeen }: Pick<LinkCase, 'around' | 'variablesSeen'>,
): ReceiverVerdicts {
  const links = linksOf(receiver, around, variablesSeen);
  const judged = links.map((link) => {
    const fullName = link.raw.startsWith('/') ? link.raw.slice(link.raw.indexOf(':') + 1) : fullLinkName(receiver.name, link.alias);
    const source = link.sourceId === null ? null : around.detail(link.sourceId);
    const hasNamesake = around.namesake(link.source, link.sourceId) !== null;
    return { link, verdicts: judge({ around, receiver, evidence, link, links, fullName, source, hasNamesake, variablesSeen }) };
  });
  return { receiver: receiver.name, receiverId: receiver.id, links: judged, removed: removedLinks(receiver, evidence) };
}

function judge(one: LinkCase): readonly Verdict[] {
  const refused = podman(one);
  if (refused.length > 0) return refused;
  const verdicts = RULES.flatMap((rule) => rule(one));
  const settled = verdicts.some(({ code }) => isFault(code) || code === 'dns-right');
  return [...verdicts, ...(settled ? [] : right(one))].sort((a, b) => VERDICT_CODES.indexOf(a.code) - VERDICT_CODES.indexOf(b.code));
}
