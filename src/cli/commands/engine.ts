import { complain } from '../complain.ts';
import { askEngine, readInspect } from '../engineAnswer.ts';
import type { InspectedAnswer, Wishes } from '../engineAnswer.ts';
import type { Options } from '../requests.ts';

/** What the engine or the text that stands for it says; null, with the reason told, when it cannot be read. */
export async function engineAnswer(
  { inspect, ask, target }: Pick<Options, 'inspect' | 'ask' | 'target'>,
  wishes?: Wishes,
): Promise<InspectedAnswer | null> {
  if (inspect === null) {
    const answer = await askEngine(ask ?? null, wishes);
    if (!('fault' in answer)) return answer;
    complain(answer.fault);
    return null;
  }
  const { answer, problems } = await readInspect(inspect, target);
  for (const problem of problems) complain(`${inspect === '-' ? 'standard input' : inspect}: ${problem}`);
  return answer;
}
