import { groupBy } from '../../base/groupBy.ts';
import type { ParseText, Project, ProjectSet, ReadText, Reader } from '../compose/project/project.ts';
import { pathIn } from '../compose/project/paths.ts';
import { readProject } from '../compose/project/readProject.ts';
import { serviceOf, viewOf } from '../compose/projectView.ts';
import type { ProjectView } from '../compose/projectView.ts';
import { gateOf, unreadBeside } from './gate.ts';
import type { Gate } from './gate.ts';
import { hazardsOf } from './hazards.ts';
import { mentionsIn } from './mentions.ts';
import type { MentionsOf } from './mentions.ts';
import type { Plan } from './plan.ts';
import { editsOfPlan } from './planEdits.ts';
import { proveProject } from './proof/proveProject.ts';
import { worldOf } from './proof/world.ts';
import type { Effects, World } from './proof/world.ts';
import { newReadings } from './readings.ts';
import type { Readings } from './readings.ts';
import type { FileEdits, RewriteScope } from './rewrite.ts';
import { unfit } from './unfit.ts';
import { sameData } from './sameData.ts';
import { sameButWords } from './ownName.ts';

/** A set of files as one reader takes it, before any edit. */
interface Before {
  readonly set: ProjectSet;
  readonly world: World;
}

/** The projects of a scope, read once for all that is asked of its links. */
export interface Projects {
  readonly scope: RewriteScope;
  readonly before: readonly Before[];
  /** The likeliest project. */
  readonly view: ProjectView | null;
  readonly mentions: MentionsOf;
  readonly readings: Readings;
  /** Why none of the links may go: a file of the projects that cannot be read or is not to be touched; null when there is none. */
  readonly unfit: string | null;
  /** What stands for files that no project reads. */
  readonly gate: Gate;
}

/** Reads the projects that have a file, each as both programs take it where both take it, with all its profiles. */
export function projectsOf(scope: RewriteScope): Projects {
  const readings = newReadings();
  const before = scope.sets.flatMap((set) => {
    const found = readersFor(set).flatMap((reader) => variants({ ...set, reader }, scope, readings));
    return found.filter(({ world }) => world.project.files.includes(scope.path));
  });
  const likeliest = before[0]?.world.project ?? null;
  const view = likeliest && viewOf(likeliest);
  const services = new Set(before.flatMap(({ world }) => world.project.services.map(({ name }) => name)));
  const own = new Set(before.flatMap(({ world }) => world.project.files));
  const texts = [...own].flatMap((path) => {
    const text = scope.read(path);
    return text === null ? [] : [{ path: shownPath(scope, path), text }];
  });
  const wrong = texts.flatMap(({ path, text }) => unfit(text, `The file ${path}`) ?? []);
  const gate = gateOf(scope.around, new Set([...own].map(pathIn)));
  return {
    scope,
    before,
    view,
    readings,
    gate,
    unfit: wrong[0] ?? unreadBeside(scope.around),
    mentions: mentionsIn([...texts, ...scope.around.texts], services),
  };
}

/** The path of a project's file as people write it, as far as the way there from the scope's file tells that. */
function shownPath({ path: own, around: { name } }: RewriteScope, path: string): string {
  const folder = own.slice(0, own.lastIndexOf('/') + 1);
  return path.startsWith(folder) ? name.slice(0, name.lastIndexOf('/') + 1) + path.slice(folder.length) : path;
}

function readersFor({ reader }: ProjectSet): readonly Reader[] {
  return reader === 'compose-1' ? ['compose-1'] : ['compose-2', 'compose-1'];
}

/** As it is started, and with all profiles where that makes more of it; what docker-compose 1.x refuses says nothing of it. */
const UNREADABLE: ReadonlySet<string> = new Set(['file-missing', 'file-unreadable', 'format', 'extends', 'include', 'name']);

function variants(set: ProjectSet, { read }: RewriteScope, { parse }: Readings): readonly Before[] {
  const project = readProject(set, read, parse);
  if (set.reader === 'compose-1' && project.problems.some(({ code }) => UNREADABLE.has(code))) return [];
  const own = named(set, project, { read, parse });
  if (project.disabled.length === 0) return [own];
  const profiles = [...new Set(project.disabled.flatMap((service) => service.profiles.map(({ value }) => value)))];
  const all = { ...set, profiles };
  return [named(all, readProject(all, read, parse), { read, parse }), own];
}

/** Where a `container_name` is one that Compose makes of the folder's name, only under another name can the project be started. */
function named(set: ProjectSet, project: Project, { read, parse }: { readonly read: ReadText; readonly parse: ParseText }): Before {
  const world = worldOf(project);
  if (project.nameFrom !== 'folder' || world.containers.size === world.names.containers.length) return { set, world };
  const other = { ...set, name: `${project.name}0` };
  return { set: other, world: worldOf(readProject(other, read, parse)) };
}

/** A plan that was carried out and proved, or why it cannot be. */
export type CarriedOut =
  | {
      readonly kind: 'done';
      readonly files: readonly FileEdits[];
      readonly effects: readonly Effects[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** The services whose names would be others, each with a reason; absent where that is not why. */
      readonly blames?: ReadonlyMap<string, string>;
    };

/** Writes a plan and proves it in every project that has the file. */
export function carryOut({ scope, before, view, mentions, readings, gate }: Projects, plan: Plan): CarriedOut {
  if (!view) return { kind: 'failed', reason: 'No project has the link.' };
  const { refusal: hazard, warnings } = hazardsOf(plan, view, (path) => readings.compose(scope.read(path) ?? ''));
  if (hazard !== null) return { kind: 'failed', reason: hazard };
  const edits = editsOfPlan(plan, view.project, { read: scope.read, compose: readings.compose });
  if (edits.kind === 'unsuitable') return { kind: 'failed', reason: edits.reason };
  const plain = (path: string, text: string) => readings.parse(path, text, 'go');
  const texts = new Map(edits.files.map(({ path, text }) => [path, text]));
  // What settings say is proved by itself; all else is compared with a project that says it already.
  const said = withWords(plan, scope.read);
  for (const [path, text] of texts) {
    const [own, other] = [plain(path, scope.read(path) ?? ''), plain(path, said(path) ?? '')];
    if ((plan.words.length > 0 && !sameButWords(own, other, plan.words)) || !sameData(other, plain(path, text)))
      return { kind: 'failed', reason: 'The file is written in a style that no small edit fits.' };
  }
  const read: ReadText = (path) => texts.get(path) ?? scope.read(path);
  const effects: Effects[] = [];
  for (const { set, world } of before) {
    const after = readProject(set, read, readings.parse);
    const was = plan.words.length > 0 ? worldOf(readProject(set, said, readings.parse)) : world;
    const proof = proveProject(was, worldOf(after), plan, mentions);
    if (!proof.proved) return { kind: 'failed', reason: proof.reason, blames: proof.blames };
    effects.push(proof.effects);
  }
  return { kind: 'done', files: edits.files, effects, warnings: [...warnings, ...outside(plan, view, gate)] };
}

/** What files that no project reads may have to do with a plan, in half sentences. */
function outside({ links }: Plan, view: ProjectView, gate: Gate): readonly string[] {
  const reasons = links.flatMap(({ service, source, link: { alias } }) => {
    const networks = new Set(serviceOf(view, source)?.networks.map(({ key }) => key));
    return gate({ receiver: service, source, alias, networks }) ?? [];
  });
  return [...new Set(reasons)].map((reason) => reason.replace(/^The /, 'the ').replace(/\.$/, ''));
}

function withWords({ words }: Plan, read: ReadText): ReadText {
  const byPath = groupBy(words, ({ path }) => path);
  return (path) => {
    const text = read(path);
    if (text === null) return null;
    return (byPath.get(path) ?? [])
      .toSorted((a, b) => b.start - a.start)
      .reduce((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
  };
}
