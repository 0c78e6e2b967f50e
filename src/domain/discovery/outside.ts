import { provedWays } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const ROWS = ['host-gateway'] as const;

/** Names that somebody else answers for. */
export const outside: Strategy<'outside'> = {
  code: 'outside',
  title: 'Plain DNS or `extra_hosts`',
  meaning: 'What is no container of this engine keeps the DNS name that it has, or gets a line in the client’s hosts file.',
  fits: 'the server is a database service, a machine, or the host itself',
  costs: ['A name in somebody’s DNS, or an address that stands in a file until somebody changes it.'],
  cannot: [
    'A hosts line does not follow an address that changes.',
    'A hosts line goes before Docker’s DNS: it hides a container of the same name from the client.',
    'Neither tells ports or health.',
  ],
  compared: {
    monitoring: 'none',
    'load balancing': 'none with a hosts line; that of the DNS server else',
    integration: 'a host name in the configuration, nothing else',
    availability: 'a hosts line is always there; DNS as good as its servers',
  },
  rows: ROWS,
  judge(link) {
    const { inside, source, alias, far } = link;
    const proved = provedWays(link, ROWS);
    if (proved) return proved;
    if (far.length > 0)
      return {
        fit: 'if',
        reasons: [
          `"${source}" passes connections on to ${far.join(', ')}: if that is no container, "${alias}" can be its DNS name, or a line of \`extra_hosts\`.`,
        ],
      };
    if (inside) return { fit: 'no', reasons: [`"${source}" is a service of the project, whose address may change with every start.`] };
    return { fit: 'if', reasons: [`Only if "${source}" is no container: a container may get another address with every start.`] };
  },
};
