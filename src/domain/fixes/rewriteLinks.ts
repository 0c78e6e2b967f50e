import type { ProjectLink, ProjectService } from '../compose/project/project.ts';
import type { ProjectView } from '../compose/projectView.ts';
import { carryOut } from './carryOut.ts';
import type { Projects } from './carryOut.ts';
import { containerNamePlans } from './containerNames.ts';
import { healthChecked } from './healthChecks.ts';
import type { DependencyForm, Plan } from './plan.ts';
import { hostWords } from '../names/hostWords.ts';
import { saidBy } from './ownName.ts';
import type { SettingTexts } from './ownName.ts';
import { furtherPlans, plansFor } from './planLink.ts';
import type { Planning } from './planLink.ts';
import type { NoRewrite, Rewrite, RewrittenLink, Row } from './rewrite.ts';
import { rewriteOf } from './rewriteWords.ts';

/** A link by its service and text. */
export interface LinkName {
  readonly service: string;
  readonly raw: string;
}

const INCOMPLETE: ReadonlySet<string> = new Set(['file-missing', 'file-unreadable', 'extends', 'include', 'format', 'type', 'name']);

/** Why nothing is proved of a project: a part of it is missing or cannot be read; null when all of it is there. */
export function brokenBy({ view, unfit }: Projects): string | null {
  return unfit ?? view?.project.problems.find(({ code }) => INCOMPLETE.has(code))?.message ?? null;
}

/** What can be done for one link, the preferred first; where its name cannot be kept, first why. */
export function rewritesOf(projects: Projects, { service, raw }: LinkName): readonly (Rewrite | NoRewrite)[] {
  const { scope } = projects;
  const found = linkOf(projects, { service, raw });
  if (!found) return [refusal(null, [], 'No project has the link.')];
  const link: RewrittenLink = { path: scope.path, service, raw, range: found.link.place.range };
  const broken = brokenBy(projects);
  if (broken !== null) return [refusal(null, [link], broken)];
  const short = attempt(projects, { ...found, form: 'short' }, link);
  const further = furtherWays(projects, found);
  if (short.kind === 'refused') return [short, ...further];
  const forms = short.row === 'cycle' || short.row === 'profile' ? [] : furtherForms(projects, found, link);
  return [short, ...forms, ...further];
}

function furtherWays(projects: Projects, { receiver, link }: Found): readonly Rewrite[] {
  const { view, scope, mentions } = projects;
  if (!view) return [];
  const { running } = scope.around;
  const names = new Set(projects.before.map(({ world }) => world.project.name));
  const planning: Planning = { view, running, form: 'short', healthChecked: new Set() };
  const plans = plansFor(planning, receiver, link);
  const [named] =
    'reason' in plans
      ? []
      : containerNamePlans(plans, { view, projects: names, mentions, running }).flatMap((plan) => proved(projects, plan));
  const further = furtherPlans(planning, receiver, link, settingTexts(projects, view));
  return [...(named ? [named] : []), ...further.flatMap((plan) => proved(projects, plan))];
}

function proved(projects: Projects, plan: Plan): readonly Rewrite[] {
  const done = carryOut(projects, plan);
  return done.kind === 'done' ? [rewriteOf(projects, plan, done)] : [];
}

function settingTexts({ scope, readings }: Projects, { project }: ProjectView): SettingTexts {
  const compose = project.files.flatMap((path) => {
    const text = scope.read(path);
    return text === null ? [] : [{ path, text }];
  });
  const services = compose.flatMap(({ text }) => {
    const reading = readings.compose(text);
    return reading.kind === 'compose' ? reading.file.services : [];
  });
  return {
    compose,
    extended: new Set(services.flatMap((each) => each.extends?.service ?? [])),
    alsoSay: (name) => scope.around.texts.flatMap(({ path, text }) => (hostWords(text, name).length > 0 ? [path] : [])).slice(0, 5),
  };
}

interface Found {
  readonly receiver: ProjectService;
  readonly link: ProjectLink;
}

function linkOf({ view, scope, readings }: Projects, { service, raw }: LinkName): Found | null {
  const receiver = view?.active.get(service) ?? view?.disabled.get(service);
  const here = (receiver?.links ?? []).filter(({ place, repeats }) => [place, ...repeats].some(({ path }) => path === scope.path));
  const reading = readings.compose(scope.read(scope.path) ?? '');
  const written = reading.kind === 'compose' ? reading.file.services.find(({ name }) => name === service)?.links : undefined;
  const start = written?.find((item) => item.raw === raw)?.range.start;
  // What is extended may be written otherwise than it is read.
  const atPlace = here.find(({ place, repeats }) =>
    [place, ...repeats].some(({ range }) => range.start.line === start?.line && range.start.character === start.character),
  );
  const link = here.find(({ value }) => value === raw) ?? atPlace;
  return receiver && link ? { receiver, link } : null;
}

function furtherForms(projects: Projects, found: Found, link: RewrittenLink): readonly Rewrite[] {
  const forms: readonly DependencyForm[] = ['restart', ...(healthCheckedIn(projects).has(found.link.target) ? (['healthy'] as const) : [])];
  return forms.flatMap((form) => {
    const done = attempt(projects, { ...found, form }, link);
    return done.kind === 'rewrite' && done.files.length > 0 && needsForm(projects, found) ? [done] : [];
  });
}

/** A receiver that says itself that it waits for the source is not touched. */
function needsForm({ view }: Projects, { receiver, link }: Found): boolean {
  const written = view?.active.get(receiver.name)?.dependsOn.find(({ service }) => service === link.target);
  return written?.from !== 'depends_on';
}

function healthCheckedIn({ view, scope, readings }: Projects): ReadonlySet<string> {
  return view ? healthChecked(view.project, (path) => readings.parse(path, scope.read(path) ?? '', 'go')) : new Set();
}

interface Attempt extends Found {
  readonly form: DependencyForm;
}

function attempt(projects: Projects, { receiver, link, form }: Attempt, asked: RewrittenLink): Rewrite | NoRewrite {
  const { view, scope } = projects;
  if (!view) return refusal(null, [asked], 'No project has the link.');
  const planning: Planning = { view, running: scope.around.running, form, healthChecked: healthCheckedIn(projects) };
  const plans = plansFor(planning, receiver, link);
  if ('reason' in plans) return { kind: 'refused', row: plans.row, links: [asked], reason: plans.reason, instead: plans.instead };
  let reason = '';
  for (const plan of plans) {
    const done = carryOut(projects, plan);
    if (done.kind === 'done') return rewriteOf(projects, plan, done);
    reason ||= done.reason;
  }
  return refusal(plans[0]?.row ?? null, [asked], reason, insteadOf(projects, receiver, link));
}

function refusal(row: Row | null, links: readonly RewrittenLink[], reason: string, instead: readonly string[] = []): NoRewrite {
  return { kind: 'refused', row, links, reason, instead };
}

/** Where a service's settings and the files around it say a name. */
function placesOf(texts: SettingTexts, service: string, name: string): readonly string[] {
  const { hosts, others } = saidBy(service, name, texts.compose);
  return [...new Set([...hosts.map(({ label }) => `\`${label}\``), ...others.map(({ label }) => `\`${label}\``), ...texts.alsoSay(name)])];
}

/** What is left to a person where no names can be kept. */
function insteadOf(projects: Projects, { name }: ProjectService, { alias, target }: ProjectLink): readonly string[] {
  if (alias === target) return ['Keep the link: on a project network it stays allowed.'];
  const places = projects.view ? placesOf(settingTexts(projects, projects.view), name, alias) : [];
  const where = places.length > 0 ? ` The name is in ${places.join(', ')}.` : '';
  return [
    `Let \`${name}\` use the name \`${target}\` in place of \`${alias}\`, and drop the alias.${where}`,
    `Keep the link: on a project network it stays allowed.`,
  ];
}
