#!/usr/bin/env node
import { version } from '../../package.json';
import type { EngineFacts } from '../domain/engine/container.ts';
import { judgeLinks } from '../domain/findings/index.ts';
import { atLeast } from '../domain/findings/severity.ts';
import { answerFor } from './answer.ts';
import type { FileAnswer } from './answer.ts';
import { findFiles } from './files.ts';
import { fixFiles } from './fix/fixFiles.ts';
import { HELP, readOptions } from './options.ts';
import type { FixOptions, Options } from './options.ts';
import { engineText } from './report/engine.ts';
import { fixJson, fixText } from './report/fix.ts';
import { checkJson, linksJson } from './report/json.ts';
import { printable } from './report/printable.ts';
import { checkText, linksText } from './report/text.ts';
import { variablesJson, variablesText } from './report/variables.ts';

async function main(args: readonly string[]): Promise<number> {
  const request = readOptions(args);
  switch (request.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'wrong':
      complain(request.message);
      return 2;
    case 'run':
      return run(request);
    case 'fix':
      return fix(request);
  }
}

async function run(options: Options): Promise<number> {
  const answers: FileAnswer[] = [];
  let unread = 0;
  for (const path of options.paths) {
    const { files, problems } = await findFiles(path);
    for (const problem of problems) complain(`${problem.path}: ${problem.message}`);
    unread += problems.length;
    for (const file of files) {
      const answer = await answerFor(file);
      if (!answer) continue;
      if (answer.error !== null) complain(`${file.path}: ${answer.error}`);
      for (const { range, message } of answer.oddities) complain(`${file.path}:${range.start.line + 1}: ${message}`);
      answers.push(answer);
    }
  }
  const engine = options.engine ? await askEngine(options) : null;
  process.stdout.write(report(options, answers, engine));
  if (unread > 0 || (options.engine && !engine) || answers.some(({ error }) => error !== null)) return 2;
  return options.command === 'check' && fails(options, answers) ? 1 : 0;
}

async function fix({ paths, format, mode }: FixOptions): Promise<number> {
  const files = await fixFiles(paths, mode);
  for (const { path, error } of files) if (error !== null) complain(`${path}: ${error}`);
  if (format === 'json') process.stdout.write(fixJson(files, mode));
  else if (mode === 'write') process.stdout.write(fixText(files, mode));
  else {
    process.stdout.write(files.map(({ diff }) => diff).join(''));
    process.stderr.write(fixText(files, mode));
  }
  if (files.some(({ error }) => error !== null)) return 2;
  return mode === 'dry-run' && files.some(({ fixed }) => fixed.length > 0) ? 1 : 0;
}

/** What the running engine says; null, with one message, when it cannot be read. */
async function askEngine({ ask }: Options): Promise<EngineFacts | null> {
  const { readEngine } = await import('../sources/engine/client.ts');
  const answer = await readEngine(ask ?? null);
  if (!('fault' in answer)) return answer;
  complain(answer.fault);
  return null;
}

function report({ command, format, target }: Options, answers: readonly FileAnswer[], engine: EngineFacts | null): string {
  switch (command) {
    case 'links':
      return format === 'json' ? linksJson(answers, engine) : linksText(answers) + (engine ? engineText(engine, false) : '');
    case 'variables':
      return format === 'json'
        ? variablesJson(answers, target, engine)
        : variablesText(answers, target) + (engine ? engineText(engine, true) : '');
    case 'check':
      return format === 'json' ? checkJson(answers, target) : checkText(answers, target);
  }
}

function fails({ target, failOn }: Options, answers: readonly FileAnswer[]): boolean {
  return answers.some(({ links, services }) =>
    judgeLinks(links, services, target).some(({ finding }) => finding !== null && atLeast(finding.severity, failOn)),
  );
}

function complain(message: string): void {
  process.stderr.write(`docker-link-inspector: ${printable(message)}\n`);
}

/** A reader that has seen enough (`| head`) closes the pipe; that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
