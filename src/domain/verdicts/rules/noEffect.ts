import { BRIDGE, hostsGround, linkLines } from '../linkCase.ts';
import type { Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';
import { showsLink } from './engine29.ts';

/** Links that the engine keeps, but that do nothing. */
export const noEffect: Rule = (one) => {
  const { link, receiver } = one;
  if (link.mechanism === 'none') {
    return [
      {
        code: 'no-effect',
        known: 'read',
        summary: `The link "${link.alias}" of "${receiver.name}" has no effect.`,
        consequence: `${link.unset?.text ?? ''} "${link.alias}" does not resolve by it, and no variable is set.`,
        remedies: [{ kind: 'use-network-alias', source: link.source, receiver: receiver.name, alias: link.alias }],
        grounds: [told(`The network of the link: ${link.network ?? 'none'}.`)],
        variables: [],
      },
    ];
  }
  if (link.mechanism !== 'legacy' || receiver.networks.has(BRIDGE)) return [];
  const left = (linkLines(one) ?? []).length > 0;
  const kept = showsLink(one) ? ' Its first process still has the variables of its start.' : '';
  return [
    {
      code: 'receiver-off-bridge',
      known: 'read',
      summary: `"${receiver.name}" left the default bridge, so its link "${link.alias}" has no effect any more.`,
      consequence: left
        ? `Its hosts file still has the old line, which wins over every DNS until "${receiver.name}" restarts.${kept}`
        : `Names come from the DNS of its networks. The engine keeps showing the link.${kept}`,
      remedies: [
        ...(left ? [{ kind: 'restart-receiver', receiver: receiver.name } as const] : []),
        { kind: 'drop-link', receiver: receiver.name, alias: link.alias },
      ],
      grounds: [told(`The networks of "${receiver.name}": ${[...receiver.networks.keys()].join(', ')}.`), hostsGround(one)],
      variables: [],
    },
  ];
};
