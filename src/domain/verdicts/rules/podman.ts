import type { Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';

/** Podman refuses legacy links when a container is created, and gives network links no effect (containers/podman issue 24254). */
export const podman: Rule = ({ around, link, receiver }) => {
  if (around.version.product !== 'podman') return [];
  return [
    {
      code: 'links-refused',
      known: 'read',
      summary: `This engine is Podman, which has no links: "${link.raw}" of "${receiver.name}" does nothing.`,
      consequence: 'A container with a legacy link cannot be created here; names come from the DNS of a network.',
      remedies: [{ kind: 'use-network-alias', source: link.source, receiver: receiver.name, alias: link.alias }],
      grounds: [told(`The engine says it is Podman ${around.version.version}.`)],
      variables: [],
    },
  ];
};
