import type { Asked } from './resolveName.ts';
import { namesIn } from './namesIn.ts';
import type { SeenNames } from './namesIn.ts';

/** The names of a container that does not run as they would resolve if it alone were started now. */
export function namesWhenStarted({ receiver, facts, evidence }: Asked): SeenNames {
  const started = { ...receiver, running: true };
  const details = facts.details.map((one) => (one.id === receiver.id ? started : one));
  return namesIn({ receiver: started, facts: { ...facts, details }, evidence });
}
