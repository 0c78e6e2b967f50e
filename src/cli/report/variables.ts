import type { FileLink } from '../../domain/compose/fileLinks.ts';
import { predictVariables } from '../../domain/compose/predictVariables.ts';
import type { PredictedPrefix, PredictedVariable, PredictedVariables } from '../../domain/compose/predictVariables.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import type { FileAnswer } from '../answer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import { engineJson } from './engine.ts';
import { predictionInputs } from './predictionInputs.ts';
import { printable } from '../../base/printable.ts';

interface Prediction {
  readonly link: FileLink;
  readonly predicted: PredictedVariables;
}

/** The links of a file that can set variables, with the variables the file and its Dockerfiles tell of. */
function predictions(answer: FileAnswer, engine: TargetEngine): readonly Prediction[] {
  return predictionInputs(answer)
    .filter(({ link: { mechanism } }) => mechanism === 'legacy')
    .map((input) => ({ link: input.link, predicted: predictVariables({ ...input, engine }) }));
}

/** The variables of every legacy link, one a line, and whether the target engine sets them. */
export function variablesText(answers: readonly FileAnswer[], target: TargetEngine): string {
  const lines = answers.flatMap((answer) => predictions(answer, target).flatMap((one) => linkLines(answer.path, one, target)));
  const text = lines.length > 0 ? lines : ['No link here sets variables on any engine.'];
  return text.map((line) => `${printable(line)}\n`).join('');
}

function linkLines(path: string, { link, predicted }: Prediction, target: TargetEngine): readonly string[] {
  const { prefixes, hosts, untold, notes } = predicted;
  const [first, ...others] = prefixes;
  const fate = predicted.set ? `set by Docker ${target}` : `not set by Docker ${target}; Docker 28 set these`;
  return [
    `${path}:${link.range.start.line + 1}: ${link.service} → ${link.raw}: ${fate}`,
    ...(first?.variables ?? []).map(variableLine),
    ...(first ? sameLines(first, others) : []),
    ...(target <= 29 && hosts.length > 0 ? [`  hosts: ${hostsText(hosts)}`] : []),
    ...(untold.length > 0 ? [`  and what no file tells: ${untold.join('; ')}`] : []),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

function variableLine({ name, value, setBy }: PredictedVariable): string {
  return `  ${name}=${value}${setBy === 'receiver' ? '  (set by the service itself)' : ''}`;
}

/** The names of all lines behind their one address. */
function hostsText(lines: readonly string[]): string {
  const [address = ''] = lines[0]?.split('\t') ?? [];
  const names = lines.map((line) => line.slice(line.indexOf('\t') + 1).match(/<[^>]*>\S*|\S+/g) ?? []);
  return `${address} ${[...new Set(names.flat())].join(', ')}`;
}

/** Names that Compose invents carry the same variables, which are not repeated; only those that differ are. */
function sameLines(first: PredictedPrefix, others: readonly PredictedPrefix[]): readonly string[] {
  if (others.length === 0) return [];
  const named = others.map(({ prefix }) => `${prefix}…`).join(' and ');
  const lines = others.flatMap((other) => differing(first, other).map(variableLine));
  return [`  and the same as ${named}${lines.length > 0 ? ', but' : ''}`, ...lines];
}

/** The variables whose values are others than the first prefix's; `NAME` always differs, by the name alone. */
function differing(first: PredictedPrefix, other: PredictedPrefix): readonly PredictedVariable[] {
  const values = new Map(first.variables.map(({ name, value }) => [name.slice(first.prefix.length), value]));
  return other.variables.filter(({ name, value }) => {
    const suffix = name.slice(other.prefix.length);
    return suffix !== 'NAME' && values.get(suffix) !== value;
  });
}

/** The same as JSON, the variables of every prefix one after the other. */
export function variablesJson(answers: readonly FileAnswer[], target: TargetEngine, engine: EngineAnswer | null): string {
  const files = answers.map((answer) => ({
    path: answer.path,
    error: answer.error,
    links: predictions(answer, target).map(({ link, predicted }) => ({
      service: link.service,
      target: link.target,
      alias: link.alias,
      line: link.range.start.line + 1,
      set: predicted.set,
      variables: predicted.prefixes.flatMap(({ variables }) =>
        variables.map(({ name, value, how, setBy }) => ({ name, value, how, set_by: setBy })),
      ),
      prefixes: predicted.prefixes.map(({ prefix }) => prefix),
      hosts: target <= 29 ? predicted.hosts : [],
      image_unknown: predicted.imageUnknown,
      untold: predicted.untold,
      notes: predicted.notes,
    })),
  }));
  return `${JSON.stringify({ version: 1, target, files, engines: engine ? [engineJson(engine, null)] : [] }, null, 2)}\n`;
}
