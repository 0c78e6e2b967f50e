import { realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { projectUsages } from '../../domain/usages/projectUsages.ts';
import type { CodeFile, ProjectUsage, Receiver } from '../../domain/usages/projectUsages.ts';
import { gitlabAliases } from '../../domain/usages/receiver.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { gitlabImages, kubernetesPrefixes } from '../../syntax/usages/elsewhere.ts';
import { languageOf } from '../../syntax/usages/language.ts';
import { mayHaveUsages } from '../../syntax/usages/names.ts';
import { scanUsages } from '../../syntax/usages/scan.ts';
import { answerFor } from '../answer.ts';
import { findFiles, readText } from '../files.ts';
import type { FoundFile } from '../files.ts';
import { buildContexts, readProject, shownPath } from '../fix/project.ts';
import type { ProjectTexts } from '../fix/project.ts';
import { Folders } from '../folders.ts';
import { receiversOf } from './receivers.ts';
import type { ReadCompose } from './receivers.ts';

/** The readers of link variables under a path. */
export interface FoundUsages {
  /** Paths are relative to the folder that was asked for, with `/`. */
  readonly usages: readonly ProjectUsage[];
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
  if (root === null || (files.length === 0 && problems.length > 0)) return { usages: [], problems, unsearched: [] };
  const { composes, faults } = await readComposes(files);
  const contexts = await Promise.all(composes.map(({ file, path: one }) => buildContexts(file, dirname(one))));
  const outside = contexts.flatMap(({ folders }) => folders);
  const { texts, unsearched } = await readProject(root, outside);
  const receivers = composes.flatMap((one) => receiversOf(one, (real) => texts.get(real)?.text ?? null));
  const usages = usagesIn(texts, receivers, target).map((one) => ({ ...one, path: shownPath(root, one.path) }));
  const unknown = [...new Set(contexts.flatMap((context) => context.unknown))];
  return { usages, problems: [...problems, ...faults], unsearched: [...unknown, ...unsearched] };
}

async function readComposes(
  files: readonly FoundFile[],
): Promise<{ readonly composes: readonly ReadCompose[]; readonly faults: FoundUsages['problems'] }> {
  const composes: ReadCompose[] = [];
  const faults: { path: string; message: string }[] = [];
  const folders = new Folders();
  for (const found of files) {
    const answer = await answerFor(found, folders);
    if (!answer) continue;
    if (answer.error !== null) faults.push({ path: found.path, message: answer.error });
    else {
      const reading = readCompose(await readText(found.path), { kind: found.kind });
      const path = await realpath(found.path);
      if (reading.kind === 'compose') composes.push({ path, file: reading.file, tree: reading.tree, answer });
    }
  }
  return { composes, faults };
}

/** Sorted by path. */
function usagesIn(texts: ProjectTexts['texts'], receivers: readonly Receiver[], target: TargetEngine): readonly ProjectUsage[] {
  const files: CodeFile[] = [];
  const kubernetes = new Set<string>();
  const gitlab: string[] = [];
  for (const [real, { text }] of texts) {
    const path = real.split(sep).join('/');
    for (const prefix of kubernetesPrefixes(text)) kubernetes.add(prefix);
    if (path.endsWith('.gitlab-ci.yml')) gitlab.push(...gitlabImages(text).flatMap(gitlabAliases));
    const language = mayHaveUsages(text) ? languageOf(path, text) : null;
    if (language !== null) files.push({ path, usages: scanUsages(text, language) });
  }
  const sorted = files.filter(({ usages }) => usages.length > 0).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return projectUsages(sorted, { receivers, target, kubernetes, gitlab });
}
