import type { PredictionInput } from '../../domain/compose/predictVariables.ts';
import { sourceFinder } from '../../domain/compose/sourceFinder.ts';
import type { FileAnswer } from '../answer.ts';

/** The links of a file with what the file and its Dockerfiles tell around each; none for a file that cannot be read. */
export function predictionInputs({ links, services, format, project, images }: FileAnswer): readonly Omit<PredictionInput, 'engine'>[] {
  if (format === null) return [];
  const sourceOf = sourceFinder(services);
  const byName = new Map(services.map((service) => [service.name, service]));
  return links.map((link) => {
    const source = sourceOf(link);
    const image = (source && images.get(source.name)) ?? null;
    return { link, source, receiver: byName.get(link.service), format, project, image };
  });
}
