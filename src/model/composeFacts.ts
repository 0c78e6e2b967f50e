import { serviceFacts } from '../domain/usages/composeFacts.ts';
import type { ServiceFacts } from '../domain/usages/composeFacts.ts';
import { predictionInput } from './linkValues.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';

/** The services of a compose file with their links, as plain data. */
export function servicesOf(file: ReadFile, snapshot: Snapshot): readonly ServiceFacts[] {
  const { compose, around, links } = file;
  const inputs = links.map(({ link }) => predictionInput(link, file, snapshot));
  return serviceFacts(compose, { inputs, service: around.service });
}
