import { basename } from 'node:path';
import type { Surroundings } from '../../domain/fixes/surroundings.ts';
import { slashed } from './distant.ts';
import { readDotenv, readProject } from './project.ts';

/** What lies around a compose file: its folder's texts, which may use names that go. */
export async function aroundOf(path: string): Promise<Surroundings> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const { texts, unsearched } = await readProject(folder, []);
  return {
    name: basename(path),
    path: slashed(path),
    neighbours: [],
    elsewhere: [],
    dotenv: await readDotenv(folder),
    composeFile: null,
    texts: [...texts].flatMap(([real, other]) => (real === path ? [] : [other])),
    unsearched,
    running: new Map(),
  };
}
