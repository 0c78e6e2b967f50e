import type { Surroundings } from '../../../../src/domain/fixes/surroundings.ts';

/** A folder that holds one compose file and nothing else, but for what is said. */
export function alone(rest: Partial<Surroundings> = {}): Surroundings {
  const empty = { neighbours: [], elsewhere: [], dotenv: { kind: 'none' }, composeFile: null, texts: [], unsearched: [] } as const;
  return { name: 'compose.yaml', path: '/work/base/compose.yaml', running: new Map(), ...empty, ...rest };
}
