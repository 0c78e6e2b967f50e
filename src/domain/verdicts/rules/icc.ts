import { addressChange } from '../address.ts';
import { hostsGround, lastStarted, live } from '../linkCase.ts';
import type { Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';

/** With `--icc=false` a link opens the source's exposed ports for the address of the receiver's start; a new address is not let through. */
export const icc: Rule = (one) => {
  const alive = live(one);
  if (!alive || one.around.icc !== false || lastStarted(alive.source, alive.receiver) !== 'source') return [];
  const change = addressChange(alive);
  if (!change?.changed) return [];
  const { source, receiver, endpoint } = alive;
  return [
    {
      code: 'icc-rule-lost',
      known: change.known,
      summary: `"${receiver.name}" cannot connect to "${source.name}": the firewall rule of the link is for an older address.`,
      consequence: `The name leads to ${endpoint.ipv4}, but every connection is dropped until "${receiver.name}" restarts.`,
      remedies: [{ kind: 'restart-receiver', receiver: receiver.name }],
      grounds: [
        told('Containers on the default bridge reach each other only through links (--icc=false).'),
        told(`"${source.name}" was started ${source.state.startedAt}, "${receiver.name}" ${receiver.state.startedAt}.`),
        hostsGround(one),
      ],
      variables: [],
    },
  ];
};
