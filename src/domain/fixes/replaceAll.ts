import { carryOut } from './carryOut.ts';
import type { CarriedOut, Projects } from './carryOut.ts';
import { joinedPlan } from './plan.ts';
import type { Plan } from './plan.ts';
import { plansFor } from './planLink.ts';
import type { Planning } from './planLink.ts';
import { isSafe, rewriteOf } from './rewriteWords.ts';
import type { NoRewrite, Rewrite, RewrittenLink } from './rewrite.ts';

/** The safe rewrites of a file's links as one, and why its other links stay. */
export interface AllReplaced {
  readonly rewrite: Rewrite | null;
  readonly kept: readonly NoRewrite[];
}

/** A link and the safe plans for it that were not tried yet. */
interface Waiting {
  readonly link: RewrittenLink;
  readonly plans: readonly Plan[];
  readonly reason: string;
}

/** Replaces all links of the scope's file that can be replaced without asking anybody. */
export function replaceAll(projects: Projects): AllReplaced {
  const { view, scope } = projects;
  const planning: Planning | null = view && { view, running: scope.around.running, form: 'short', healthChecked: new Set() };
  const waiting: Waiting[] = [];
  const kept: NoRewrite[] = [];
  for (const { link, plans } of linksOf(projects, planning)) {
    if ('reason' in plans) kept.push({ kind: 'refused', row: plans.row, links: [link], reason: plans.reason, instead: plans.instead });
    else waiting.push({ link, plans: plans.filter(({ row }) => row === 'same-name' || row === 'alias'), reason: asksWords(plans) });
  }
  const { done, left } = grown(projects, waiting);
  for (const { link, reason } of left) kept.push({ kind: 'refused', row: null, links: [link], reason, instead: [] });
  if (!done) return { rewrite: null, kept };
  return { rewrite: rewriteOf(projects, joinedPlan(done.plans), done.result), kept };
}

function asksWords(plans: readonly Plan[]): string {
  return plans[0]?.row === 'same-name' || plans[0]?.row === 'alias'
    ? ''
    : 'What replaces the link changes more than its name: it is offered by itself.';
}

interface Linked {
  readonly link: RewrittenLink;
  readonly plans: ReturnType<typeof plansFor>;
}

function linksOf({ view, scope }: Projects, planning: Planning | null): readonly Linked[] {
  if (!view || !planning) return [];
  const links = [...view.active.values(), ...view.disabled.values()].flatMap((receiver) =>
    receiver.links.flatMap((link): readonly Linked[] => {
      const place = [link.place, ...link.repeats].find(({ path }) => path === scope.path);
      if (!place) return [];
      const written: RewrittenLink = { path: scope.path, service: receiver.name, raw: link.value, range: place.range };
      return [{ link: written, plans: plansFor(planning, receiver, link) }];
    }),
  );
  return links.sort((a, b) => a.link.range.start.line - b.link.range.start.line);
}

interface Grown {
  readonly plans: readonly Plan[];
  readonly result: Extract<CarriedOut, { kind: 'done' }>;
}

/** What fails alone may stand beside others: an alias can bring a name that another link's end would take away. */
function grown(projects: Projects, all: readonly Waiting[]): { readonly done: Grown | null; readonly left: readonly Waiting[] } {
  let done: Grown | null = null;
  let left = all;
  for (let progress = true; progress;) {
    const failed: Waiting[] = [];
    const more = grow(projects, done, left, failed);
    progress = more !== null && more.plans.length > (done?.plans.length ?? 0) && failed.length > 0;
    done = more;
    left = failed;
  }
  return { done, left };
}

/** Adds as many as can be proved together with those done, by halves; those that fail alone are given back with the reason. */
function grow(projects: Projects, done: Grown | null, waiting: readonly Waiting[], failed: Waiting[]): Grown | null {
  const [first] = waiting;
  if (!first) return done;
  if (waiting.length === 1) return growByOne(projects, done, first, failed);
  const plans = waiting.flatMap(({ plans: [plan] }) => plan ?? []);
  if (plans.length === waiting.length) {
    const more = tried(projects, [...(done?.plans ?? []), ...plans]);
    if (more.kind === 'done') return { plans: [...(done?.plans ?? []), ...plans], result: more };
  }
  const half = waiting.length >> 1;
  return grow(projects, grow(projects, done, waiting.slice(0, half), failed), waiting.slice(half), failed);
}

function growByOne(projects: Projects, done: Grown | null, waiting: Waiting, failed: Waiting[]): Grown | null {
  let { reason } = waiting;
  for (const plan of waiting.plans) {
    const plans = [...(done?.plans ?? []), plan];
    const more = tried(projects, plans);
    if (more.kind === 'done') return { plans, result: more };
    reason ||= more.reason;
  }
  failed.push({ ...waiting, reason });
  return done;
}

function tried(projects: Projects, plans: readonly Plan[]): CarriedOut {
  const plan = joinedPlan(plans);
  const result = carryOut(projects, plan);
  if (result.kind === 'failed' || isSafe(plan, result)) return result;
  return { kind: 'failed', reason: `This has to be asked: ${result.warnings.join('; ')}.` };
}
