import { groupBy } from '../../base/groupBy.ts';
import { serviceOf } from '../compose/projectView.ts';
import { carryOut } from './carryOut.ts';
import type { CarriedOut, Projects } from './carryOut.ts';
import { joinedPlan } from './plan.ts';
import type { Plan } from './plan.ts';
import { V1_STAYS, plansFor } from './planLink.ts';
import type { Planning } from './planLink.ts';
import { brokenBy } from './rewriteLinks.ts';
import { askedWords, isSafe, rewriteOf } from './rewriteWords.ts';
import type { NoRewrite, Rewrite, RewrittenLink, Row } from './rewrite.ts';

/** A link that goes; its service still reaches `source` by `alias`, and starts after it. */
export interface ReplacedLink extends RewrittenLink {
  readonly source: string;
  readonly alias: string;
  /** The network on which the source gets the alias, by its key; null when it has the name without the link. */
  readonly network: string | null;
  /** The names Compose invented for the link that go with it; no text that was looked at uses one. */
  readonly lost: readonly string[];
  /** Whether `docker compose restart SOURCE` restarted the service, too, through the link alone (compose-go `loader/normalize.go`). */
  readonly restarted: boolean;
}

/** The safe rewrites of a file's links as one, link by link too, and why its other links stay. */
export interface AllReplaced {
  readonly rewrite: Rewrite | null;
  readonly replaced: readonly ReplacedLink[];
  readonly kept: readonly NoRewrite[];
}

/** Which links are meant. */
export type Wanted = (link: { readonly service: string; readonly raw: string }) => boolean;

/** A link and the safe plans for it that were not tried yet. */
interface Waiting {
  readonly link: RewrittenLink;
  readonly plans: readonly Plan[];
  readonly reason: string;
}

/** Replaces all links of the scope's file that are meant and can be replaced without asking anybody. */
export function replaceAll(projects: Projects, wanted: Wanted = () => true): AllReplaced {
  const { view, scope } = projects;
  const waiting: Waiting[] = [];
  const kept: NoRewrite[] = [];
  const broken = brokenBy(projects);
  const planning: Planning | null = view && { view, running: scope.around.running, form: 'short', healthChecked: new Set() };
  for (const { link, plans } of linksOf(projects, planning).filter((each) => wanted(each.link))) {
    if (broken !== null) kept.push({ kind: 'refused', row: null, links: [link], reason: broken, instead: [] });
    else if ('reason' in plans) kept.push({ kind: 'refused', row: plans.row, links: [link], reason: plans.reason, instead: plans.instead });
    else {
      const safe = plans.filter(({ row }) => row === 'same-name' || row === 'alias');
      if (safe.length === 0) kept.push({ kind: 'refused', row: null, links: [link], reason: asksWords(plans, planning), instead: [] });
      else waiting.push({ link, plans: safe, reason: asksWords(plans, planning) });
    }
  }
  const { done, left } = grown(projects, waiting);
  for (const { link, reason } of left) kept.push({ kind: 'refused', row: null, links: [link], reason, instead: [] });
  kept.sort((a, b) => startOf(a) - startOf(b));
  if (!done) return { rewrite: null, replaced: [], kept };
  const plan = joinedPlan(done.plans);
  return { rewrite: rewriteOf(projects, plan, done.result), replaced: replacedBy(projects, plan, done.result), kept };
}

/** Each link of a plan, where it is written first in the scope's file, else in another. */
function replacedBy({ scope }: Projects, plan: Plan, { effects }: Grown['result']): readonly ReplacedLink[] {
  const lost = [...new Map(effects.flatMap((each) => each.lost).map((each) => [JSON.stringify(each), each])).values()];
  const targets = groupBy(plan.links, ({ service }) => service);
  const lostBy = groupBy(lost, ({ service }) => service);
  const networks = new Map(
    plan.aliases.toReversed().map((each) => [JSON.stringify([each.service, each.alias.toLowerCase()]), each.network]),
  );
  const uncoupled = new Set(effects.flatMap((each) => each.uncoupled.map((pair) => JSON.stringify([pair.service, pair.source]))));
  return plan.links.map(({ service, link, source }): ReplacedLink => {
    const { path, range } = [link.place, ...link.repeats].find((place) => place.path === scope.path) ?? link.place;
    const others = (targets.get(service) ?? []).map((each) => each.link.target);
    return {
      ...{ path, service, raw: link.value, range, source: link.target, alias: link.alias },
      network: networks.get(JSON.stringify([source, link.alias.toLowerCase()])) ?? null,
      lost: (lostBy.get(service) ?? []).flatMap(({ name }) => (numbered(name, others) === link.target ? [name] : [])),
      restarted: uncoupled.has(JSON.stringify([service, link.target])),
    };
  });
}

/** Whose name with a number a name is: of services that fit the one with the longest name. */
function numbered(name: string, services: readonly string[]): string | undefined {
  const stem = name.replace(/[-_]\d+$/, '').toLowerCase();
  const fits = (service: string) =>
    stem === service.toLowerCase() || (/[-_]$/.test(stem.slice(0, -service.length)) && stem.endsWith(service.toLowerCase()));
  return services.filter(fits).sort((a, b) => b.length - a.length)[0];
}

/** Why a link that has plans is no safe one, in one sentence; empty where it may be one. */
function asksWords([plan]: readonly Plan[], planning: Planning | null): string {
  const [first] = plan?.links ?? [];
  if (!plan || !first || !planning || plan.row === 'same-name' || plan.row === 'alias') return '';
  const { view, running } = planning;
  const { service, link } = first;
  const count = Math.max(serviceOf(view, link.target)?.scale ?? 1, running.get(link.target) ?? 0);
  const [receiver, source] = [`\`${service}\``, `\`${link.target}\``];
  const words: Partial<Record<Row, string>> = {
    scaled: `${source} has ${String(count)} containers: a link leads to one of them, a name on the network to all.`,
    profile: `${source} may be missing when ${receiver} starts: only a profile enables it.`,
    cycle: `${receiver} and ${source} need each other in a circle, in which no order can be kept.`,
    bridge: `${receiver} and ${source} would leave the default bridge.`,
    'join-network': `${receiver} and ${source} share no network: one would join a network of the other.`,
  };
  return words[plan.row] ?? `More than the name of ${source} would change.`;
}

interface Linked {
  readonly link: RewrittenLink;
  readonly plans: ReturnType<typeof plansFor>;
}

/** Every link that the projects have from the file, as it writes them, and those it writes that no project has. */
function linksOf({ view, scope, readings }: Projects, planning: Planning | null): readonly Linked[] {
  const reading = readings.compose(scope.read(scope.path) ?? '');
  const file = reading.kind === 'compose' ? reading.file : null;
  const own = (file?.services ?? []).flatMap(({ name, links }) => links.map((link) => ({ ...link, service: name })));
  const written = new Map(own.map(({ range, raw }) => [keyOf(range), raw]));
  const links: Linked[] = [];
  const known = new Set<string>();
  for (const receiver of view && planning ? [...view.active.values(), ...view.disabled.values()] : []) {
    for (const link of receiver.links) {
      const place = [link.place, ...link.repeats].find(({ path }) => path === scope.path);
      if (!place || !planning) continue;
      const raw = written.get(keyOf(place.range)) ?? link.value;
      known.add(JSON.stringify([receiver.name, raw]));
      links.push({
        link: { path: scope.path, service: receiver.name, raw, range: place.range },
        plans: plansFor(planning, receiver, link),
      });
    }
  }
  const plans = { row: null, reason: file?.format === 'v1' ? V1_STAYS : 'No project has the link.', instead: [] };
  for (const { service, raw, range } of own)
    if (!known.has(JSON.stringify([service, raw]))) links.push({ link: { path: scope.path, service, raw, range }, plans });
  return links.sort(({ link: a }, { link: b }) => order(a) - order(b));
}

function keyOf({ start }: RewrittenLink['range']): string {
  return JSON.stringify(start);
}

function startOf({ links: [link] }: NoRewrite): number {
  return link ? order(link) : 0;
}

function order({ range: { start } }: RewrittenLink): number {
  return start.line * 1e6 + start.character;
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

/** So many links, all of which are blamed, are tried one by one. */
const FEW = 24;

/** Adds as many as can be proved together with those done, without those that are blamed, else by halves; those that fail are given back with the reason. */
function grow(projects: Projects, done: Grown | null, waiting: readonly Waiting[], failed: Waiting[]): Grown | null {
  const [first] = waiting;
  if (!first) return done;
  if (waiting.length === 1) return growByOne(projects, done, first, failed);
  const plans = waiting.flatMap(({ plans: [plan] }) => plan ?? []);
  if (plans.length === waiting.length) {
    const more = tried(projects, [...(done?.plans ?? []), ...plans]);
    if (more.kind === 'done') return { plans: [...(done?.plans ?? []), ...plans], result: more };
    const reasons = more.blames ?? new Map<string, string>();
    const blamed = waiting.filter(({ link }) => reasons.has(link.service));
    if (blamed.length > 0 && (blamed.length < waiting.length || waiting.length > FEW)) {
      const others = waiting.filter((each) => !blamed.includes(each));
      const before = failed.length;
      const next = grow(projects, done, others, failed);
      // What failed for itself may be what they are blamed for.
      if (failed.length > before) return grow(projects, next, blamed, failed);
      for (const each of blamed) failed.push({ ...each, reason: each.reason || (reasons.get(each.link.service) ?? more.reason) });
      return next;
    }
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
  if (result.kind === 'failed') return { ...result };
  if (isSafe(plan, result)) return result;
  return { kind: 'failed', reason: `This has to be asked: ${askedWords(plan, result).join('; ')}.` };
}
