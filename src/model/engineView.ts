import { algorithmOf } from '../domain/env/algorithm.ts';
import type { ContainerDetail, ContainerSummary, EngineFacts, EngineVersion } from '../domain/engine/container.ts';
import type { ReceiverLinks } from '../domain/engine/engineLinks.ts';
import type { EngineHealth } from '../domain/engine/health.ts';
import type { EngineImages } from '../domain/engine/image.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import type { Measurement } from '../domain/names/measured.ts';
import type { ReceiverEvidence } from '../domain/verdicts/evidence.ts';
import { judgeEngine } from '../domain/verdicts/verdictsOf.ts';
import type { Judgement, ReceiverVerdicts } from '../domain/verdicts/verdictsOf.ts';
import type { SeenLink } from '../domain/verify/linkPromises.ts';
import type { EngineFact } from './facts.ts';

/** An engine with the links of its containers, as far as it was read. */
export interface EngineView {
  readonly address: string;
  /** The name of its Docker context, where it is known by one. */
  readonly name?: string;
  readonly health: EngineHealth;
  /** Null until the engine has answered once. */
  readonly version: EngineVersion | null;
  readonly containers: readonly ContainerSummary[];
  /** The inspected ones among the containers, by id. */
  readonly details: ReadonlyMap<string, ContainerDetail>;
  /** The containers that have links. */
  readonly receivers: readonly ReceiverLinks[];
  /** What is to be said about each of their links. */
  readonly verdicts: readonly ReceiverVerdicts[];
  /** What the verdicts come from; null until the engine has answered once. */
  readonly judgement: Judgement | null;
  /** What all this was read from; null until the engine has answered once. */
  readonly facts: EngineFacts | null;
  /** What was read inside the receivers that somebody looks at. */
  readonly evidence: readonly ReceiverEvidence[];
  /** What containers were told that a person had asked for names, by id. */
  readonly measured: ReadonlyMap<string, Measurement>;
  /** The links that its containers were seen to have, also those that are gone. */
  readonly seenLinks: readonly SeenLink[];
  /** The images that were asked for. */
  readonly images: EngineImages;
}

const NO_IMAGES: EngineImages = new Map();

/** What a fact about an engine means, judged anew as far as it is not what `before` was made of; that the daemon keeps link variables is told only where a receiver was seen to have some. */
export function engineView(
  { address, name, health, facts, evidence = [], seen = [], links = [], images = NO_IMAGES, measured = [] }: EngineFact,
  before: Pick<EngineView, 'judgement'> | null = null,
): EngineView {
  const judgement = facts && judgeEngine({ facts, evidence, seen }, before?.judgement ?? null);
  const verdicts = judgement?.receivers ?? [];
  return {
    address,
    ...(name !== undefined && { name }),
    health,
    version: facts?.version ?? null,
    containers: facts?.summaries ?? [],
    details: new Map(facts?.details.map((detail) => [detail.id, detail])),
    receivers: verdicts.flatMap(({ receiver, receiverId, links }) =>
      links.length > 0 ? [{ receiver, receiverId, links: links.map(({ link }) => link) }] : [],
    ),
    verdicts,
    judgement,
    facts,
    evidence,
    measured: new Map(measured.map((one) => [one.receiverId, one])),
    seenLinks: links,
    images,
  };
}

/** The first engine whose version is known as a target, also while it is out of reach; null while none is known, and for a product that has no links. */
export function connectedTarget(engines: readonly Pick<EngineView, 'version'>[]): TargetEngine | null {
  const version = engines.find(({ version }) => version?.product === 'docker' && version.apiVersion !== '')?.version;
  const algorithm = version ? algorithmOf(version.apiVersion, false) : null;
  if (!version || algorithm === null) return null;
  if (algorithm !== 'off') return 28;
  return Number.parseInt(version.version, 10) >= 30 ? 30 : 29;
}
