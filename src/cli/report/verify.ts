import type { Ground } from '../../domain/verdicts/verdict.ts';
import { maskSecret } from '../../domain/secrets.ts';
import { outcomeWords, verifyMarkdown } from '../../domain/verify/markdown.ts';
import { isBroken, sumOf } from '../../domain/verify/verify.ts';
import type { NameCheck, ReceiverCheck } from '../../domain/verify/verify.ts';
import type { EngineFacts } from '../../domain/engine/container.ts';
import type { Promised } from '../../domain/verify/promise.ts';
import type { ReadFile } from '../../model/snapshot.ts';
import { namesChecked, promisesOf } from '../../model/verify.ts';
import type { FileAnswer } from '../answer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import type { Options } from '../requests.ts';
import { engineFields, engineName, gapLines } from './engineWords.ts';
import { printable } from '../../base/printable.ts';

/** The names that an engine's containers were promised, by their links and by these compose files. */
export function promisedBy(answers: readonly FileAnswer[], facts: EngineFacts): readonly Promised[] {
  return promisesOf(facts, [], filesOf(answers));
}

function filesOf(answers: readonly FileAnswer[]): readonly ReadFile[] {
  return answers.flatMap(({ read, path }) => (read ? [{ ...read, path }] : []));
}

/** Whom each promised name leads to. */
export function verifyReport(answers: readonly FileAnswer[], engine: EngineAnswer, format: Options['format']): string {
  const checks = checksOf(answers, engine);
  switch (format) {
    case 'text':
      return [...checks.flatMap(receiverLines), `${engineName(engine)}: ${sumOf(checks)}`, ...gapLines(engine)]
        .map((line) => `${printable(line)}\n`)
        .join('');
    case 'json':
      return `${JSON.stringify({ version: 1, engines: [{ ...engineFields(engine), receivers: checks.map(receiverJson) }] }, null, 2)}\n`;
    case 'markdown':
      return verifyMarkdown([{ title: engineName(engine), checks, notes: engine.gaps.map(({ text }) => `Not told: ${text}`) }]);
  }
}

/** Whether some name certainly does not lead where it should. */
export function verifyFails(answers: readonly FileAnswer[], engine: EngineAnswer): boolean {
  return checksOf(answers, engine).some(({ names }) => names.some(isBroken));
}

function checksOf(answers: readonly FileAnswer[], { facts, evidence }: EngineAnswer): readonly ReceiverCheck[] {
  return namesChecked({ facts, evidence }, [], filesOf(answers));
}

function receiverLines({ receiver, names }: ReceiverCheck): readonly string[] {
  return names.flatMap((one) => [
    `${receiver} → ${one.name}: ${outcomeWords(one)}: ${one.text}`,
    `  promised by: ${one.by.join('; ')}`,
    ...one.grounds.map((ground) => `  ${ground.known}: ${masked(ground.text)}`),
  ]);
}

function receiverJson({ receiver, receiverId, names }: ReceiverCheck): unknown {
  return { receiver, id: receiverId, names: names.map(nameJson) };
}

function nameJson({ name, owner, by, outcome, known, text, grounds }: NameCheck): unknown {
  return { name, owner, promised_by: by, outcome, known, text, evidence: grounds.map(groundJson) };
}

function groundJson({ text, known, source }: Ground): unknown {
  return { text: masked(text), known, request: source?.request ?? null, at: source?.at ?? null };
}

function masked(text: string): string {
  return maskSecret('', text);
}
