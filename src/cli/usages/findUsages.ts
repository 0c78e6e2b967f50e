import { realpath } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { FoundSet } from '../../domain/compose/project/sets.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import type { CodeFile } from '../../domain/usages/codeFile.ts';
import { textsBeside } from '../../model/composeFacts.ts';
import { serviceFacts } from '../../domain/usages/composeFacts.ts';
import type { ComposeFacts } from '../../domain/usages/composeFacts.ts';
import { projectUsages } from '../../domain/usages/projectUsages.ts';
import type { ProjectUsage } from '../../domain/usages/projectUsages.ts';
import { usageFindings } from '../../domain/usages/findings.ts';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import { contextsOf } from '../../domain/usages/built.ts';
import { receiversOf } from '../../domain/usages/receivers.ts';
import { setsBelow } from '../../model/namedSets.ts';
import type { NamedSet } from '../../model/namedSets.ts';
import { smallText } from '../../sources/usages/readFile.ts';
import { programBeside, searchAll } from '../../sources/usages/searchAll.ts';
import { unsearchedWords } from '../../sources/usages/searchFiles.ts';
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
  /** The folder from which the paths of all the files start; null where each starts from its own. */
  readonly start: string | null;
  readonly composes: readonly ComposeFacts[];
  readonly found: readonly CodeFile[];
}

/** What is searched: a file or folder, or the files that a person names as one project. */
type Asked = string | NamedSet;

/** The readers of what is searched, for an engine. */
export async function findUsages(asked: Asked, target: TargetEngine): Promise<FoundUsages> {
  const { root, composes, found, problems, unsearched } = await searchCode(asked, target);
  const receivers = composes.flatMap((one) => receiversOf(one, smallText));
  const usages = projectUsages(found, { receivers, target });
  const shown = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: shownPath(root, one.path) });
  return { usages: usages.map(shown), findings: usageFindings(usages, found).map(shown), problems, unsearched };
}

/** Searches the folder (of a compose file, the folder it lies in, of a project that from which its paths start) and its build contexts; nothing that is found is run. */
export async function searchCode(asked: Asked, target: TargetEngine): Promise<SearchedCode> {
  const { files, problems, sets } = await filesOf(asked);
  const [first] = files;
  const [set] = sets;
  const folder = set?.folder ?? (typeof asked === 'string' && first?.path !== asked ? asked : dirname(first?.path ?? '.'));
  const root = await realpath(folder).catch(() => null);
  const folders = new Folders({ paths: files.map((file) => file.path), sets });
  if (root === null || (files.length === 0 && problems.length > 0))
    return { root: folder, files, folders, start: null, composes: [], found: [], problems, unsearched: [] };
  const start = set ? slashed(root) : null;
  const { composes, faults } = await readComposes({ files, folders, start }, { target });
  const contexts = composes.map(contextsOf);
  const outside = contexts.flatMap((context) => context.folders);
  const roots = [slashed(root), ...outside].map((one) => ({ path: one, exclude: [], gitignore: true }));
  const searched = await searchAll(roots, { program: programBeside() });
  const found = searched.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const unknown = [...new Set(contexts.flatMap((context) => context.unknown))].map((service) => `the build context of ${service}`);
  return {
    root,
    files,
    folders,
    start,
    composes,
    found,
    problems: [...problems, ...faults],
    unsearched: [...unknown, ...unsearchedWords(searched)],
  };
}

async function filesOf(asked: Asked): Promise<Pick<SearchedCode, 'files' | 'problems'> & { readonly sets: readonly FoundSet[] }> {
  if (typeof asked === 'string') return { ...(await findFiles(asked)), sets: [] };
  const found = await Promise.all(asked.files.map(findFiles));
  const sets = setsBelow(slashed(process.cwd()), [asked]);
  return { files: found.flatMap(({ files }) => files), problems: found.flatMap(({ problems }) => problems), sets };
}

/** How compose files are read; `textOf` gives a text that takes the place of a file's, null for as it is. */
interface ReadOptions {
  readonly target: TargetEngine;
  readonly textOf?: (path: string) => string | null;
}

/** The compose files with what their services link to. */
export async function readComposes(
  { files, folders, start }: Pick<SearchedCode, 'files' | 'folders' | 'start'>,
  { target, textOf = () => null }: ReadOptions,
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
      const others = textsBeside(answer.read, (each) => textOf(each) ?? folders.text(each));
      composes.push({ path, text, others, ...(start !== null && { folder: start }), target, services });
    }
  }
  return { composes, faults };
}

function shownPath(folder: string, path: string): string {
  return slashed(relative(folder, path)) || '.';
}
