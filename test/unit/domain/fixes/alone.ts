import type { Surroundings } from '../../../../src/domain/fixes/surroundings.ts';

/** A folder that holds one compose file and nothing else, but for what is said. */
export function alone(rest: Partial<Surroundings> = {}): Surroundings {
  return { name: 'compose.yaml', neighbours: [], dotenv: { kind: 'none' }, composeFile: null, texts: [], unsearched: [], ...rest };
}
