import type { LinkItem } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { Range, TextEdit } from '../../syntax/text.ts';
import { editsFor } from './build.ts';
import { mentionsIn } from './mentions.ts';
import type { MentionsOf } from './mentions.ts';
import { servicesByName } from './names.ts';
import { prove } from './proof.ts';
import type { LostName } from './proof.ts';
import { planLink, refuseFile } from './refusal.ts';
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

/** What git leaves of a merge that is to be finished by hand; inside a comment or a block of text YAML reads on. */
const CONFLICT = /^(?:<{7}|>{7})(?: |\r?$)/m;

/** Replaces links between services of one file by network names and `depends_on`, where that is proved to keep every name and the start order. */
export function replaceLinks(text: string, which: WhichLinks, around: Surroundings): LinkReplacement {
  const before = readCompose(text);
  if (before.kind !== 'compose') return refused(before.kind === 'fault' ? before.message : before.reason, []);
  const asked = before.file.services.flatMap((receiver) =>
    receiver.links
      .filter(({ raw }) => which === 'all' || (receiver.name === which.service && raw === which.raw))
      .map((link) => ({ receiver, link })),
  );
  if (asked.length === 0) return refused(which === 'all' ? 'The file has no links.' : 'The file has no such link.', []);
  const scene: Scene = { file: before.file, services: servicesByName(before.file), unclear: unclearIn(before), around };
  const wrong = CONFLICT.test(text) ? 'The file has conflict markers.' : refuseFile(before.file);
  const reasons = new Map<LinkItem, string>();
  const plans: Replacement[] = [];
  for (const { receiver, link } of asked) {
    const plan = wrong ?? planLink(scene, receiver, link);
    if (typeof plan === 'string') reasons.set(link, plan);
    else plans.push(plan);
  }
  const work: Work = { text, before, mentions: mentionsIn([{ path: around.name, text }, ...around.texts]), reasons };
  const done = extendAll(work, plans);
  const skipped = asked.flatMap(({ receiver, link }) => {
    const reason = reasons.get(link);
    return reason === undefined ? [] : [{ service: receiver.name, raw: link.raw, range: link.range, reason }];
  });
  if (!done) return refused(skipped[0]?.reason ?? '', skipped);
  return { kind: 'edit', edits: done.edits, text: done.text, fixed: done.plans.map((plan) => fixedLink(plan, done.lost)), skipped };
}

function refused(reason: string, skipped: readonly SkippedLink[]): LinkReplacement {
  return { kind: 'refused', reason, skipped };
}

interface Work {
  readonly text: string;
  readonly before: Compose;
  readonly mentions: MentionsOf;
  /** Why links stay; what fails is added. */
  readonly reasons: Map<LinkItem, string>;
}

interface Done {
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
    const planned: readonly Replacement[] = more?.plans ?? [];
    for (const { link } of planned) work.reasons.delete(link);
    const left = waiting.filter((plan) => !planned.includes(plan));
    done = more;
    if (left.length === waiting.length) break;
    waiting = left;
  }
  return done;
}

/** Adds as many plans as can be proved together with those done, halving those that cannot. */
function extend(work: Work, done: Done | null, plans: readonly Replacement[]): Done | null {
  if (plans.length === 0) return done;
  const more = proved(work, [...(done?.plans ?? []), ...plans]);
  if (typeof more !== 'string') return more;
  const [only] = plans;
  if (plans.length === 1 && only) {
    work.reasons.set(only.link, more);
    return done;
  }
  const half = plans.length >> 1;
  return extend(work, extend(work, done, plans.slice(0, half)), plans.slice(half));
}

function proved({ text, before, mentions }: Work, plans: readonly Replacement[]): Done | string {
  const spans = editsFor(text, before, plans);
  if (typeof spans === 'string') return spans;
  const edits = spans.map(({ start, end, newText }) => ({ range: before.lines.range({ start, end }), newText }));
  const edited = applyEdits(text, edits);
  const after = readCompose(edited);
  if (after.kind !== 'compose' || after.file.oddities.length > 0 || !sameButLinks(before.tree.root, after.tree.root)) {
    return 'The file is written in a style that no small edit fits.';
  }
  const back = plans.find(({ receiver, link }) =>
    after.file.services.some(({ name, links }) => name === receiver.name && links.some(({ raw }) => raw === link.raw)),
  );
  if (back) return `\`${back.link.raw}\` would come back to \`${back.receiver.name}\` through a merge key.`;
  const proof = prove(before.file, after.file, mentions);
  return proof.proved ? { plans, edits, text: edited, lost: proof.lost } : proof.reason;
}

function fixedLink({ receiver, link, source, alias, network }: Replacement, lost: readonly LostName[]): FixedLink {
  return {
    service: receiver.name,
    raw: link.raw,
    range: link.range,
    source: source.name,
    alias,
    network,
    lost: lost.filter((each) => each.receiver === receiver.name && each.source === source.name).map((each) => each.name),
    restarted: !receiver.dependsOn.some(({ service }) => service === source.name),
  };
}
