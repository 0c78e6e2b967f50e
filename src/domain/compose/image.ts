import type { DockerfileReading } from '../../syntax/dockerfile/read.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import type { EngineImage } from '../engine/image.ts';
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

/** What a Dockerfile tells of the image it builds, upon what an engine tells of the one it starts from; complete only if nothing of that is missing. */
export function imageOf({ expose, env, from, fault }: DockerfileReading, base: EngineImage | null = null): ImageFacts {
  const told = expose.map(({ value }) => value);
  const hidden = told.some(isInterpolated);
  const below = base ? inspectedImage(base) : null;
  const variables = new Map((below?.env ?? []).map((variable) => [variable.name, variable]));
  for (const { name, value } of env) variables.set(name, { name, value });
  return {
    exposed: [...new Set([...(below?.exposed ?? []), ...told.flatMap((value) => exposedKeys(value))])],
    env: [...variables.values()],
    complete: fault === null && (from === 'scratch' || below !== null) && !hidden,
  };
}

/** What an engine tells of an image that it has: all of it. */
export function inspectedImage({ exposedPorts, env }: EngineImage): ImageFacts {
  const variables = env.flatMap((entry) => {
    const at = entry.indexOf('=');
    return at < 0 ? [] : [{ name: entry.slice(0, at), value: entry.slice(at + 1) }];
  });
  return { exposed: exposedPorts, env: variables, complete: true };
}
