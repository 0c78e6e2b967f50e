import { readFile, realpath } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { projectsOf } from '../../domain/fixes/carryOut.ts';
import { rewritesOf } from '../../domain/fixes/rewriteLinks.ts';
import type { NoRewrite, Rewrite, RewriteScope, Row } from '../../domain/fixes/rewrite.ts';
import { v1Rewrite } from '../../domain/fixes/v1Rewrite.ts';
import { rewriteScope } from '../../model/rewriteScope.ts';
import type { ReadFile } from '../../model/snapshot.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { findFiles, reasonOf } from '../files.ts';
import { Folders } from '../folders.ts';
import { unifiedDiff } from './diff.ts';
import { slashed } from './distant.ts';
import { lineEdits } from './lineEdits.ts';
import type { RewriteOptions } from '../requests.ts';
import { readDotenv, readProject } from './project.ts';
import { replaceFile } from './write.ts';

/** What became of the links that were asked for. */
export interface Rewritten {
  /** In the order in which they were made, each for the texts that those before it left. */
  readonly rewrites: readonly Rewrite[];
  readonly kept: readonly NoRewrite[];
  readonly files: readonly RewrittenFile[];
  /** What was not read, and why. */
  readonly problems: readonly string[];
}

/** A file that is changed. */
export interface RewrittenFile {
  /** Relative to the current folder, with `/`. */
  readonly path: string;
  readonly diff: string;
  readonly written: boolean;
  /** Why it was not written; null when nothing went wrong. */
  readonly error: string | null;
}

/** Replaces the links of compose files in the ways that are named, one after the other, each proved over all files that are read together. */
export async function rewriteFiles({ paths, mode, rows, only }: RewriteOptions): Promise<Rewritten> {
  const desk = new Desk();
  const problems: string[] = [];
  const rewrites: Rewrite[] = [];
  const kept: NoRewrite[] = [];
  for (const path of paths) {
    const found = await findFiles(path);
    problems.push(...found.problems.map((problem) => `${problem.path}: ${problem.message}`));
    for (const file of found.files) {
      try {
        const own = await realpath(file.path);
        const reading = readCompose(await desk.open(own), { kind: file.kind });
        if (reading.kind !== 'compose' || !reading.file.services.some(({ links }) => links.length > 0)) continue;
        const around = await aroundOf(own);
        const done = rewriteFile({ desk, path: slashed(own), around }, new Set(rows), only);
        rewrites.push(...done.rewrites);
        kept.push(...done.kept);
      } catch (error) {
        problems.push(`${file.path}: ${reasonOf(error)}`);
      }
    }
  }
  return { rewrites, kept, problems, files: await desk.close(mode) };
}

/** What lies around a compose file: its folder's texts, which may use names that go. */
export async function aroundOf(path: string): Promise<RewriteScope['around']> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const { texts, unsearched } = await readProject(folder, []);
  return {
    name: basename(path),
    path: slashed(path),
    neighbours: [],
    elsewhere: [],
    dotenv: await readDotenv(folder),
    composeFile: null,
    texts: [...texts].flatMap(([real, other]) => (real === path ? [] : [other])),
    unsearched,
    running: new Map(),
  };
}

/** The files of a run, as they were and as they have become. */
class Desk {
  readonly #folders = new Folders();
  readonly #before = new Map<string, Buffer>();
  readonly #texts = new Map<string, string>();

  /** Reads a file once; what is no UTF-8 is refused. */
  async open(path: string): Promise<string> {
    const own = slashed(path);
    const known = this.#texts.get(own);
    if (known !== undefined) return known;
    const bytes = await readFile(path);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    this.#before.set(own, bytes);
    this.#texts.set(own, text);
    return text;
  }

  text(path: string): string | null {
    return this.#texts.get(path) ?? this.#folders.text(path);
  }

  compose(path: string): ReadFile {
    return this.#folders.read(path, this.#texts.get(path) ?? '');
  }

  /** Lays the result of a rewrite down for those that follow. */
  put({ files }: Rewrite): void {
    for (const { path, text } of files) {
      const before = this.text(path) ?? '';
      if (!this.#before.has(path)) this.#before.set(path, Buffer.from(before));
      this.#texts.set(path, text);
      this.#folders.read(path, text);
    }
  }

  /** The changed files, written when that is asked for. */
  async close(mode: RewriteOptions['mode']): Promise<readonly RewrittenFile[]> {
    const files: RewrittenFile[] = [];
    for (const [path, bytes] of this.#before) {
      const before = bytes.toString('utf8');
      const after = this.#texts.get(path) ?? before;
      if (after === before) continue;
      const shown = slashedRelative(path);
      const diff = unifiedDiff(shown, before, lineEdits(before, after));
      const error = mode === 'write' ? await replaceFile(path, bytes, after) : null;
      files.push({ path: shown, diff, written: mode === 'write' && error === null, error });
    }
    return files;
  }
}

function slashedRelative(path: string): string {
  return relative('.', path).split('\\').join('/');
}

interface Job {
  readonly desk: Desk;
  readonly path: string;
  readonly around: RewriteScope['around'];
}

/** After each rewrite what is left is looked at anew: it may have gone with it, or have become possible. */
function rewriteFile(job: Job, rows: ReadonlySet<Row>, only: RewriteOptions['only']): Pick<Rewritten, 'rewrites' | 'kept'> {
  const rewrites: Rewrite[] = [];
  for (;;) {
    const kept: NoRewrite[] = [];
    const next = nextRewrite(job, { rows, only }, kept);
    if (!next) return { rewrites, kept };
    job.desk.put(next);
    rewrites.push(next);
  }
}

interface Wish {
  readonly rows: ReadonlySet<Row>;
  readonly only: RewriteOptions['only'];
}

function nextRewrite({ desk, path, around }: Job, { rows, only }: Wish, kept: NoRewrite[]): Rewrite | null {
  const file = desk.compose(path);
  const scope = rewriteScope(file, (asked) => desk.text(asked), around);
  const wanted = file.links.filter(({ link }) => link.kind === 'links' && (only.length === 0 || only.some((each) => isNamed(each, link))));
  if (wanted.length === 0) return null;
  if (file.compose.format === 'v1') {
    const whole = v1Rewrite(scope);
    if (whole.kind === 'rewrite' && rows.has('v1')) return whole;
    kept.push(whole.kind === 'refused' ? whole : otherWay(whole));
    return null;
  }
  const projects = projectsOf(scope);
  for (const { link } of wanted) {
    const ways = rewritesOf(projects, link);
    const way = ways.find((each): each is Rewrite => each.kind === 'rewrite' && rows.has(each.row));
    if (way) return way;
    const [first] = ways;
    if (first) kept.push(first.kind === 'refused' ? first : otherWay(first));
  }
  return null;
}

function isNamed({ service, raw }: RewriteOptions['only'][number], link: { readonly service: string; readonly raw: string }): boolean {
  return link.service === service && (raw === null || link.raw === raw);
}

function otherWay({ row, title, links }: Rewrite): NoRewrite {
  return { kind: 'refused', row, links, reason: `${title} is possible with --row ${row}.`, instead: [] };
}
