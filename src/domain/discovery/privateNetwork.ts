import { onceReasons } from './dockerDns.ts';
import { provedWays } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const ROWS = ['pair-network', 'private'] as const;

/** A network on which only client and server are: the nearest that a name comes to a link. */
export const privateNetwork: Strategy<'private-network'> = {
  code: 'private-network',
  title: 'Alias on a network of two',
  meaning: 'Client and server share one more network, and only there the server has the alias: nobody else hears it.',
  fits: 'one alias means different services to different clients, or strangers are to be kept out',
  costs: [
    'One more network for each pair.',
    'Every port of the server is open to the client; with `--icc=false` a link opened only exposed ones.',
  ],
  cannot: [
    'It does not help where the alias is also a name on another network of the client: that one may answer.',
    'It tells no ports, and its answers may be kept for 600 seconds, as all of Docker’s DNS.',
    'It ends at the engine.',
  ],
  compared: {
    monitoring: 'none, as in all of Docker’s DNS',
    'load balancing': 'all containers of the server, in turn',
    integration: 'a host name in the configuration, nothing else',
    availability: 'part of the engine',
  },
  rows: ROWS,
  judge(link) {
    const proved = provedWays(link, ROWS);
    if (proved) return { ...proved, reasons: [...proved.reasons, ...onceReasons(link)] };
    if (!link.inside)
      return { fit: 'if', reasons: [`"${link.source}" is no service of the project, so somebody must attach it to the network by hand.`] };
    if (link.ways.length > 0)
      return { fit: 'no', reasons: [`It is not needed: "${link.alias}" can be a name on a network that both have, without a clash.`] };
    return { fit: 'no', reasons: [link.refusal?.reason ?? 'No edit could be proved.'] };
  },
};
