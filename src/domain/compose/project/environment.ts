import { dotenvValues, oldDotenvValues } from '../../../syntax/dotenv/values.ts';
import type { DotenvValue } from '../../../syntax/dotenv/values.ts';
import type { LookUp } from '../../../syntax/interpolation/asking.ts';
import { joined, pathIn } from './paths.ts';
import type { ProjectSet } from './project.ts';
import type { Run } from './run.ts';

/** The environment that Compose interpolates a set's files with: what it is started with, then `.env` or the files of `--env-file`. */
export function environmentOf(run: Run, set: ProjectSet, folder: string): LookUp {
  const started: LookUp = (name) => set.environment?.get(name);
  const paths = set.envFiles ?? [joined(folder, '.env')];
  return withEnvFiles(run, started, paths, set.envFiles !== undefined);
}

/** The same environment with `.env` files below it; of two files the later wins. */
export function withEnvFiles(run: Run, outer: LookUp, paths: readonly string[], required: boolean): LookUp {
  const values = new Map<string, DotenvValue>();
  const inFiles: LookUp = (name, assume) => {
    const found = values.get(name);
    for (const unset of found?.assumedUnset ?? []) assume(unset);
    return found?.value ?? undefined;
  };
  const lookUp: LookUp = (name, assume) => outer(name, assume) ?? inFiles(name, assume);
  for (const path of paths) {
    const text = run.text(path);
    if (text === null) {
      if (required) run.refuse('env-file', `The file of variables \`${pathIn(path)}\` is not there.`);
      continue;
    }
    // docker-compose 1.x looks into the file and its own environment, and lets the file's own lines win there.
    const read = run.reader === 'compose-1' ? oldDotenvValues(text, outer) : dotenvValues(text, lookUp);
    for (const { message, range } of read.faults) run.refuse('env-file', message, { path, range });
    for (const [name, value] of read.values) values.set(name, value);
  }
  return lookUp;
}

/** A name's value without what it rests on. */
export function plainValue(lookUp: LookUp, name: string): string | undefined {
  return lookUp(name, () => undefined);
}

/** An environment in which one more name is set. */
export function withVariable(lookUp: LookUp, name: string, value: string): LookUp {
  return (asked, assume) => (asked === name ? value : lookUp(asked, assume));
}
