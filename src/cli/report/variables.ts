import { predictVariables } from '../../domain/compose/predictVariables.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import type { EngineFacts } from '../../domain/engine/container.ts';
import type { FileAnswer } from '../answer.ts';
import { engineJson } from './engine.ts';
import { printable } from './printable.ts';

/** The links of a file that can set variables, with the variables the file alone tells of. */
function predictions({ links, services }: FileAnswer, target: TargetEngine) {
  return links
    .filter(({ mechanism }) => mechanism === 'legacy')
    .map((link) => {
      const source = services.find(({ name }) => name === link.target);
      return { link, predicted: predictVariables(link, source, target) };
    });
}

/** The variables of every legacy link, one a line, and whether the target engine sets them. */
export function variablesText(answers: readonly FileAnswer[], target: TargetEngine): string {
  const lines = answers.flatMap((answer) =>
    predictions(answer, target).flatMap(({ link, predicted: { set, variables } }) => [
      `${answer.path}:${link.range.start.line + 1}: ${link.service} → ${link.raw}: ${set ? `set by Docker ${target}` : `not set by Docker ${target}; Docker 28 set`}`,
      ...variables.map(({ name, value }) => `  ${name}=${value}`),
      '  (and what EXPOSE and ENV of its image add)',
    ]),
  );
  const text = lines.length > 0 ? lines : ['No link here sets variables on any engine.'];
  return text.map((line) => `${printable(line)}\n`).join('');
}

/** The same as JSON. */
export function variablesJson(answers: readonly FileAnswer[], target: TargetEngine, engine: EngineFacts | null): string {
  const files = answers.map((answer) => ({
    path: answer.path,
    error: answer.error,
    links: predictions(answer, target).map(({ link, predicted }) => ({
      service: link.service,
      target: link.target,
      alias: link.alias,
      line: link.range.start.line + 1,
      set: predicted.set,
      variables: predicted.variables,
      image_unknown: predicted.imageUnknown,
    })),
  }));
  return `${JSON.stringify({ version: 1, target, files, engines: engine ? [engineJson(engine)] : [] }, null, 2)}\n`;
}
