import { complain } from '../complain.ts';
import { fixFiles } from '../fix/fixFiles.ts';
import { rewriteReaders } from '../fix/readers.ts';
import { shimFiles } from '../fix/shims.ts';
import { fixJson, fixText } from '../report/fix.ts';
import { readersText } from '../report/readers.ts';
import { scriptFixData, scriptFixText } from '../report/scripts.ts';
import { shimsJson, shimsText } from '../report/shims.ts';
import type { FixOptions, ReadersOptions, ShimsOptions } from '../requests.ts';
import { isScriptPath } from '../scripts/findScripts.ts';
import { fixScripts } from '../scripts/fixScripts.ts';
import { engineAnswer } from './engine.ts';

/** Answers `fix`. */
export async function fix(options: FixOptions): Promise<number> {
  const { paths, mode } = options;
  const engine = options.engine ? await engineAnswer({ ...options, inspect: null, target: null }) : null;
  if (options.engine && !engine) return 2;
  const isWhole = options.rows.length === 0 && options.only.length === 0;
  const scripts = isWhole ? await fixScripts(paths, mode) : [];
  const done = await fixFiles({ ...options, paths: paths.filter((path) => !isScriptPath(path)) }, engine?.facts);
  const asksFiles = done.rewrites.length + done.kept.length > 0 || scripts.length === 0;
  return tell(options, {
    problems: done.problems,
    files: [...done.files, ...scripts],
    text: scriptFixText(scripts, mode) + (asksFiles ? fixText(done, mode) : ''),
    json: () => fixJson(done, mode, scriptFixData(scripts)),
    changes: done.rewrites.length > 0 || scripts.some(({ fixed }) => fixed.length > 0),
  });
}

/** Answers `fix --readers`. */
export async function readers(options: ReadersOptions): Promise<number> {
  const done = await rewriteReaders(options);
  return tell(options, {
    ...done,
    text: readersText(done, options.mode),
    json: () => fixJson(done, options.mode),
    changes: done.rewrites.length > 0,
  });
}

/** Answers `fix --shims`. */
export async function shims(options: ShimsOptions): Promise<number> {
  const files = await shimFiles(options.paths, options.mode, options.wish);
  return tell(options, {
    problems: [],
    files,
    text: shimsText(files, options.mode),
    json: () => shimsJson(files, options.mode),
    changes: files.some(({ set }) => set.length > 0),
  });
}

/** What was done, or would be. */
interface Done {
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly files: readonly { readonly path: string; readonly diff: string; readonly error: string | null }[];
  readonly text: string;
  readonly json: () => string;
  readonly changes: boolean;
}

/** A dry run prints nothing but the differences, so that they can be piped into `patch`, and fails when there are some. */
function tell({ format, mode }: Pick<FixOptions, 'format' | 'mode'>, { problems, files, text, json, changes }: Done): number {
  for (const { path, message } of problems) complain(`${path}: ${message}`);
  for (const { path, error } of files) if (error !== null) complain(`${path}: ${error}`);
  if (format === 'json') process.stdout.write(json());
  else if (mode === 'write') process.stdout.write(text);
  else {
    process.stdout.write(files.map(({ diff }) => diff).join(''));
    process.stderr.write(text);
  }
  if (problems.length > 0 || files.some(({ error }) => error !== null)) return 2;
  return mode === 'dry-run' && changes ? 1 : 0;
}
