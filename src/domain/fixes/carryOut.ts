import type { ProjectSet, ReadText, Reader } from '../compose/project/project.ts';
import { readProject } from '../compose/project/readProject.ts';
import { viewOf } from '../compose/projectView.ts';
import type { ProjectView } from '../compose/projectView.ts';
import { hazardsOf } from './hazards.ts';
import { mentionsIn } from './mentions.ts';
import type { MentionsOf } from './mentions.ts';
import type { Plan } from './plan.ts';
import { editsOfPlan } from './planEdits.ts';
import { proveProject, worldAfter, worldBefore } from './projectProof.ts';
import type { Effects, World } from './projectProof.ts';
import type { FileEdits, RewriteScope } from './rewrite.ts';
import { sameData } from './sameData.ts';

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
}

/** Reads the projects that have a file, each as both programs take it where both take it, with all its profiles. */
export function projectsOf(scope: RewriteScope): Projects {
  const before = scope.sets.flatMap((set) => {
    const found = readersFor(set).flatMap((reader) => variants({ ...set, reader }, scope));
    return found.filter(({ world }) => world.project.files.includes(scope.path));
  });
  const likeliest = before[0]?.world.project ?? null;
  const view = likeliest && viewOf(likeliest);
  const services = new Set(before.flatMap(({ world }) => world.project.services.map(({ name }) => name)));
  const own = new Set(before.flatMap(({ world }) => world.project.files));
  const texts = [...own].flatMap((path) => {
    const text = scope.read(path);
    return text === null ? [] : [{ path: path === scope.path ? scope.around.name : path, text }];
  });
  return { scope, before, view, mentions: mentionsIn([...texts, ...scope.around.texts], services) };
}

function readersFor({ reader }: ProjectSet): readonly Reader[] {
  return reader === 'compose-1' ? ['compose-1'] : ['compose-2', 'compose-1'];
}

/** As it is started, and with all profiles where that makes more of it; what docker-compose 1.x refuses says nothing of it. */
function variants(set: ProjectSet, { read, parse }: RewriteScope): readonly Before[] {
  const project = readProject(set, read, parse);
  if (project.refused && set.reader === 'compose-1') return [];
  const own: Before = { set, world: worldBefore(project) };
  if (project.disabled.length === 0) return [own];
  const profiles = [...new Set(project.disabled.flatMap((service) => service.profiles.map(({ value }) => value)))];
  const all = { ...set, profiles };
  const full = readProject(all, read, parse);
  return full.refused && set.reader === 'compose-1' ? [own] : [{ set: all, world: worldBefore(full) }, own];
}

/** A plan that was carried out and proved, or why it cannot be. */
export type CarriedOut =
  | {
      readonly kind: 'done';
      readonly files: readonly FileEdits[];
      readonly effects: readonly Effects[];
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Writes a plan and proves it in every project that has the file. */
export function carryOut({ scope, before, view, mentions }: Projects, plan: Plan): CarriedOut {
  if (!view) return { kind: 'failed', reason: 'No project has the link.' };
  const { refusal: hazard, warnings } = hazardsOf(plan, view, scope.read);
  if (hazard !== null) return { kind: 'failed', reason: hazard };
  const edits = editsOfPlan(plan, view.project, scope.read);
  if (edits.kind === 'unsuitable') return { kind: 'failed', reason: edits.reason };
  const texts = new Map(edits.files.map(({ path, text }) => [path, text]));
  for (const [path, text] of texts)
    if (!sameData(scope.read(path) ?? '', text))
      return { kind: 'failed', reason: 'The file is written in a style that no small edit fits.' };
  const read: ReadText = (path) => texts.get(path) ?? scope.read(path);
  const effects: Effects[] = [];
  for (const { set, world } of before) {
    if (set.reader === 'compose-1' && plan.depends.some(({ form }) => form !== 'short')) continue;
    const after = readProject(set, read);
    const proof = proveProject(world, worldAfter(after), plan, mentions);
    if (!proof.proved) return { kind: 'failed', reason: proof.reason };
    effects.push(proof.effects);
  }
  return { kind: 'done', files: edits.files, effects, warnings };
}
