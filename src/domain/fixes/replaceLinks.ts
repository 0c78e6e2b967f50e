import { groupBy } from '../../base/groupBy.ts';
import type { ComposeService, LinkItem } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { Range, TextEdit } from '../../syntax/text.ts';
import { editsFor } from './build.ts';
import { CONFLICT } from './conflict.ts';
import { indexFile } from './fileIndex.ts';
import { gateOf } from './gate.ts';
import { mentionsIn } from './mentions.ts';
import type { MentionsOf } from './mentions.ts';
import { servicesByName } from './names.ts';
import { circlesAmong } from './order.ts';
import { prove, viewOf } from './proof.ts';
import type { Blame, LostName, View } from './proof.ts';
import { realNetworks } from './realNetworks.ts';
import type { RealNetworks } from './realNetworks.ts';
import { hiddenNetworks, planLink, refuseFile } from './refusal.ts';
import type { Replacement, Scene } from './refusal.ts';
import type { Surroundings } from './surroundings.ts';
import { unclearIn } from './unclear.ts';
import { sameButLinks } from './untouched.ts';

/** Which links are to go: all that can, or one item of a service as it is written. */
export type WhichLinks = 'all' | { readonly service: string; readonly raw: string };

/** A link that goes; its service still reaches `source` by `alias`, and starts after it. */
export interface FixedLink {
  readonly service: string;
  readonly raw: string;
  readonly range: Range;
  readonly source: string;
  readonly alias: string;
  /** The network on which the source gets the alias; null when it has the name without the link. */
  readonly network: string | null;
  /** The names Compose invented for the link that go with it; no text that was looked at uses one. */
  readonly lost: readonly string[];
  /**
   * Whether `docker compose restart SOURCE` restarted the service, too, through the link alone: a link adds `restart: true`
   * to the dependency unless `depends_on` has it already (compose-go `loader/normalize.go`); the short `depends_on` does not.
   */
  readonly restarted: boolean;
}

/** A link that stays, and why, in one sentence. */
export interface SkippedLink {
  readonly service: string;
  readonly raw: string;
  readonly range: Range;
  readonly reason: string;
}

/** Proved edits, or why there are none; each link that was asked for is either fixed or skipped. */
export type LinkReplacement =
  | {
      readonly kind: 'edit';
      readonly edits: readonly TextEdit[];
      readonly text: string;
      readonly fixed: readonly FixedLink[];
      readonly skipped: readonly SkippedLink[];
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly skipped: readonly SkippedLink[] };

type Compose = Extract<ComposeReading, { kind: 'compose' }>;

/** Replaces links between services of one file by network names and `depends_on`, where that is proved to keep every name and the start order. */
export function replaceLinks(text: string, which: WhichLinks, around: Surroundings): LinkReplacement {
  const before = readCompose(text);
  if (before.kind !== 'compose') return refused(before.kind === 'fault' ? before.message : before.reason, []);
  const real = realNetworks(before.file);
  const { file } = real;
  const asked = file.services.flatMap((receiver) =>
    receiver.links
      .filter(({ raw }) => which === 'all' || (receiver.name === which.service && raw === which.raw))
      .map((link) => ({ receiver, link })),
  );
  if (asked.length === 0) return refused(which === 'all' ? 'The file has no links.' : 'The file has no such link.', []);
  const scene = sceneOf(before, real, around);
  const wrong = CONFLICT.test(text) ? 'The file has conflict markers.' : refuseFile(before.file);
  const reasons = new Map<LinkItem, string>();
  const plans: Replacement[] = [];
  for (const { receiver, link } of asked) {
    const plan = wrong ?? planLink(scene, receiver, link);
    if (typeof plan === 'string') reasons.set(link, plan);
    else plans.push(plan);
  }
  const mentions = mentionsIn([{ path: around.name, text }, ...around.texts], new Set(plans.map(({ source }) => source.name)));
  const work: Work = { text, before, was: viewOf(before.file), mentions, reasons };
  const done = extendAll(work, plans);
  const skipped = asked.flatMap(({ receiver, link }) => {
    const reason = reasons.get(link);
    return reason === undefined ? [] : [{ service: receiver.name, raw: link.raw, range: link.range, reason }];
  });
  if (!done) return refused(skipped[0]?.reason ?? '', skipped);
  const lost = groupBy(done.lost, ({ receiver, source }) => JSON.stringify([receiver, source]));
  const fixed = done.plans.map((plan) => fixedLink(plan, lost.get(JSON.stringify([plan.receiver.name, plan.source.name])) ?? []));
  return { kind: 'edit', edits: done.edits, text: done.text, fixed, skipped };
}

function sceneOf(before: Compose, real: RealNetworks, around: Surroundings): Scene {
  const { file } = real;
  const { scales, networks } = unclearIn(before);
  const unclear = { scales, networks: new Set([...networks].map(real.keyOf)) };
  const index = indexFile(file);
  const hidden = hiddenNetworks(file, unclear);
  return { file, index, real, inCircle: circlesAmong(index.services), unclear, hidden, gate: gateOf(around), running: around.running };
}

function refused(reason: string, skipped: readonly SkippedLink[]): LinkReplacement {
  return { kind: 'refused', reason, skipped };
}

interface Work {
  readonly text: string;
  readonly before: Compose;
  readonly was: View;
  readonly mentions: MentionsOf;
  /** Why links stay; what fails is added. */
  readonly reasons: Map<LinkItem, string>;
}

interface Done {
  readonly kind: 'done';
  readonly plans: readonly Replacement[];
  readonly edits: readonly TextEdit[];
  readonly text: string;
  readonly lost: readonly LostName[];
}

/** What fails alone may stand beside others: an alias can bring a name that another link's end would take away. */
function extendAll(work: Work, plans: readonly Replacement[]): Done | null {
  let done: Done | null = null;
  let waiting = plans;
  while (waiting.length > 0) {
    const more = extend(work, done, waiting);
    const planned = new Set<Replacement>(more?.plans);
    for (const { link } of planned) work.reasons.delete(link);
    const left = waiting.filter((plan) => !planned.has(plan));
    done = more;
    if (left.length === waiting.length) break;
    waiting = left;
  }
  return done;
}

/** Adds as many plans as can be proved together with those done: without those that are blamed, else by halves. */
function extend(work: Work, done: Done | null, plans: readonly Replacement[]): Done | null {
  if (plans.length === 0) return done;
  const more = proved(work, [...(done?.plans ?? []), ...plans]);
  if (more.kind === 'done') return more;
  const blamed = plans.filter((plan) => more.blamed.has(plan));
  if (plans.length === 1 || (blamed.length > 0 && (blamed.length < plans.length || areApart(plans)))) {
    const gone = new Set(blamed.length > 0 ? blamed : plans);
    for (const plan of gone) work.reasons.set(plan.link, more.blamed.get(plan) ?? more.reason);
    return extend(
      work,
      done,
      plans.filter((plan) => !gone.has(plan)),
    );
  }
  const half = plans.length >> 1;
  return extend(work, extend(work, done, plans.slice(0, half)), plans.slice(half));
}

/** Whether no link shares its receiver or brings the alias of another, so that what fails for one does not fail because of another. */
function areApart(plans: readonly Replacement[]): boolean {
  const brought = plans.filter(({ network }) => network !== null).map(({ alias }) => alias.toLowerCase());
  return new Set(plans.map(({ receiver }) => receiver)).size === plans.length && new Set(brought).size === brought.length;
}

interface Failed {
  readonly kind: 'failed';
  readonly reason: string;
  /** The links that are known to be why, each with its reason. */
  readonly blamed: ReadonlyMap<Replacement, string>;
}

function failed(reason: string, blamed: ReadonlyMap<Replacement, string> = new Map()): Failed {
  return { kind: 'failed', reason, blamed };
}

function proved({ text, before, was, mentions }: Work, plans: readonly Replacement[]): Done | Failed {
  const built = editsFor(text, before, plans);
  if (built.kind === 'unsuitable') return failed([...built.reasons.values()][0] ?? '', built.reasons);
  const edits = built.edits.map(({ start, end, newText }) => ({ range: before.lines.range({ start, end }), newText }));
  const edited = applyEdits(text, edits);
  const after = readCompose(edited);
  if (after.kind !== 'compose' || after.file.oddities.length > 0 || !sameButLinks(before.tree.root, after.tree.root)) {
    return failed('The file is written in a style that no small edit fits.');
  }
  const back = new Map(comeBack(servicesByName(after.file), plans));
  if (back.size > 0) return failed([...back.values()][0] ?? '', back);
  const proof = prove(was, viewOf(after.file), mentions);
  if (proof.proved) return { kind: 'done', plans, edits, text: edited, lost: proof.lost };
  return failed(proof.reason, blamedBy(proof.blames, plans));
}

function comeBack(
  services: ReadonlyMap<string, ComposeService>,
  plans: readonly Replacement[],
): readonly (readonly [Replacement, string])[] {
  return plans
    .filter(({ receiver, link }) => services.get(receiver.name)?.links.some(({ raw }) => raw === link.raw))
    .map((plan) => [plan, `\`${plan.link.raw}\` would come back to \`${plan.receiver.name}\` through a merge key.`]);
}

function blamedBy(blames: readonly Blame[], plans: readonly Replacement[]): ReadonlyMap<Replacement, string> {
  const exact = new Map(blames.map(({ receiver, source, alias, reason }) => [JSON.stringify([receiver, source, alias]), reason]));
  const blamed = new Map<Replacement, string>();
  for (const plan of plans) {
    const reason =
      exact.get(JSON.stringify([plan.receiver.name, plan.source.name, null])) ??
      exact.get(JSON.stringify([null, plan.source.name, plan.alias.toLowerCase()]));
    if (reason !== undefined) blamed.set(plan, reason);
  }
  return blamed;
}

function fixedLink({ receiver, link, source, alias, network }: Replacement, lost: readonly LostName[]): FixedLink {
  return {
    service: receiver.name,
    raw: link.raw,
    range: link.range,
    source: source.name,
    alias,
    network,
    lost: lost.map(({ name }) => name),
    restarted: !receiver.dependsOn.some(({ service }) => service === source.name),
  };
}
