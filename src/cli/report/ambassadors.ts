import { printable } from '../../base/printable.ts';
import { ambassadorsAmong } from '../../domain/ambassadors/ambassador.ts';
import type { Ambassador } from '../../domain/ambassadors/ambassador.ts';
import { ambassadorsInFile } from '../../domain/ambassadors/inFile.ts';
import { stationsOfEngine } from '../../domain/ambassadors/station.ts';
import { adviceFor, chainWords, faultOf } from '../../domain/ambassadors/words.ts';
import type { FileAnswer } from '../answer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import { engineFields, engineName } from './engineWords.ts';

/** The ambassadors of compose files and of an engine: what each stands between, by what it was recognised, and what takes its place. */
export function ambassadorsText(answers: readonly FileAnswer[], engine: EngineAnswer | null): string {
  const files = answers.flatMap((answer) => {
    return inAnswer(answer).flatMap((one) => linesOf(one, `${answer.path}:${lineOf(answer, one) ?? '?'}: `));
  });
  const running = engine ? onEngine(engine) : [];
  const own = engine ? [`${engineName(engine)}: ${count(running.length)}`, ...running.flatMap((one) => linesOf(one, '  '))] : [];
  const readable = answers.filter(({ error }) => error === null);
  const number = answers.reduce((sum, answer) => sum + inAnswer(answer).length, 0);
  const sum = answers.length > 0 ? [`${count(number)} in ${readable.length} file${readable.length === 1 ? '' : 's'}`] : [];
  return [...files, ...sum, ...own].map((line) => `${printable(line)}\n`).join('');
}

/** The same as data; the form is kept stable for programs, `version` counts its changes. */
export function ambassadorsJson(answers: readonly FileAnswer[], engine: EngineAnswer | null): string {
  const files = answers.map((answer) => ({
    path: answer.path,
    error: answer.error,
    ambassadors: inAnswer(answer).map((one) => ({ ...dataOf(one), line: lineOf(answer, one) })),
  }));
  const engines = engine ? [{ ...engineFields(engine), ambassadors: onEngine(engine).map(dataOf) }] : [];
  return `${JSON.stringify({ version: 1, files, engines }, null, 2)}\n`;
}

function inAnswer({ read }: FileAnswer): readonly Ambassador[] {
  return read ? ambassadorsInFile({ text: read.text, compose: read.compose, links: read.around.links }) : [];
}

function onEngine({ facts }: EngineAnswer): readonly Ambassador[] {
  return ambassadorsAmong(stationsOfEngine(facts));
}

function lineOf({ read }: FileAnswer, { name }: Ambassador): number | null {
  const service = read?.compose.services.find((one) => one.name === name);
  return service ? service.nameRange.start.line + 1 : null;
}

function linesOf(ambassador: Ambassador, before: string): readonly string[] {
  const { evidence, score } = ambassador;
  return [
    `${before}${chainWords(ambassador)}: ${faultOf(ambassador)}`,
    `  by ${score} points: ${evidence.map(({ text, points }) => `${text} (${points})`).join(', ')}`,
    ...adviceFor(ambassador).steps.map((step) => `  to do: ${step}`),
  ];
}

function dataOf(ambassador: Ambassador) {
  const { name, score, evidence, clients, servers } = ambassador;
  const { where, steps } = adviceFor(ambassador);
  return { name, chain: chainWords(ambassador), score, evidence, clients, servers, fault: faultOf(ambassador), where, instead: steps };
}

function count(number: number): string {
  return `${number} ambassador${number === 1 ? '' : 's'}`;
}
