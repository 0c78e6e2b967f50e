import type { ScriptReading } from '../../domain/commands/scriptReading.ts';
import type { EngineFacts } from '../../domain/engine/container.ts';
import { atLeast } from '../../domain/findings/severity.ts';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import { demandOf, imageFinder } from '../../model/images.ts';
import { judgeAnswer, withEngineImages } from '../answer.ts';
import type { FileAnswer } from '../answer.ts';
import type { EngineAnswer } from '../engineAnswer.ts';
import { aroundOf } from '../fix/around.ts';
import type { Folders } from '../folders.ts';
import { ambassadorsJson, ambassadorsText } from '../report/ambassadors.ts';
import { discoveryReport, linksToCompare } from '../report/discovery.ts';
import type { LinkToCompare } from '../report/discovery.ts';
import { engineLinksText, engineVariablesText } from '../report/engine.ts';
import { checkJson, linksJson } from '../report/json.ts';
import { readinessReport } from '../report/readiness.ts';
import { scriptsCheckData, scriptsCheckText, scriptsData, scriptsFail, scriptsText } from '../report/scripts.ts';
import { checkText, linksText } from '../report/text.ts';
import { variablesJson, variablesText } from '../report/variables.ts';
import { verdictsFail, verdictsJson, verdictsText } from '../report/verdicts.ts';
import { promisedBy, verifyFails, verifyReport } from '../report/verify.ts';
import type { Options } from '../requests.ts';
import { findScripts, isScriptPath } from '../scripts/findScripts.ts';
import { findUsages } from '../usages/findUsages.ts';
import { engineAnswer } from './engine.ts';
import { readAnswers } from './readAnswers.ts';

/** Answers what reads files, an engine or both, and changes nothing. */
export async function run(options: Options): Promise<number> {
  const readsScripts = options.command === 'links' || options.command === 'check';
  const scripts = readsScripts ? (await Promise.all(options.paths.map(findScripts))).flat().flatMap(({ readings }) => readings) : [];
  const paths = options.paths.filter((path) => !readsScripts || !isScriptPath(path));
  const { answers, problems, folders } = await readAnswers(paths, options.project);
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
  if (problems > 0 || (asked && !engine) || answers.some(({ error }) => error !== null)) return 2;
  return fails(options, read) ? 1 : 0;
}

async function compare(answers: readonly FileAnswer[], folders: Folders): Promise<readonly LinkToCompare[]> {
  const links: LinkToCompare[] = [];
  for (const answer of answers) {
    if (!answer.read || answer.links.length === 0) continue;
    const read = (path: string): string | null => folders.text(path);
    links.push(...linksToCompare(answer, { read, around: await aroundOf(answer.read, read) }));
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
