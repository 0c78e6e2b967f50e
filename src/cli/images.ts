import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileLink } from '../domain/compose/fileLinks.ts';
import { imageOf } from '../domain/compose/image.ts';
import type { ImageFacts } from '../domain/compose/image.ts';
import { literal } from '../domain/compose/linkNames.ts';
import { sourceFinder } from '../domain/compose/sourceFinder.ts';
import { dockerfileUri } from '../model/companions.ts';
import type { ComposeBuild, ComposeFile } from '../syntax/compose/composeFile.ts';
import { readDockerfile } from '../syntax/dockerfile/read.ts';

/** Reads a file that lies inside a folder; null for any other, and for one that cannot be read. */
export type ReadInside = (folder: string, file: URL) => Promise<string | null>;

/** What Dockerfiles inside a compose file's folder tell of the sources of its legacy links, by service; those that are not at hand are left out. */
export async function readImages(
  file: ComposeFile,
  links: readonly FileLink[],
  path: string,
  read: ReadInside,
): Promise<ReadonlyMap<string, ImageFacts>> {
  const sourceOf = sourceFinder(file.services);
  const sources = new Set(links.flatMap((link) => (link.mechanism === 'legacy' ? (sourceOf(link) ?? []) : [])));
  const images = new Map<string, ImageFacts>();
  for (const { name, build } of sources) {
    if (!build) continue;
    const text = await dockerfileOf(build, dirname(path), read);
    const target = build.target === null ? null : literal(build.target);
    if (text !== null && target === build.target) images.set(name, imageOf(readDockerfile(text, target)));
  }
  return images;
}

async function dockerfileOf(build: ComposeBuild, folder: string, read: ReadInside): Promise<string | null> {
  if (build.inline !== null) return literal(build.inline);
  const uri = dockerfileUri(pathToFileURL(folder).href, build);
  return uri === null ? null : read(folder, new URL(uri));
}
