import { memoized } from '../base/memo.ts';
import { imageOf, inspectedImage } from '../domain/compose/image.ts';
import type { ImageFacts } from '../domain/compose/image.ts';
import { literal } from '../domain/compose/linkNames.ts';
import { imageReference } from '../domain/engine/image.ts';
import type { EngineImage } from '../domain/engine/image.ts';
import { sourcesOf } from '../domain/findings/judgeFile.ts';
import type { ComposeService } from '../syntax/compose/composeFile.ts';
import type { DockerfileReading } from '../syntax/dockerfile/read.ts';
import type { EngineView } from './engineView.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';

/** What an engine tells of an image, by the name that a file writes; null where none has it, or nobody was asked. */
export type FindImage = (written: string) => EngineImage | null;

/** The images of whose ports and variables only an engine can tell: those of services that others link to, and those that their Dockerfiles start from. Each once, sorted; no more than an engine can be asked for quietly. */
export function demandedImages({ files }: Pick<Snapshot, 'files'>): readonly string[] {
  return [...new Set(files.flatMap((file) => (file.kind === 'compose' ? demandOf(file) : [])))].sort().slice(0, MOST_IMAGES);
}

/** Workspaces link to a handful of images; one that names thousands is left without what they expose. */
const MOST_IMAGES = 500;

/** The same for one file. */
export const demandOf: (file: ReadFile) => readonly string[] = memoized((file: ReadFile): readonly string[] => {
  const sourceOf = sourcesOf(file.compose, file.around);
  const sources = new Set(file.links.flatMap(({ link }) => sourceOf(link) ?? []));
  return [...sources].flatMap((source) => {
    const written = imageName(source, file.dockerfiles.get(source.name));
    return (written === null ? null : imageReference(written)) ?? [];
  });
});

/** Finds images among all that the engines have told of. */
export function imageFinder({ engines }: { readonly engines: readonly Pick<EngineView, 'images'>[] }): FindImage {
  return (written) => {
    const reference = imageReference(written);
    if (reference === null) return null;
    return engines.map(({ images }) => images.get(reference)).find((image) => image !== undefined && image !== null) ?? null;
  };
}

/** What is known of a service's image: by its Dockerfile where it is built, and by the engine that has it or the one it starts from. */
export function imageFacts(service: ComposeService, dockerfile: DockerfileReading | undefined, find: FindImage): ImageFacts | null {
  const written = imageName(service, dockerfile);
  const known = written === null ? null : find(written);
  if (dockerfile) return imageOf(dockerfile, known);
  return known && inspectedImage(known);
}

/** The image that an engine may have: the service's own, or that under the one it builds. */
function imageName({ build, image }: ComposeService, dockerfile: DockerfileReading | undefined): string | null {
  if (build) return dockerfile?.from === 'scratch' ? null : (dockerfile?.from ?? null);
  return image && literal(image.value);
}
