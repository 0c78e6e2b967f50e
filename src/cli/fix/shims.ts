import { readFile, realpath } from 'node:fs/promises';
import { shimsRewrite } from '../../domain/fixes/shimsRewrite.ts';
import { chain } from '../../domain/fixes/chain.ts';
import { isOfLink } from '../../domain/fixes/shims.ts';
import type { SpanEdit } from '../../domain/fixes/page.ts';
import type { WantedShims } from '../../domain/fixes/shims.ts';
import type { PredictionInput } from '../../domain/compose/predictVariables.ts';
import type { ProjectUsage } from '../../domain/usages/projectUsages.ts';
import { Lines } from '../../syntax/text.ts';
import { answerFor } from '../answer.ts';
import type { FileAnswer } from '../answer.ts';
import { findFiles, reasonOf } from '../files.ts';
import type { FoundFile } from '../files.ts';
import { Folders } from '../folders.ts';
import type { FixOptions, ShimsOptions } from '../requests.ts';
import { predictionInputs } from '../report/predictionInputs.ts';
import { findUsages } from '../usages/findUsages.ts';
import { unifiedDiff } from './diff.ts';
import { decoded } from './desk.ts';
import { replaceFile } from './write.ts';

/** What is set by hand in one file in place of links' variables. */
export interface FileShims {
  readonly path: string;
  /** Why the file was not read or not written; null when it was. */
  readonly error: string | null;
  readonly set: readonly SetForLink[];
  readonly left: readonly { readonly service: string; readonly raw: string; readonly line: number; readonly reason: string }[];
  /** The edits as a unified diff; empty without edits. */
  readonly diff: string;
  readonly written: boolean;
}

/** What is set for one link, and what a person should know about it. */
export interface SetForLink {
  readonly service: string;
  readonly raw: string;
  readonly line: number;
  readonly notes: readonly string[];
}

/** Whose rule tells the default port and ranges: the last engine that sets link variables. */
const ENGINE = 28;

/** Writes what links set into `environment`, file by file; the links stay. */
export async function shimFiles(
  paths: readonly string[],
  mode: FixOptions['mode'],
  wish: ShimsOptions['wish'],
): Promise<readonly FileShims[]> {
  const results: FileShims[] = [];
  const seen = new Set<string>();
  const folders = new Folders();
  for (const path of paths) {
    const { files, problems } = await findFiles(path);
    results.push(...problems.map((problem) => failed(problem.path, problem.message)));
    const usages = wish === 'read' ? (await findUsages(path, ENGINE)).usages : [];
    for (const file of files) {
      const real = await realpath(file.path).catch(() => file.path);
      if (seen.has(real)) continue;
      seen.add(real);
      const answer = await answerFor(file, folders);
      if (answer) results.push(await shimFile(file, answer, { mode, wanted: (input) => wantedOf(input, wish, usages) }));
    }
  }
  return results;
}

function failed(path: string, error: string): FileShims {
  return { path, error, set: [], left: [], diff: '', written: false };
}

/** Null where a link is not asked for. A link on a project network sets nothing, so it counts only by the names of variables. */
function wantedOf(input: PredictionInput, wish: ShimsOptions['wish'], usages: readonly ProjectUsage[]): WantedShims | null {
  const { link } = input;
  if (wish === 'all' || wish === 'ports') return link.mechanism === 'legacy' ? wish : null;
  const read = usages.filter(
    ({ usage, links }) => usage.form === 'literal' && links.some((one) => one.service === link.service && one.raw === link.raw),
  );
  const names = (wish === 'read' ? read.map(({ usage }) => usage.name) : wish).filter((name) => isOfLink(input, name));
  return names.length > 0 ? [...new Set(names)] : null;
}

interface Wish {
  readonly mode: FixOptions['mode'];
  readonly wanted: (input: PredictionInput) => WantedShims | null;
}

async function shimFile({ path }: FoundFile, answer: FileAnswer, { mode, wanted }: Wish): Promise<FileShims> {
  if (answer.error !== null) return failed(answer.path, answer.error);
  try {
    const bytes = await readFile(path);
    const before = decoded(bytes);
    if (before === null) return failed(answer.path, 'It is not valid UTF-8.');
    const { set, left, edits, text } = shimmed(before, answer, wanted);
    const lines = new Lines(before);
    const ranged = edits.map(({ start, end, newText }) => ({ range: lines.range({ start, end }), newText }));
    const result: FileShims = { path: answer.path, error: null, set, left, diff: unifiedDiff(answer.path, before, ranged), written: false };
    if (mode === 'dry-run' || set.length === 0) return result;
    const error = await replaceFile(await realpath(path), bytes, text);
    return { ...result, error, written: error === null };
  } catch (error) {
    return failed(answer.path, reasonOf(error));
  }
}

interface Shimmed extends Pick<FileShims, 'set' | 'left'> {
  readonly edits: readonly SpanEdit[];
  readonly text: string;
}

/** One link after the other, each in the text that the one before left. */
function shimmed(before: string, answer: FileAnswer, wanted: Wish['wanted']): Shimmed {
  const set: SetForLink[] = [];
  const left: FileShims['left'][number][] = [];
  let edits: readonly SpanEdit[] = [];
  let text = before;
  for (const each of predictionInputs(answer)) {
    const input: PredictionInput = { ...each, engine: ENGINE };
    const names = wanted(input);
    if (names === null) continue;
    const { service, raw, range } = input.link;
    const at = { service, raw, line: range.start.line + 1 };
    const rewrite = shimsRewrite({ path: answer.path, text }, input, names);
    if (rewrite.kind === 'refused') {
      left.push({ ...at, reason: rewrite.reason });
      continue;
    }
    const inner = new Lines(text);
    const [file] = rewrite.files;
    const second = (file?.edits ?? []).map(({ range: one, newText }) => ({ ...inner.span(one), newText }));
    edits = chain(before.length, edits, second);
    text = file?.text ?? text;
    set.push({ ...at, notes: rewrite.changed });
  }
  return { set, left, edits, text };
}
