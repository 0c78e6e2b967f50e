import { realpath } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { TargetEngine } from '../../domain/engine/target.ts';
import type { CodeFile } from '../../domain/usages/codeFile.ts';
import { serviceFacts } from '../../domain/usages/composeFacts.ts';
import type { ComposeFacts } from '../../domain/usages/composeFacts.ts';
import { projectUsages } from '../../domain/usages/projectUsages.ts';
import type { ProjectUsage } from '../../domain/usages/projectUsages.ts';
import { usageFindings } from '../../domain/usages/findings.ts';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import { contextsOf, receiversOf } from '../../domain/usages/receivers.ts';
import { smallText } from '../../sources/usages/readFile.ts';
import { searchAll, unsearchedWords } from '../../sources/usages/searchFiles.ts';
import { answerFor, answerTo } from '../answer.ts';
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

/** The code and the compose files under a path, as they were read; paths are absolute, with `/`. */
export interface SearchedCode extends Pick<FoundUsages, 'problems' | 'unsearched'> {
  readonly root: string;
  readonly files: readonly FoundFile[];
  readonly folders: Folders;
  readonly composes: readonly ComposeFacts[];
  readonly found: readonly CodeFile[];
}

/** The readers of what is searched, for an engine. */
export async function findUsages(path: string, target: TargetEngine): Promise<FoundUsages> {
  const { root, composes, found, problems, unsearched } = await searchCode(path);
  const receivers = composes.flatMap((one) => receiversOf(one, smallText));
  const usages = projectUsages(found, { receivers, target }).map((one) => ({ ...one, path: shownPath(root, one.path) }));
  return { usages, findings: usageFindings(usages, target), problems, unsearched };
}

/** Searches the folder (of a compose file, the folder it lies in) and its build contexts; nothing that is found is run. */
export async function searchCode(path: string): Promise<SearchedCode> {
  const { files, problems } = await findFiles(path);
  const [first] = files;
  const asked = first?.path === path ? dirname(path) : path;
  const root = await realpath(asked).catch(() => null);
  const folders = new Folders({ paths: files.map((file) => file.path) });
  if (root === null || (files.length === 0 && problems.length > 0))
    return { root: asked, files, folders, composes: [], found: [], problems, unsearched: [] };
  const { composes, faults } = await readComposes(files, folders);
  const contexts = composes.map(contextsOf);
  const outside = contexts.flatMap((context) => context.folders);
  const searched = searchAll([slashed(root), ...outside].map((one) => ({ path: one, exclude: [], gitignore: true })));
  const found = searched.found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const unknown = [...new Set(contexts.flatMap((context) => context.unknown))].map((service) => `the build context of ${service}`);
  return {
    root,
    files,
    folders,
    composes,
    found,
    problems: [...problems, ...faults],
    unsearched: [...unknown, ...unsearchedWords(searched)],
  };
}

/** The compose files with what their services link to; `textOf` gives a text that takes the place of a file's, null for as it is. */
export async function readComposes(
  files: readonly FoundFile[],
  folders: Folders,
  textOf: (path: string) => string | null = () => null,
): Promise<{ readonly composes: readonly ComposeFacts[]; readonly faults: FoundUsages['problems'] }> {
  const composes: ComposeFacts[] = [];
  const faults: { path: string; message: string }[] = [];
  for (const found of files) {
    const path = slashed(await realpath(found.path).catch(() => found.path));
    const now = textOf(path);
    const answer = now === null ? await answerFor(found, folders) : await answerTo(now, found, folders);
    if (!answer) continue;
    if (answer.error !== null || !answer.read) faults.push({ path: found.path, message: answer.error ?? '' });
    else {
      const { compose, around, text } = answer.read;
      const services = serviceFacts(compose, { inputs: predictionInputs(answer), service: around.service });
      composes.push({ path, text, services });
    }
  }
  return { composes, faults };
}

function shownPath(folder: string, path: string): string {
  return slashed(relative(folder, path)) || '.';
}
