import { counts } from '../linkCase.ts';
import type { Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';

/** Legacy links that lead back: none of the containers can be started while the others are down. */
export const cycle: Rule = (one) => {
  const { around, receiver, link } = one;
  if (!counts(one) || link.sourceId === null || !around.reaches(link.sourceId, receiver.id)) return [];
  return [
    {
      code: 'cycle',
      known: 'read',
      summary: `"${receiver.name}" links to "${link.source}", and links lead from there back to "${receiver.name}".`,
      consequence: 'Each can only be started while the others run: once all are down, none can be started any more.',
      remedies: [{ kind: 'use-network-alias', source: link.source, receiver: receiver.name, alias: link.alias }],
      grounds: [told(`The links of "${link.source}", followed from source to source, reach "${receiver.name}".`)],
      variables: [],
    },
  ];
};
