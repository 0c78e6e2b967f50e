import type { TargetEngine } from '../../domain/engine/target.ts';
import { atLeast } from '../../domain/findings/severity.ts';
import type { Severity } from '../../domain/findings/severity.ts';
import { maskSecret } from '../../domain/secrets.ts';
import { remedyText } from '../../domain/verdicts/remedy.ts';
import { isFault, verdictSeverity } from '../../domain/verdicts/verdict.ts';
import type { Ground, Verdict } from '../../domain/verdicts/verdict.ts';
import { verdictsOf } from '../../domain/verdicts/verdictsOf.ts';
import type { LinkVerdicts } from '../../domain/verdicts/verdictsOf.ts';
import { targetFor } from '../engineAnswer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import { countLinks, engineFields, engineName, gapLines, linkName } from './engineWords.ts';
import { printable } from '../../base/printable.ts';

/** All that is to be said of every link of an engine, the gravest of each link first, secrets masked. */
export function verdictsText(answer: EngineAnswer, asked: TargetEngine | null): string {
  const target = targetFor(answer, asked);
  const receivers = verdictsOf(answer.facts, answer.evidence);
  const lines = receivers.flatMap(({ receiver, links, removed }) => [
    ...links.flatMap(({ link, verdicts }) => verdicts.flatMap((verdict) => verdictLines(linkName(receiver, link), verdict, target))),
    ...removed.flatMap((verdict) => verdictLines(receiver, verdict, target)),
  ]);
  const links = receivers.flatMap((one) => one.links);
  const end = `${engineName(answer)}, judged for Docker ${target}: ${countLinks(links.length)}${sumOf(links)}`;
  return [...lines, end, ...gapLines(answer)].map((line) => `${printable(line)}\n`).join('');
}

/** How many links are how; nothing where there are none. */
function sumOf(links: readonly LinkVerdicts[]): string {
  if (links.length === 0) return '';
  const faults = links.map(({ verdicts }) => verdicts.filter(({ code }) => isFault(code)));
  const wrong = faults.filter((some) => some.some(({ known }) => known !== 'unknown')).length;
  const open = faults.filter((some) => some.length > 0).length - wrong;
  return `: ${wrong} at fault, ${open} not known, ${links.length - wrong - open} as it should be`;
}

/** The same as data; the form is kept stable for programs, `version` counts its changes. */
export function verdictsJson(answer: EngineAnswer, asked: TargetEngine | null): string {
  const target = targetFor(answer, asked);
  const receivers = verdictsOf(answer.facts, answer.evidence).map(({ receiver, receiverId, links, removed }) => ({
    receiver,
    id: receiverId,
    links: links.map(({ link: { source, alias, raw, mechanism, network }, verdicts }) => ({
      source,
      alias,
      raw,
      mechanism,
      network,
      verdicts: verdicts.map((verdict) => verdictJson(verdict, target)),
    })),
    removed: removed.map((verdict) => verdictJson(verdict, target)),
  }));
  return `${JSON.stringify({ version: 1, engines: [{ ...engineFields(answer), target, receivers }] }, null, 2)}\n`;
}

/** Whether something is as grave as this, or graver, for the version that is judged for. */
export function verdictsFail(answer: EngineAnswer, asked: TargetEngine | null, failOn: Severity): boolean {
  const target = targetFor(answer, asked);
  return verdictsOf(answer.facts, answer.evidence)
    .flatMap(({ links, removed }) => [...links.flatMap(({ verdicts }) => verdicts), ...removed])
    .some(({ code }) => atLeast(verdictSeverity(code, target), failOn));
}

/** One thing that is true of a link, in one line. */
export function verdictWords({ code, known, summary }: Verdict, target: TargetEngine): string {
  return `${verdictSeverity(code, target)}: ${masked(summary)} [${code}${known === 'read' ? '' : `, ${known}`}]`;
}

/** One thing that is true of a link, as data. */
export function verdictJson({ code, known, summary, consequence, remedies, grounds, variables }: Verdict, target: TargetEngine): unknown {
  return {
    code,
    severity: verdictSeverity(code, target),
    fault: isFault(code),
    known,
    summary: masked(summary),
    consequence: masked(consequence),
    helps: remedies.map((remedy) => ({ kind: remedy.kind, text: remedyText(remedy) })),
    evidence: grounds.map((ground) => ({
      text: masked(ground.text),
      known: ground.known,
      request: ground.source?.request ?? null,
      at: ground.source?.at ?? null,
    })),
    variables: variables.map(({ name, old, now }) => ({ name, old: maskSecret(name, old), now: maskSecret(name, now) })),
  };
}

function verdictLines(subject: string, verdict: Verdict, target: TargetEngine): readonly string[] {
  const { consequence, remedies, variables, grounds } = verdict;
  return [
    `${subject}: ${verdictWords(verdict, target)}`,
    ...(consequence === '' ? [] : [`  ${masked(consequence)}`]),
    ...remedies.map((remedy) => `  helps: ${remedyText(remedy)}`),
    ...variables.map(({ name, old, now }) => `  ${name}: ${maskSecret(name, old)} → ${maskSecret(name, now)}`),
    ...grounds.map((ground) => `  ${groundWords(ground)}`),
  ];
}

/** The request as a person would repeat it, ids as short as Docker prints them. */
function groundWords({ text, known, source }: Ground): string {
  const request = source?.request.replaceAll(/([0-9a-f]{12})[0-9a-f]{52}/g, '$1');
  return `${known}: ${masked(text)}${request === undefined ? '' : ` (${request})`}`;
}

/** What a program printed stands in some sentences. */
function masked(text: string): string {
  return maskSecret('', text);
}
