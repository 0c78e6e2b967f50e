import { linkFault } from '../linkFault.ts';
import type { Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';

/** A health check that the engine could not even run, because it computes the links anew for each run (moby `daemon/health.go`). */
export const health: Rule = (one) => {
  const { receiver, link } = one;
  const check = receiver.state.health;
  if (check?.status !== 'unhealthy' || !linkFault(check.lastOutput, one)) return [];
  return [
    {
      code: 'unhealthy-by-link',
      known: 'read',
      summary: `"${receiver.name}" is unhealthy only because of its link "${link.alias}": the engine cannot run the check.`,
      consequence: 'The program itself was not asked. Whoever waits for its health, or restarts what is unhealthy, acts on a false alarm.',
      remedies: [{ kind: 'start-source-first', source: link.source, receiver: receiver.name }],
      grounds: [told(`The last health check: ${check.lastOutput.trim()}`)],
      variables: [],
    },
  ];
};
