import type { FileLink } from '../../domain/compose/fileLinks.ts';
import type { PredictionInput } from '../../domain/compose/predictVariables.ts';
import { predictionInput } from '../../model/linkValues.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';

/** A document as it is on screen. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
}

/** A link whose variables can be set by hand. */
export interface Offer {
  readonly service: string;
  readonly raw: string;
  /** What the variables follow from: by the rule of the last engine that sets them. */
  readonly input: PredictionInput;
}

const ENGINE = 28;

/** The links at a place that set variables on some engine; none when the snapshot knows another version of the document. */
export function offersAt(snapshot: Snapshot, document: OpenDocument, { start, end }: Range): readonly Offer[] {
  const touches = (link: FileLink) => contains(link.range, start) || contains(link.range, end);
  return legacyLinks(snapshot, document, touches);
}

/** The offer for one link, by what is known now. */
export function offerFor(snapshot: Snapshot, document: OpenDocument, { service, raw }: Pick<Offer, 'service' | 'raw'>): Offer | null {
  return legacyLinks(snapshot, document, (link) => link.service === service && link.raw === raw)[0] ?? null;
}

function legacyLinks(snapshot: Snapshot, { uri, version }: OpenDocument, wanted: (link: FileLink) => boolean): readonly Offer[] {
  const file = snapshot.files.find((one) => one.uri === uri);
  if (file?.kind !== 'compose' || file.version !== version) return [];
  return file.links.flatMap(({ link }) => {
    if (link.mechanism !== 'legacy' || link.alias === null || !wanted(link)) return [];
    return [{ service: link.service, raw: link.raw, input: { ...predictionInput(link, file, snapshot), engine: ENGINE } }];
  });
}
