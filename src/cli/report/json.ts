import type { TargetEngine } from '../../domain/engine/target.ts';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import { judgeAnswer } from '../answer.ts';
import type { FileAnswer } from '../answer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import { engineJson } from './engine.ts';

/** What was read: compose files, and scripts as data. */
export interface ReadFiles {
  readonly answers: readonly FileAnswer[];
  readonly scripts: readonly unknown[];
}

/** The links of every file, and of the engine where one was asked; the form is kept stable for programs, `version` counts its changes. */
export function linksJson({ answers, scripts }: ReadFiles, engine: EngineAnswer | null, asked: TargetEngine | null): string {
  const files = answers.map(({ path, format, error, links }) => ({
    path,
    format,
    error,
    links: links.map(({ service, target, alias, kind, raw, range, mechanism, targetState }) => ({
      service,
      target,
      alias,
      kind,
      raw,
      line: range.start.line + 1,
      mechanism,
      target_state: targetState,
    })),
  }));
  return written({ version: 1, files, scripts, engines: engine ? [engineJson(engine, asked)] : [] });
}

/** The findings of every file for one engine, and of the code that reads link variables. */
export function checkJson({ answers, scripts }: ReadFiles, target: TargetEngine, readers: readonly UsageFinding[] = []): string {
  const files = answers.map((answer) => {
    const { links, others } = judgeAnswer(answer, target);
    const ofLinks = links.flatMap(({ link: { service, raw, range }, findings }) =>
      findings.map(({ code, severity, message }) => ({ code, severity, message, service, raw, line: range.start.line + 1 })),
    );
    const ofFile = others.map(({ code, severity, message, range }) => {
      return { code, severity, message, service: null, raw: null, line: range.start.line + 1 };
    });
    return { path: answer.path, error: answer.error, findings: [...ofLinks, ...ofFile] };
  });
  const code = readers.map(({ path, range: { start }, code: finding, severity, message }) => {
    return { path, line: start.line + 1, column: start.character + 1, code: finding, severity, message };
  });
  return written({ version: 1, target, files, scripts, readers: code });
}

function written(report: unknown): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
