import type { EngineFacts } from '../../domain/engine/container.ts';
import type { ReceiverEvidence } from '../../domain/verdicts/evidence.ts';

/** A text that was read as the output of `docker inspect`. */
export interface InspectOutput {
  readonly facts: EngineFacts;
  readonly evidence: readonly ReceiverEvidence[];
  /** What it says of each container and image, by id, as it came. */
  readonly inspected: ReadonlyMap<string, unknown>;
  /** What is wrong with the text, each a sentence. */
  readonly problems: readonly string[];
}

/** The name under which the output of `docker inspect` stands beside engines. */
export const INSPECT_OUTPUT = 'inspect output';

/** What is said about a text that was opened, and whether it can be shown at all. */
export function openedWords({ facts: { details }, problems }: InspectOutput): { readonly usable: boolean; readonly text: string } {
  const wrong = problems.join(' ');
  if (details.length === 0) return { usable: false, text: wrong };
  const count = `${details.length} container${details.length === 1 ? '' : 's'} found.`;
  return {
    usable: true,
    text: [count, wrong, 'What docker inspect does not tell is shown as not known.'].filter((part) => part !== '').join(' '),
  };
}
