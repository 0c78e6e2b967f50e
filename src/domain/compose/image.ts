import type { DockerfileReading } from '../../syntax/dockerfile/read.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { exposedKeys } from './exposed.ts';

/** What is known of a source's image. */
export interface ImageFacts {
  /** Keys of `Config.ExposedPorts`: `3306/tcp`. */
  readonly exposed: readonly string[];
  /** `Config.Env`; value null where nobody knows it. */
  readonly env: readonly { readonly name: string; readonly value: string | null }[];
  /** Whether the image has no other ports and variables. */
  readonly complete: boolean;
}

/** What a Dockerfile tells of the image it builds; complete only if it starts from `scratch` and hides no port behind a variable. */
export function imageOf({ expose, env, from, fault }: DockerfileReading): ImageFacts {
  const told = expose.map(({ value }) => value);
  const hidden = told.some(isInterpolated);
  return {
    exposed: told.flatMap((value) => exposedKeys(value)),
    env: env.map(({ name, value }) => ({ name, value })),
    complete: fault === null && from === 'scratch' && !hidden,
  };
}
