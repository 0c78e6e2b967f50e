import type { Strategy } from './strategy.ts';

/** Consul (its DNS and HTTP interfaces as documented; no Consul was at hand to try them). */
export const consul: Strategy<'consul'> = {
  code: 'consul',
  title: 'Consul',
  meaning: 'Servers register with a catalogue that checks their health; clients ask it by DNS (`NAME.service.consul`) or by HTTP.',
  fits: 'Consul is there already',
  costs: [
    'A cluster of Consul servers, and an agent on every host.',
    'Every server must be registered, by itself or by registrator, which registers published ports only unless it runs with `-internal`.',
    'Consul answers DNS at port 8600 and containers ask at 53: it takes a forwarder or `-dns-port=53`, then `dns` and `dns_search: [service.consul]` at the client.',
  ],
  cannot: [
    'The alias alone resolves only by way of `dns_search`; the full name is another one.',
    'Ports are told by SRV answers, for which few programs ask.',
  ],
  compared: {
    monitoring: 'health checks; what fails is left out of the answers',
    'load balancing': 'all healthy instances, answers are not kept (TTL 0)',
    integration: 'registration, a resolver for containers, or an HTTP client',
    availability: 'a cluster of its own to keep',
  },
  rows: [],
  judge({ consul: services, registrator, published, source }) {
    if (services.length === 0) return { fit: 'no', reasons: ['No Consul is at hand, and for one link none is worth setting up.'] };
    const trap =
      registrator.length > 0 && !published
        ? [
            `"${source}" publishes no port, so registrator ("${registrator.join('", "')}") does not register it unless it runs with \`-internal\`.`,
          ]
        : [];
    return {
      fit: 'if',
      reasons: [
        `Consul is at hand ("${services.join('", "')}"). If "${source}" is registered there, the client can ask it for \`${source}.service.consul\`.`,
        ...trap,
        'No file proves it: what is registered, and who answers at port 53, is not written in any.',
      ],
    };
  },
};
