import { dirname, resolve } from 'node:path';
import type { ReadText } from '../../domain/compose/project/project.ts';
import type { ReadFile } from '../../model/snapshot.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { buildContexts, readProject, referredPaths } from './project.ts';
import type { PathBase, ProjectTexts } from './project.ts';

/**
 * The texts that belong to a compose file and to those that are read together with it: what lies below its own folder and right beside the
 * others, their variables, and what any of them builds from or brings into containers. The compose files of the projects are left out.
 */
export async function textsAround({ uri, text, around }: ReadFile, read: ReadText): Promise<ProjectTexts> {
  const folder = dirname(uri);
  const projects = [...around.inProjects.values()].flatMap((places) => places.map(({ view }) => view.project));
  const files = [...new Set([uri, ...projects.flatMap((project) => project.files)])];
  const folders = new Set([...files.map((file) => dirname(file)), ...projects.map((project) => project.folder)]);
  const deep: string[] = projects.flatMap(({ set, folder: own }) => (set.envFiles ?? []).map((file) => resolve(own, file)));
  const unknown: string[] = [];
  for (const file of files) {
    const written = file === uri ? text : read(file);
    const reading = written === null ? null : readCompose(written);
    if (written === null || reading?.kind !== 'compose') continue;
    const homes = projects.filter((project) => project.files.includes(file)).map((project) => project.folder);
    const base: PathBase = { folder, from: [...new Set([dirname(file), ...homes])] };
    const contexts = await buildContexts(reading.file, base);
    const referred = await referredPaths(written, base);
    deep.push(...contexts.folders, ...referred.paths);
    unknown.push(...contexts.unknown, ...referred.unknown);
  }
  const { texts, unsearched } = await readProject(folder, deep, [...folders]);
  const own = new Set(files);
  return {
    texts: new Map([...texts].filter(([path]) => !own.has(path))),
    unsearched: [...new Set([...unknown, ...unsearched])],
  };
}
