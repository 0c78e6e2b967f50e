#!/usr/bin/env node
import { version } from '../../package.json';
import type { ScriptReading } from '../domain/commands/scriptReading.ts';
import type { EngineFacts } from '../domain/engine/container.ts';
import { atLeast } from '../domain/findings/severity.ts';
import type { UsageFinding } from '../domain/usages/findings.ts';
import { demandOf, imageFinder } from '../model/images.ts';
import { setsBelow } from '../model/namedSets.ts';
import { containersToInspect } from '../domain/migration/migration.ts';
import { answerFor, judgeAnswer, withEngineImages } from './answer.ts';
import type { FileAnswer } from './answer.ts';
import { askEngine, askNames, readInspect } from './engineAnswer.ts';
import type { EngineAnswer, InspectedAnswer, Wishes } from './engineAnswer.ts';
import { findFiles, partsBelow } from './files.ts';
import { Folders, slashed } from './folders.ts';
import { fixFiles } from './fix/fixFiles.ts';
import { aroundOf } from './fix/around.ts';
import { rewriteReaders } from './fix/readers.ts';
import { shimFiles } from './fix/shims.ts';
import { chosen, migrationOf } from './migrate.ts';
import { HELP } from './help.ts';
import { readOptions } from './options.ts';
import type {
  FixOptions,
  MigrateOptions,
  NamesOptions,
  Options,
  ReadersOptions,
  RegistriesOptions,
  RegistryOptions,
  ShimsOptions,
  UsagesOptions,
} from './requests.ts';
import { ambassadorsJson, ambassadorsText } from './report/ambassadors.ts';
import { discoveryReport, linksToCompare } from './report/discovery.ts';
import type { LinkToCompare } from './report/discovery.ts';
import { answerOf, findRegistries } from './registries/registries.ts';
import { engineLinksText, engineVariablesText } from './report/engine.ts';
import { fixJson, fixText } from './report/fix.ts';
import { checkJson, linksJson } from './report/json.ts';
import { namesFail, namesJson, namesText, unknownContainers } from './report/names.ts';
import { printable } from '../base/printable.ts';
import { registriesJson, registriesText, registryJson, registryText } from './report/registries.ts';
import { readersText } from './report/readers.ts';
import { readinessReport } from './report/readiness.ts';
import {
  scriptFixData,
  scriptFixText,
  scriptsCheckData,
  scriptsCheckText,
  scriptsData,
  scriptsFail,
  scriptsText,
} from './report/scripts.ts';
import { checkText, linksText } from './report/text.ts';
import { usagesJson, usagesText } from './report/usages.ts';
import { variablesJson, variablesText } from './report/variables.ts';
import { shimsJson, shimsText } from './report/shims.ts';
import { verdictsFail, verdictsJson, verdictsText } from './report/verdicts.ts';
import { promisedBy, verifyFails, verifyReport } from './report/verify.ts';
import { findScripts, isScriptPath } from './scripts/findScripts.ts';
import { fixScripts } from './scripts/fixScripts.ts';
import { findUsages } from './usages/findUsages.ts';

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
    case 'readers':
      return readers(request);
    case 'shims':
      return shims(request);
    case 'usages':
      return usages(request);
    case 'migrate':
      return migrate(request);
    case 'names':
      return names(request);
    case 'registries':
      return registries(request);
    case 'registry':
      return registry(request);
  }
}

async function run(options: Options): Promise<number> {
  const answers: FileAnswer[] = [];
  const readsScripts = options.command === 'links' || options.command === 'check';
  const scripts = readsScripts ? (await Promise.all(options.paths.map(findScripts))).flat().flatMap(({ readings }) => readings) : [];
  const paths = options.paths.filter((path) => !readsScripts || !isScriptPath(path));
  const found = await Promise.all(paths.map(findFiles));
  const problems = found.flatMap((one) => one.problems);
  for (const problem of problems) complain(`${problem.path}: ${problem.message}`);
  const files = found.flatMap((one) => one.files);
  const folders = new Folders({
    paths: files.map(({ path }) => path),
    sets: options.project ? setsBelow(slashed(process.cwd()), [options.project]) : [],
  });
  for (const file of [...files, ...partsBelow(found, folders)].sort((a, b) => (a.shown < b.shown ? -1 : 1))) {
    const answer = await answerFor(file, folders);
    if (!answer) continue;
    if (answer.error !== null) complain(`${file.path}: ${answer.error}`);
    for (const { range, message } of answer.oddities) complain(`${file.path}:${range.start.line + 1}: ${message}`);
    answers.push(answer);
  }
  const asked = options.engine || options.inspect !== null;
  const promised = (facts: EngineFacts): readonly string[] => promisedBy(answers, facts).map(({ receiverId }) => receiverId);
  const images = answers.flatMap(({ read }) => (read ? demandOf(read) : []));
  const engine = asked ? await engineAnswer(options, { images, ...(options.command === 'verify' && { evidence: promised }) }) : null;
  if (asked && !engine && options.paths.length === 0) return 2;
  const find = imageFinder({ engines: [{ images: engine?.images ?? new Map() }] });
  const told = engine?.images ? answers.map((one) => withEngineImages(one, find)) : answers;
  const readers = options.command === 'check' ? await readerFindings(options) : [];
  const compared = options.command === 'discovery' ? await compare(answers, folders) : [];
  const read = { answers: told, scripts, engine, readers, compared };
  process.stdout.write(report(options, read));
  if (problems.length > 0 || (asked && !engine) || answers.some(({ error }) => error !== null)) return 2;
  return fails(options, read) ? 1 : 0;
}

async function compare(answers: readonly FileAnswer[], folders: Folders): Promise<readonly LinkToCompare[]> {
  const links: LinkToCompare[] = [];
  for (const answer of answers) {
    if (!answer.read || answer.links.length === 0) continue;
    links.push(...linksToCompare(answer, { read: (path) => folders.text(path), around: await aroundOf(answer.read.uri) }));
  }
  return links;
}

/** What a command has read. */
interface Read {
  readonly answers: readonly FileAnswer[];
  readonly scripts: readonly ScriptReading[];
  readonly engine: EngineAnswer | null;
  /** What is to be said of the code that reads link variables. */
  readonly readers: readonly UsageFinding[];
  /** The links for which ways of discovery are compared. */
  readonly compared: readonly LinkToCompare[];
}

async function fix(options: FixOptions): Promise<number> {
  const { paths, format, mode } = options;
  const engine = options.engine ? await engineAnswer({ ...options, inspect: null, target: null }) : null;
  if (options.engine && !engine) return 2;
  const isWhole = options.rows.length === 0 && options.only.length === 0;
  const scripts = isWhole ? await fixScripts(paths, mode) : [];
  const done = await fixFiles({ ...options, paths: paths.filter((path) => !isScriptPath(path)) }, engine?.facts.summaries);
  for (const { path, message } of done.problems) complain(`${path}: ${message}`);
  const changed = [...done.files, ...scripts];
  for (const { path, error } of changed) if (error !== null) complain(`${path}: ${error}`);
  const asksFiles = done.rewrites.length + done.kept.length > 0 || scripts.length === 0;
  const told = scriptFixText(scripts, mode) + (asksFiles ? fixText(done, mode) : '');
  if (format === 'json') process.stdout.write(fixJson(done, mode, scriptFixData(scripts)));
  else if (mode === 'write') process.stdout.write(told);
  else {
    process.stdout.write(changed.map(({ diff }) => diff).join(''));
    process.stderr.write(told);
  }
  if (done.problems.length > 0 || changed.some(({ error }) => error !== null)) return 2;
  return mode === 'dry-run' && (done.rewrites.length > 0 || scripts.some(({ fixed }) => fixed.length > 0)) ? 1 : 0;
}

async function readers(options: ReadersOptions): Promise<number> {
  const done = await rewriteReaders(options);
  for (const { path, message } of done.problems) complain(`${path}: ${message}`);
  for (const { path, error } of done.files) if (error !== null) complain(`${path}: ${error}`);
  if (options.format === 'json') process.stdout.write(fixJson(done, options.mode));
  else if (options.mode === 'write') process.stdout.write(readersText(done, options.mode));
  else {
    process.stdout.write(done.files.map(({ diff }) => diff).join(''));
    process.stderr.write(readersText(done, options.mode));
  }
  if (done.problems.length > 0 || done.files.some(({ error }) => error !== null)) return 2;
  return options.mode === 'dry-run' && done.rewrites.length > 0 ? 1 : 0;
}

async function shims({ paths, format, mode, wish }: ShimsOptions): Promise<number> {
  const files = await shimFiles(paths, mode, wish);
  for (const { path, error } of files) if (error !== null) complain(`${path}: ${error}`);
  if (format === 'json') process.stdout.write(shimsJson(files, mode));
  else if (mode === 'write') process.stdout.write(shimsText(files, mode));
  else {
    process.stdout.write(files.map(({ diff }) => diff).join(''));
    process.stderr.write(shimsText(files, mode));
  }
  if (files.some(({ error }) => error !== null)) return 2;
  return mode === 'dry-run' && files.some(({ set }) => set.length > 0) ? 1 : 0;
}

async function usages({ paths, format, target }: UsagesOptions): Promise<number> {
  const found = await Promise.all(paths.map((path) => findUsages(path, target)));
  const problems = found.flatMap((one) => one.problems);
  for (const { path, message } of problems) complain(`${path}: ${message}`);
  const all = found.flatMap((one) => one.usages);
  const unsearched = found.flatMap((one) => one.unsearched);
  process.stdout.write(format === 'json' ? usagesJson(all) : usagesText(all, target, unsearched));
  return problems.length > 0 ? 2 : 0;
}

async function migrate(options: MigrateOptions): Promise<number> {
  const inspected = (facts: EngineFacts): readonly string[] => containersToInspect(facts, chosen(facts, options.names).ids);
  const engine = await engineAnswer(options, { inspected });
  if (!engine) return 2;
  const { unknown } = chosen(engine.facts, options.names);
  for (const name of unknown) complain(`${name}: There is no such container.`);
  if (unknown.length > 0) return 2;
  const { script, refused } = migrationOf(engine, options, new Date().toISOString());
  for (const { names, reasons } of refused) complain(`not moved: ${[names.join(', '), reasons.join(' ')].filter(Boolean).join(': ')}`);
  if (script === null && refused.length === 0) complain('No container has links.');
  process.stdout.write(script ?? '');
  return refused.length > 0 ? 1 : 0;
}

async function names({ question, format, inspect, ask, target }: NamesOptions): Promise<number> {
  const answer = inspect === null ? await askNames(ask ?? null) : await engineAnswer({ inspect, target });
  if (!answer) return 2;
  if ('fault' in answer) {
    complain(answer.fault);
    return 2;
  }
  const told = { lookups: new Map(), ...answer };
  const unknown = unknownContainers(question, told.facts);
  for (const name of unknown) complain(`the engine has no container "${name}"`);
  process.stdout.write(format === 'json' ? namesJson(question, told) : namesText(question, told));
  if (unknown.length > 0) return 2;
  return namesFail(question, told) ? 1 : 0;
}

/** What the engine or the text that stands for it says; null, with the reason told, when it cannot be read. */
async function engineAnswer(
  { inspect, ask, target }: Pick<Options, 'inspect' | 'ask' | 'target'>,
  wishes?: Wishes,
): Promise<InspectedAnswer | null> {
  if (inspect === null) {
    const answer = await askEngine(ask ?? null, wishes);
    if (!('fault' in answer)) return answer;
    complain(answer.fault);
    return null;
  }
  const { answer, problems } = await readInspect(inspect, target);
  for (const problem of problems) complain(`${inspect === '-' ? 'standard input' : inspect}: ${problem}`);
  return answer;
}

async function registries(options: RegistriesOptions): Promise<number> {
  const { places, problems } = await findRegistries(options);
  for (const problem of problems) complain(problem);
  process.stdout.write(options.format === 'json' ? registriesJson(places) : registriesText(places));
  return problems.length > 0 ? 2 : 0;
}

async function registry(options: RegistryOptions): Promise<number> {
  const answer = await answerOf(options, complain);
  if ('fault' in answer) {
    complain(answer.fault);
    return 2;
  }
  process.stdout.write(options.format === 'json' ? registryJson(answer) : registryText(answer));
  return 0;
}

/** What cannot be read is said with its compose file. */
async function readerFindings({ paths, target, project }: Options): Promise<readonly UsageFinding[]> {
  const found: UsageFinding[] = [];
  for (const path of project ? [project] : paths) found.push(...(await findUsages(path, target ?? 29)).findings);
  return found;
}

function report({ command, format, target: asked, paths }: Options, { answers, scripts, engine, readers, compared }: Read): string {
  const target = asked ?? 29;
  const isJson = format === 'json';
  switch (command) {
    case 'links':
      if (isJson) return linksJson({ answers, scripts: scriptsData(scripts) }, engine, asked);
      return (paths.length > 0 ? linksText(answers) + scriptsText(scripts) : '') + (engine ? engineLinksText(engine, asked) : '');
    case 'variables':
      if (isJson) return variablesJson(answers, target, engine);
      return (paths.length > 0 ? variablesText(answers, target) : '') + (engine ? engineVariablesText(engine) : '');
    case 'check':
      if (isJson) return checkJson({ answers, scripts: scriptsCheckData(scripts, target) }, target, readers);
      return checkText(answers, target, readers) + scriptsCheckText(scripts, target);
    case 'verdicts':
      if (!engine) return '';
      return isJson ? verdictsJson(engine, asked) : verdictsText(engine, asked);
    case 'verify':
      return engine ? verifyReport(answers, engine, format) : '';
    case 'readiness':
      return readinessReport(answers, engine, format);
    case 'discovery':
      return discoveryReport(compared, format);
    case 'ambassadors':
      return isJson ? ambassadorsJson(answers, engine) : ambassadorsText(answers, engine);
  }
}

function fails({ command, target, failOn }: Options, { answers, scripts, engine, readers }: Read): boolean {
  if (command === 'verdicts') return engine !== null && verdictsFail(engine, target, failOn);
  if (command === 'verify') return engine !== null && verifyFails(answers, engine);
  if (command !== 'check') return false;
  if (scriptsFail(scripts, target ?? 29, failOn) || readers.some(({ severity }) => atLeast(severity, failOn))) return true;
  return answers.some((answer) => {
    const { links, others } = judgeAnswer(answer, target ?? 29);
    const graves = [...links.flatMap(({ finding }) => finding ?? []), ...others];
    return graves.some(({ severity }) => atLeast(severity, failOn));
  });
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
