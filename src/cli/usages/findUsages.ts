import { realpath } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { serviceFacts } from '../../domain/usages/composeFacts.ts';
import type { ComposeFacts } from '../../domain/usages/composeFacts.ts';
import { projectUsages } from '../../domain/usages/projectUsages.ts';
import type { ProjectUsage } from '../../domain/usages/projectUsages.ts';
import { usageFindings } from '../../domain/usages/findings.ts';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import { contextsOf, receiversOf } from '../../domain/usages/receivers.ts';
import { smallText } from '../../sources/usages/readFile.ts';
import { searchAll, unsearchedWords } from '../../sources/usages/searchFiles.ts';
import { answerFor } from '../answer.ts';
import { findFiles } from '../files.ts';
import type { FoundFile } from '../files.ts';
import { Folders, slashed } from '../folders.ts';
import { predictionInputs } from '../report/predictionInputs.ts';

/** The readers of link variables under a path. */
export interface FoundUsages {
  /** Paths are relative to the folder that was asked for, with `/`. */
  readonly usages: readonly ProjectUsage[];
  readonly findings: readonly UsageFinding[];
  /** What could not be read. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** What was not searched, each a noun phrase. */
  readonly unsearched: readonly string[];
}

/** Searches the folder (of a compose file, the folder it lies in) and its build contexts; nothing that is found is run. */
export async function findUsages(path: string, target: TargetEngine): Promise<FoundUsages> {
  const { files, problems } = await findFiles(path);
  const [first] = files;
  const asked = first?.path === path ? dirname(path) : path;
  const root = await realpath(asked).catch(() => null);
  if (root === null || (files.length === 0 && problems.length > 0)) return { usages: [], findings: [], problems, unsearched: [] };
  const { composes, faults } = await readComposes(files);
  const contexts = composes.map(contextsOf);
  const outside = contexts.flatMap(({ folders }) => folders);
  const searched = searchAll([slashed(root), ...outside].map((one) => ({ path: one, exclude: [], gitignore: true })));
  const receivers = composes.flatMap((one) => receiversOf(one, smallText));
  const found = searched.found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const usages = projectUsages(found, { receivers, target }).map((one) => ({ ...one, path: shownPath(root, one.path) }));
  const unknown = [...new Set(contexts.flatMap((context) => context.unknown))].map((service) => `the build context of ${service}`);
  return {
    usages,
    findings: usageFindings(usages, target),
    problems: [...problems, ...faults],
    unsearched: [...unknown, ...unsearchedWords(searched)],
  };
}

async function readComposes(
  files: readonly FoundFile[],
): Promise<{ readonly composes: readonly ComposeFacts[]; readonly faults: FoundUsages['problems'] }> {
  const composes: ComposeFacts[] = [];
  const faults: { path: string; message: string }[] = [];
  const folders = new Folders({ paths: files.map(({ path }) => path) });
  for (const found of files) {
    const answer = await answerFor(found, folders);
    if (!answer) continue;
    if (answer.error !== null || !answer.read) faults.push({ path: found.path, message: answer.error ?? '' });
    else {
      const { compose, around, text } = answer.read;
      const services = serviceFacts(compose, { inputs: predictionInputs(answer), service: around.service });
      composes.push({ path: slashed(await realpath(found.path)), text, services });
    }
  }
  return { composes, faults };
}

function shownPath(folder: string, path: string): string {
  return slashed(relative(folder, path)) || '.';
}
