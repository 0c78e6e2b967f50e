import { engineLinks } from '../../domain/engine/engineLinks.ts';
import type { EngineLink } from '../../domain/engine/engineLinks.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { maskSecret } from '../../domain/secrets.ts';
import { verdictsOf } from '../../domain/verdicts/verdictsOf.ts';
import { targetFor } from '../engineAnswer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import { countLinks, engineFields, engineName, gapLines, linkName } from './engineWords.ts';
import { printable } from '../../base/printable.ts';
import { verdictJson, verdictWords } from './verdicts.ts';

/** The links of an engine, one a line, with the gravest that is to be said of each. */
export function engineLinksText(answer: EngineAnswer, asked: TargetEngine | null): string {
  const target = targetFor(answer, asked);
  const lines = verdictsOf(answer.facts, answer.evidence).flatMap(({ receiver, links }) =>
    links.map(
      ({ link, verdicts: [first] }) => `  ${linkName(receiver, link)}: ${link.mechanism}${first ? `; ${verdictWords(first, target)}` : ''}`,
    ),
  );
  return textOf(answer, lines.length, lines);
}

/** The variables and hosts lines that a receiver gets which starts now, secrets masked, or why there are none. */
export function engineVariablesText(answer: EngineAnswer): string {
  const links = engineLinks(answer.facts, false).flatMap(({ receiver, links: all }) => all.map((link) => ({ receiver, link })));
  return textOf(
    answer,
    links.length,
    links.flatMap(({ receiver, link }) => variableLines(receiver, link)),
  );
}

function textOf(answer: EngineAnswer, links: number, lines: readonly string[]): string {
  return [`${engineName(answer)}: ${countLinks(links)}`, ...lines, ...gapLines(answer)].map((line) => `${printable(line)}\n`).join('');
}

function variableLines(receiver: string, link: EngineLink): readonly string[] {
  const head = `  ${linkName(receiver, link)}: ${link.mechanism}${link.unset ? `; ${link.unset.text}` : ''}`;
  const variables = link.variables.map(({ name, value }) => `    ${name}=${maskSecret(name, value)}`);
  return [head, ...variables, ...link.hosts.map((line) => `    hosts: ${line.replaceAll('\t', ' ')}`)];
}

/** The links of an engine as data for a JSON report, each with what a receiver that starts now would get, secrets masked, and with what is to be said of it. */
export function engineJson(answer: EngineAnswer, asked: TargetEngine | null): unknown {
  const target = targetFor(answer, asked);
  const links = verdictsOf(answer.facts, answer.evidence).flatMap(({ receiver, links: all }) =>
    all.map(({ link: { source, alias, raw, mechanism, network, variables, hosts, unset }, verdicts }) => ({
      receiver,
      source,
      alias,
      raw,
      mechanism,
      network,
      variables: variables.map(({ name, value }) => ({ name, value: maskSecret(name, value), how: 'derived' })),
      hosts,
      not_set_because: unset?.text ?? null,
      verdicts: verdicts.map((verdict) => verdictJson(verdict, target)),
    })),
  );
  return { ...engineFields(answer), links };
}
