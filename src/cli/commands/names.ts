import { predictedProjects } from '../../model/predictedProjects.ts';
import { complain } from '../complain.ts';
import { askNames } from '../engineAnswer.ts';
import type { NamesAnswer } from '../engineAnswer.ts';
import { namesFail, namesJson, namesText, toMeasure, toRunText, unknownContainers } from '../report/names.ts';
import type { NamedFile } from '../report/predictedNames.ts';
import type { NamesOptions } from '../requests.ts';
import { engineAnswer } from './engine.ts';
import { readAnswers } from './readAnswers.ts';
import type { ReadAnswers } from './readAnswers.ts';

/** Answers `names` and `who`. */
export async function names(options: NamesOptions): Promise<number> {
  const { question, format, paths, project, measure } = options;
  const read = await readAnswers(paths, project);
  const files = filesOf(read);
  const asks = options.engine || options.inspect !== null;
  const answer = asks ? await namesAnswer(options) : null;
  if (asks && !answer) return 2;
  const unknown = answer ? unknownContainers(question, answer.facts) : [];
  for (const name of unknown) complain(`the engine has no container "${name}"`);
  if (measure === 'dry-run' && answer) process.stdout.write(toRunText(question, answer));
  else process.stdout.write(format === 'json' ? namesJson(question, answer, files) : namesText(question, answer, files));
  if (read.problems > 0 || unknown.length > 0 || read.answers.some(({ error }) => error !== null)) return 2;
  return measure !== 'dry-run' && namesFail(question, answer, files) ? 1 : 0;
}

/** The compose files with the projects of which their names are told. */
function filesOf({ answers }: ReadAnswers): readonly NamedFile[] {
  const shown = new Map(answers.flatMap(({ read, path }) => (read ? [[read.uri, path] as const] : [])));
  const files = answers.flatMap(({ read }) => read ?? []);
  return predictedProjects(files).map((one) => ({ path: shown.get(one.file.uri) ?? one.file.path, project: one.project }));
}

/** The engine, and where it is wished what its containers were told; null, with the reason told, when it cannot be read. */
async function namesAnswer({ question, inspect, ask, target, measure }: NamesOptions): Promise<NamesAnswer | null> {
  if (inspect !== null) {
    const dumped = await engineAnswer({ inspect, target });
    return dumped && { ...dumped, lookups: new Map(), measured: new Map() };
  }
  const answer = await askNames(ask ?? null, measure === 'run' ? (told) => toMeasure(question, told) : undefined);
  if (!('fault' in answer)) return answer;
  complain(answer.fault);
  return null;
}
