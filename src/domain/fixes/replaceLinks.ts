import { readCompose } from '../../syntax/compose/read.ts';
import type { ComposeReading } from '../../syntax/compose/read.ts';
import { applyEdits } from '../../syntax/text.ts';
import type { TextEdit } from '../../syntax/text.ts';
import { editsFor } from './build.ts';
import { servicesByName } from './names.ts';
import { prove } from './proof.ts';
import { planLink, refuseFile } from './refusal.ts';
import type { Replacement, Surroundings } from './refusal.ts';
import { sameButLinks } from './untouched.ts';

/** Which links are to go: all that can, or one item of a service as it is written. */
export type WhichLinks = 'all' | { readonly service: string; readonly raw: string };

/** A link that stays, and why, in one sentence. */
export interface SkippedLink {
  readonly service: string;
  readonly raw: string;
  readonly reason: string;
}

/** A proved edit, or why there is none; `lost` are names Compose invented that go, `kept` link names that still resolve. */
export type LinkReplacement =
  | {
      readonly kind: 'edit';
      readonly edits: readonly TextEdit[];
      readonly text: string;
      readonly lost: readonly string[];
      readonly kept: readonly string[];
      readonly skipped: readonly SkippedLink[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

type Compose = Extract<ComposeReading, { kind: 'compose' }>;

/** Replaces links between services of one file by network names and `depends_on`, where that is proved to keep every name and the start order. */
export function replaceLinks(text: string, which: WhichLinks): LinkReplacement {
  const before = readCompose(text);
  if (before.kind !== 'compose') return refused(before.kind === 'fault' ? before.message : before.reason);
  const wrong = refuseFile(before.file);
  if (wrong) return refused(wrong);
  const { plans, skipped } = choose(text, before, which);
  if (plans.length > 0) return proved(text, before, plans, skipped);
  return refused(skipped[0]?.reason ?? (which === 'all' ? 'The file has no links.' : 'The file has no such link.'));
}

function refused(reason: string): LinkReplacement {
  return { kind: 'refused', reason };
}

function choose(text: string, reading: Compose, which: WhichLinks): { plans: readonly Replacement[]; skipped: readonly SkippedLink[] } {
  const { file } = reading;
  const around: Surroundings = { file, services: servicesByName(file) };
  const plans: Replacement[] = [];
  const skipped: SkippedLink[] = [];
  for (const receiver of file.services) {
    for (const link of receiver.links) {
      if (which !== 'all' && (receiver.name !== which.service || link.raw !== which.raw)) continue;
      const plan = planLink(around, receiver, link);
      const reason = typeof plan === 'string' ? plan : reasonOf(editsFor(text, reading, [plan]));
      if (typeof plan !== 'string' && reason === null) plans.push(plan);
      else skipped.push({ service: receiver.name, raw: link.raw, reason: reason ?? '' });
    }
  }
  return { plans, skipped };
}

function reasonOf(edits: ReturnType<typeof editsFor>): string | null {
  return typeof edits === 'string' ? edits : null;
}

function proved(text: string, before: Compose, plans: readonly Replacement[], skipped: readonly SkippedLink[]): LinkReplacement {
  const spans = editsFor(text, before, plans);
  if (typeof spans === 'string') return refused(spans);
  const edits = spans.map(({ start, end, newText }) => ({ range: before.lines.range({ start, end }), newText }));
  const edited = applyEdits(text, edits);
  const after = readCompose(edited);
  if (after.kind !== 'compose' || after.file.oddities.length > 0 || !sameButLinks(before.tree.root, after.tree.root)) {
    return refused('The file is written in a style that no small edit fits.');
  }
  const proof = prove(before.file, after.file, text);
  return proof.proved ? { kind: 'edit', edits, text: edited, lost: proof.lost, kept: proof.kept, skipped } : refused(proof.reason);
}
