import { userNetworks } from '../dnsNames.ts';
import { hostsGround, linkLines, live } from '../linkCase.ts';
import type { LinkCase, Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';

/** A hosts line of a legacy link is looked up before the DNS of the networks that the receiver is on as well. */
export const beatsDns: Rule = (one) => {
  const { receiver, link, around } = one;
  if (!receiver.running || link.mechanism !== 'legacy') return [];
  const names = hostsNames(one);
  for (const network of userNetworks(receiver)) {
    for (const shared of names) {
      const other = around.answering(network, shared).find(({ id, running }) => id !== receiver.id && running);
      if (!other) continue;
      return [
        {
          code: 'hosts-beats-dns',
          known: linkLines(one) ? 'read' : 'derived',
          summary: `In "${receiver.name}" the hosts line of the link "${link.alias}" wins over the DNS of the network "${network}", where "${other.name}" has the name "${shared}".`,
          consequence: `"${shared}" leads to the address in the hosts file, also after that is out of date, until the link is gone and "${receiver.name}" was restarted.`,
          remedies: [{ kind: 'drop-link', receiver: receiver.name, alias: link.alias }],
          grounds: [hostsGround(one), told(`"${other.name}" answers to "${shared}" on "${network}".`)],
          variables: [],
        },
      ];
    }
  }
  return [];
};

/** Names on the link's lines, read or, of a live link, as the engine writes them. */
function hostsNames(one: LinkCase): readonly string[] {
  const lines = linkLines(one);
  if (lines) return lines.flatMap(({ names }) => names);
  const alive = live(one);
  return alive ? [one.link.alias, alive.source.hostname, alive.source.name] : [];
}
