import { fileReadiness } from '../../domain/readiness/fileReadiness.ts';
import { readinessMarkdown } from '../../domain/readiness/markdown.ts';
import { readinessOf } from '../../domain/readiness/readiness.ts';
import { knownText, replacementText, reportedFileLink, reportedLink, sumOf } from '../../domain/readiness/report.ts';
import type { ReportSection, ReportedLink, ReportedVariable } from '../../domain/readiness/report.ts';
import type { FileAnswer } from '../answer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import type { Options } from '../requests.ts';
import { engineFields, engineName } from './engineWords.ts';
import { predictionInputs } from './predictionInputs.ts';
import { printable } from '../../base/printable.ts';

/** What Docker 29 and 30 change for every link of files and of an engine. */
export function readinessReport(answers: readonly FileAnswer[], engine: EngineAnswer | null, format: Options['format']): string {
  switch (format) {
    case 'text':
      return readinessText(sectionsOf(answers, engine));
    case 'json':
      return readinessJson(answers, engine);
    case 'markdown':
      return readinessMarkdown(sectionsOf(answers, engine));
  }
}

/** Files without links are left out. */
function sectionsOf(answers: readonly FileAnswer[], engine: EngineAnswer | null): readonly ReportSection[] {
  const files = answers.map((answer) => ({ title: answer.path, target: addressOf(answer.path), links: fileLinks(answer), notes: [] }));
  const own = engine
    ? [{ title: engineName(engine), target: null, links: engineLinks(engine), notes: engine.gaps.map(({ text }) => text) }]
    : [];
  return [...files.filter(({ links }) => links.length > 0), ...own];
}

function fileLinks(answer: FileAnswer): readonly ReportedLink[] {
  return predictionInputs(answer).map((input) => reportedFileLink(fileReadiness(input)));
}

function engineLinks({ facts, evidence }: EngineAnswer): readonly ReportedLink[] {
  return readinessOf(facts, evidence).map(reportedLink);
}

function readinessText(sections: readonly ReportSection[]): string {
  const lines = sections.flatMap(({ title, target, links, notes }) => [
    ...(target === null ? [`${title}:`] : []),
    ...links.flatMap((link) => linkLines(link, title)),
    ...notes.map((note) => `  not known: ${note}`),
  ]);
  return [...lines, sumOf(sections)].map((line) => `${printable(line)}\n`).join('');
}

function linkLines(link: ReportedLink, title: string): readonly string[] {
  const { receiver, source, alias, mechanism, line, engines, variables, remedies, notes } = link;
  const place = line === null ? '' : `${title}:${line}: `;
  const same = engines[29].text === engines[30].text;
  return [
    `${place}${receiver} → ${source}${alias === null ? '' : ` as ${alias}`}: ${mechanism}`,
    ...(same ? [`  Docker 29 and 30: ${engines[29].text}`] : [`  Docker 29: ${engines[29].text}`, `  Docker 30: ${engines[30].text}`]),
    ...remedies.map((remedy) => `  to do: ${remedy}`),
    ...variables.map((variable) => `  ${variableWords(variable)}`),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

function variableWords(variable: ReportedVariable): string {
  const { name, value } = variable;
  return `${value === null ? name : `${name}=${value}`} (${knownText(variable)}): ${instead(variable)}`;
}

function instead(variable: ReportedVariable): string {
  const { words, typed } = replacementText(variable);
  return typed === null ? words : `${words} ${typed}`;
}

/** The form is kept stable for programs, `version` counts its changes. */
function readinessJson(answers: readonly FileAnswer[], engine: EngineAnswer | null): string {
  const files = answers.map((answer) => ({ path: answer.path, error: answer.error, links: fileLinks(answer).map(linkJson) }));
  const engines = engine ? [{ ...engineFields(engine), links: engineLinks(engine).map(linkJson) }] : [];
  return `${JSON.stringify({ version: 1, files, engines }, null, 2)}\n`;
}

function linkJson({ receiver, source, alias, mechanism, line, engines, variables, remedies, notes }: ReportedLink): unknown {
  return {
    receiver,
    source,
    alias,
    mechanism,
    line,
    engines,
    helps: remedies,
    notes,
    variables: variables.map((variable) => ({
      name: variable.name,
      value: variable.value,
      known: variable.known,
      fate: variable.fate,
      replacement: { kind: variable.replacement.kind, text: instead(variable) },
    })),
  };
}

/** A relative address in which no character of the path is taken for another part of an address. */
function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
