import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ambassadorsInFile } from '../../domain/ambassadors/inFile.ts';
import { removeAmbassador } from '../../domain/ambassadors/removal.ts';
import type { FileLink } from '../../domain/compose/fileLinks.ts';
import { containersOf } from '../../domain/compose/running.ts';
import type { ContainerSummary, EngineFacts } from '../../domain/engine/container.ts';
import { projectsOf } from '../../domain/fixes/carryOut.ts';
import type { Projects } from '../../domain/fixes/carryOut.ts';
import { externalWays } from '../../domain/fixes/externalWays.ts';
import { replaceAll } from '../../domain/fixes/replaceAll.ts';
import type { NoRewrite, Rewrite, RewriteScope } from '../../domain/fixes/rewrite.ts';
import { larger, scaledIn } from '../../domain/fixes/scales.ts';
import { rewritesOf } from '../../domain/fixes/rewriteLinks.ts';
import type { Surroundings } from '../../domain/fixes/surroundings.ts';
import { v1Rewrite } from '../../domain/fixes/v1Rewrite.ts';
import { makersOf } from '../../model/makers.ts';
import { rewriteScope } from '../../model/rewriteScope.ts';
import type { ReadFile } from '../../model/snapshot.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { findFiles, partsBelow, reasonOf } from '../files.ts';
import type { FoundFile } from '../files.ts';
import { Folders } from '../folders.ts';
import type { FixOptions } from '../requests.ts';
import { Desk } from './desk.ts';
import type { ChangedFile } from './desk.ts';
import { DistantFiles, slashed } from './distant.ts';
import { readDotenv, readNeighbours } from './project.ts';
import { textsAround } from './textsAround.ts';

/** What became of the links that were asked for. */
export interface Fixed {
  /** In the order in which they were made, each for the texts that those before it left. */
  readonly rewrites: readonly Rewrite[];
  readonly kept: readonly NoRewrite[];
  readonly files: readonly ChangedFile[];
  /** What of the projects was not searched for names that go, each a noun phrase. */
  readonly unsearched: readonly string[];
  /** What was not read, and why. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** A path as people read it. */
  readonly shown: (path: string) => string;
}

/** What is replaced: all that leaves nobody anything to decide, or the ways that are named, for the links that are meant. */
export type FixWish = Pick<FixOptions, 'paths' | 'mode' | 'rows' | 'only'>;

/** What an engine says of containers, as far as one was asked. */
export type RunningContainers = Pick<EngineFacts, 'summaries' | 'details'>;

const NO_ENGINE: RunningContainers = { summaries: [], details: [] };

/** Replaces the links of compose files, each file once, proved over all files that are read together. */
export async function fixFiles(wish: FixWish, engine: RunningContainers = NO_ENGINE): Promise<Fixed> {
  const found = await Promise.all(wish.paths.map(findFiles));
  const problems = found.flatMap((one) => one.problems);
  const named = found.flatMap((one) => one.files);
  const parts = partsBelow(found, new Folders({ paths: named.map(({ path }) => path) }));
  const files = await distinct([...named, ...parts]);
  const paths = files.map(({ path }) => path);
  const roots = await Promise.all(
    found.map(async ({ root, files: [first] }) => realpath(root ?? dirname(first?.path ?? '.')).catch(() => '.')),
  );
  const run: Run = { wish, engine, desk: new Desk(paths, roots), distant: new DistantFiles(paths), paths: paths.map(slashed) };
  const done: Done[] = [];
  for (const file of files) {
    try {
      const one = await fixFile(file, run);
      if (typeof one === 'string') problems.push({ path: run.desk.shown(file.path), message: one });
      else if (one) done.push(one);
    } catch (error) {
      problems.push({ path: run.desk.shown(file.path), message: reasonOf(error) });
    }
  }
  problems.push(...unmatched(wish.only, done));
  return {
    rewrites: done.flatMap(({ rewrites }) => rewrites),
    kept: done.flatMap(({ kept }) => kept),
    files: await run.desk.close(wish.mode),
    unsearched: [...new Set(done.flatMap(({ unsearched }) => unsearched))],
    problems,
    shown: (path) => run.desk.shown(path),
  };
}

/** Those of `--only` that name no link at all. */
function unmatched(only: FixWish['only'], done: readonly Done[]): Fixed['problems'] {
  const links = done.flatMap((one) => one.links);
  return only.flatMap((each) => {
    const path = `--only ${each.service}${each.raw === null ? '' : `=${each.raw}`}`;
    return links.some((link) => isNamed(each, link)) ? [] : [{ path, message: 'There is no such link here.' }];
  });
}

/** The files by their real paths, each once. */
async function distinct(files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
  const real = await Promise.all(files.map(async (file) => ({ ...file, path: await realpath(file.path).catch(() => file.path) })));
  return [...new Map(real.toReversed().map((file) => [file.path, file])).values()].toReversed();
}

/** What the files of one run share. */
interface Run {
  readonly wish: FixWish;
  readonly engine: RunningContainers;
  /** All files of the run, with `/`. */
  readonly paths: readonly string[];
  readonly desk: Desk;
  readonly distant: DistantFiles;
}

interface Done extends Pick<Fixed, 'rewrites' | 'kept' | 'unsearched'> {
  /** All links of the file as it was. */
  readonly links: readonly FileLink[];
}

/** Null when there is nothing to say: no compose file, or no links; a sentence for a file that cannot be read. */
async function fixFile({ path, kind }: FoundFile, run: Run): Promise<Done | string | null> {
  const text = await run.desk.open(path);
  if (text === null) return 'It is not valid UTF-8.';
  const reading = readCompose(text, { kind });
  switch (reading.kind) {
    case 'fault':
      return `Line ${reading.range.start.line + 1}: ${reading.message}`;
    case 'other':
      return kind === 'if-services' ? null : `Not a compose file. ${reading.reason}`;
    case 'compose': {
      if (!reading.file.services.some(({ links, externalLinks }) => links.length + externalLinks.length > 0)) return null;
      const own = slashed(path);
      const links = run.desk.compose(own).links.map(({ link }) => link);
      const around = await surroundingsOf(path, run);
      const { rewrites, kept } = replaced({ desk: run.desk, path: own, around, outside: run }, run.wish);
      return { rewrites, kept, links, unsearched: rewrites.some(({ lost }) => lost.length > 0) ? around.unsearched : [] };
    }
  }
}

async function surroundingsOf(path: string, { desk, distant, engine }: Run): Promise<Surroundings> {
  const folder = dirname(path);
  const file = desk.compose(slashed(path));
  const project = await textsAround(file, (each) => desk.text(each));
  return {
    name: basename(path),
    path: slashed(path),
    neighbours: await readNeighbours(path),
    elsewhere: await distant.around(path, project),
    dotenv: await readDotenv(folder),
    composeFile: process.env['COMPOSE_FILE'] ? process.env['COMPOSE_FILE'] : null,
    texts: [...project.texts.values()],
    unsearched: project.unsearched,
    running: larger(runningIn(file, engine.summaries), scaledIn([...project.texts.values()])),
  };
}

/** In how many containers services run, those that Compose made of any file that is read together with this one. */
function runningIn(file: ReadFile, containers: readonly ContainerSummary[]): ReadonlyMap<string, number> {
  const views = [...file.around.inProjects.values()].flatMap((places) => places.map(({ view }) => view));
  const counts = new Map<string, number>();
  for (const path of new Set([file.uri, ...views.flatMap(({ project }) => project.files)])) {
    const made = containersOf(containers, { folder: dirname(path), name: basename(path) });
    for (const [service, each] of made) counts.set(service, Math.max(counts.get(service) ?? 0, each.length));
  }
  return counts;
}

interface Job {
  readonly desk: Desk;
  readonly path: string;
  readonly around: RewriteScope['around'];
  /** Where containers of others are looked for. */
  readonly outside: Pick<Run, 'engine' | 'paths'>;
}

/** What needs no question goes at one stroke; after each of the other rewrites what is left is looked at anew: it may have gone with it, or have become possible. */
function replaced(job: Job, wish: FixWish): Pick<Fixed, 'rewrites' | 'kept'> {
  const file = job.desk.compose(job.path);
  if (wish.rows.length === 0 && wish.only.length === 0 && file.compose.format !== 'v1') {
    const { rewrite, kept } = replaceAll(projectsAround(job, file));
    if (rewrite) job.desk.put(rewrite);
    const left = projectsAround(job, job.desk.compose(job.path));
    const outside = externalWaysIn(job, file, file.links).map((way) => (way.kind === 'rewrite' ? otherWay(way) : way));
    return { rewrites: rewrite ? [rewrite] : [], kept: [...kept.map((each) => asked(left, each)), ...outside] };
  }
  const rewrites: Rewrite[] = [];
  for (;;) {
    const kept: NoRewrite[] = [];
    const next = nextRewrite(job, wish, kept);
    if (!next) return { rewrites, kept };
    job.desk.put(next);
    rewrites.push(next);
  }
}

function projectsAround({ desk, around }: Job, file: ReadFile): Projects {
  return projectsOf(rewriteScope(file, (asked) => desk.text(asked), around));
}

function nextRewrite(job: Job, { rows, only }: FixWish, kept: NoRewrite[]): Rewrite | null {
  const file = job.desk.compose(job.path);
  const meant = file.links.filter(({ link }) => only.length === 0 || only.some((each) => isNamed(each, link)));
  const joining = rows.includes('external') ? externalRewriteIn(job, file, meant, kept) : null;
  if (joining) return joining;
  const wanted = meant.filter(({ link }) => link.kind === 'links');
  if (wanted.length === 0) return null;
  const projects = projectsAround(job, file);
  const removal = rows.includes('ambassador') ? ambassadorRewrite(projects.scope, file, kept) : null;
  if (removal?.links.some((link) => only.length === 0 || only.some((each) => isNamed(each, link)))) return removal;
  if (file.compose.format === 'v1') {
    const whole = v1Rewrite(projects.scope);
    if (whole.kind === 'rewrite' && rows.includes('v1')) return whole;
    kept.push(whole.kind === 'refused' ? whole : otherWay(whole));
    return null;
  }
  const isMeant = ({ row, consent }: Rewrite): boolean => (rows.length === 0 ? consent === 'safe' : rows.includes(row));
  for (const { link } of wanted) {
    const ways = rewritesOf(projects, link);
    const way = ways.find((each): each is Rewrite => each.kind === 'rewrite' && isMeant(each));
    if (way) return way;
    const [first] = ways;
    if (first) kept.push(first.kind === 'refused' ? first : otherWay(first));
  }
  return null;
}

/** The first external link whose service can join a network of the container; why others stay. */
function externalRewriteIn(job: Job, file: ReadFile, meant: ReadFile['links'], kept: NoRewrite[]): Rewrite | null {
  for (const way of externalWaysIn(job, file, meant)) {
    if (way.kind === 'rewrite') return way;
    kept.push(way);
  }
  return null;
}

/** The best that can be done for each external link. */
function externalWaysIn({ desk, path, around, outside }: Job, file: ReadFile, meant: ReadFile['links']): readonly (Rewrite | NoRewrite)[] {
  const external = meant.filter(({ link }) => link.kind === 'external_links');
  if (external.length === 0) return [];
  const read = (asked: string) => desk.text(asked);
  const scope = rewriteScope(file, read, around);
  const files = outside.paths.flatMap((each) =>
    each !== path && readCompose(desk.text(each) ?? '').kind === 'compose' ? [desk.compose(each)] : [],
  );
  return external.flatMap(({ link }) => {
    const projects = makersOf(link.raw.split(':')[0] ?? '', { files, own: file, read });
    return externalWays(scope, link, { projects, details: outside.engine.details }).slice(0, 1);
  });
}

/** The first ambassador of a file that can be taken out; why others stay. */
function ambassadorRewrite(scope: RewriteScope, { text, compose, around }: ReadFile, kept: NoRewrite[]): Rewrite | null {
  for (const ambassador of ambassadorsInFile({ text, compose, links: around.links })) {
    const done = removeAmbassador(scope, compose, ambassador);
    if (done.kind === 'rewrite') return done;
    kept.push(done);
  }
  return null;
}

function isNamed({ service, raw }: FixWish['only'][number], link: { readonly service: string; readonly raw: string }): boolean {
  return link.service === service && (raw === null || link.raw === raw);
}

/** What a link that stays has for those who ask for it. */
function asked(projects: Projects, stays: NoRewrite): NoRewrite {
  const [link] = stays.links;
  const ways = stays.row === null && link ? rewritesOf(projects, link) : [];
  const [first] = ways;
  if (first?.kind === 'rewrite') return { ...otherWay(first), links: stays.links };
  const further = ways.flatMap((each) => (each.kind === 'rewrite' ? [otherWay(each).reason] : []));
  return { ...stays, instead: [...stays.instead, ...further] };
}

function otherWay({ row, title, links, changed }: Rewrite): NoRewrite {
  const why = changed.length > 0 ? ` (${changed.join('; ')})` : '';
  return { kind: 'refused', row, links, reason: `${title} is possible with --row ${row}${why}.`, instead: [] };
}
