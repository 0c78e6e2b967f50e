import { setsBelow } from '../../model/namedSets.ts';
import { answerFor } from '../answer.ts';
import type { FileAnswer } from '../answer.ts';
import { complain } from '../complain.ts';
import { findFiles, partsBelow } from '../files.ts';
import { Folders, slashed } from '../folders.ts';
import type { Options } from '../requests.ts';

/** What was read of the compose files at some paths. */
export interface ReadAnswers {
  readonly answers: readonly FileAnswer[];
  /** How many paths could not be searched. */
  readonly problems: number;
  readonly folders: Folders;
}

/** Reads the compose files at these paths, each with what lies around it, or those of one project; what cannot be read is told. */
export async function readAnswers(paths: readonly string[], project: Options['project']): Promise<ReadAnswers> {
  const found = await Promise.all(paths.map(findFiles));
  const problems = found.flatMap((one) => one.problems);
  for (const problem of problems) complain(`${problem.path}: ${problem.message}`);
  const files = found.flatMap((one) => one.files);
  const sets = project ? setsBelow(slashed(process.cwd()), [project]) : [];
  const folders = new Folders({ paths: files.map(({ path }) => path), sets });
  const answers: FileAnswer[] = [];
  for (const file of [...files, ...partsBelow(found, folders)].sort((a, b) => (a.shown < b.shown ? -1 : 1))) {
    const answer = await answerFor(file, folders);
    if (!answer) continue;
    if (answer.error !== null) complain(`${file.path}: ${answer.error}`);
    for (const { range, message } of answer.oddities) complain(`${file.path}:${range.start.line + 1}: ${message}`);
    answers.push(answer);
  }
  return { answers, problems: problems.length, folders };
}
