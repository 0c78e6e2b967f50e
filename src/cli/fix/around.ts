import { basename, dirname } from 'node:path';
import type { ReadText } from '../../domain/compose/project/project.ts';
import type { Surroundings } from '../../domain/fixes/surroundings.ts';
import type { ReadFile } from '../../model/snapshot.ts';
import { slashed } from './distant.ts';
import { readDotenv } from './project.ts';
import { textsAround } from './textsAround.ts';

/** What lies around a compose file: the texts of its projects, which may use names that go. */
export async function aroundOf(file: ReadFile, read: ReadText): Promise<Surroundings> {
  const { texts, unsearched } = await textsAround(file, read);
  return {
    name: basename(file.uri),
    path: slashed(file.uri),
    neighbours: [],
    elsewhere: [],
    dotenv: await readDotenv(dirname(file.uri)),
    composeFile: null,
    texts: [...texts.values()],
    unsearched,
    running: new Map(),
  };
}
