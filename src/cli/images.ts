import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImageFacts } from '../domain/compose/image.ts';
import { literal } from '../domain/compose/linkNames.ts';
import { dockerfileUri } from '../model/companions.ts';
import { imageFacts } from '../model/images.ts';
import type { FindImage } from '../model/images.ts';
import type { ComposeBuild, ComposeService } from '../syntax/compose/composeFile.ts';
import { readDockerfile } from '../syntax/dockerfile/read.ts';
import type { DockerfileReading } from '../syntax/dockerfile/read.ts';

/** Reads a file; null for one that cannot be read. */
export type ReadFile = (file: URL) => Promise<string | null>;

/** The Dockerfiles of which services are built, by service; those that are not at hand are left out. */
export async function readDockerfiles(
  services: readonly ComposeService[],
  path: string,
  read: ReadFile,
): Promise<ReadonlyMap<string, DockerfileReading>> {
  const found = new Map<string, DockerfileReading>();
  for (const { name, build } of services) {
    if (!build) continue;
    const text = await dockerfileOf(build, dirname(path), read);
    const target = build.target === null ? null : literal(build.target);
    if (text !== null && target === build.target) found.set(name, readDockerfile(text, target));
  }
  return found;
}

/** What is known of the images of services, by service; those of which nothing is known are left out. */
export function imagesOf(
  services: readonly ComposeService[],
  dockerfiles: ReadonlyMap<string, DockerfileReading>,
  find: FindImage,
): ReadonlyMap<string, ImageFacts> {
  return new Map(
    services.flatMap((service) => {
      const facts = imageFacts(service, dockerfiles.get(service.name), find);
      return facts ? [[service.name, facts] as const] : [];
    }),
  );
}

async function dockerfileOf(build: ComposeBuild, folder: string, read: ReadFile): Promise<string | null> {
  if (build.inline !== null) return literal(build.inline);
  const uri = dockerfileUri(pathToFileURL(folder).href, build);
  return uri === null ? null : read(new URL(uri));
}
