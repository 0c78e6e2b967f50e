import type { Strategy } from './strategy.ts';

/** A Service of Kubernetes. */
export const kubernetes: Strategy<'kubernetes-service'> = {
  code: 'kubernetes-service',
  title: 'Service of Kubernetes',
  meaning: 'A Service gives pods one name and one address in the cluster, behind which only those are that are ready.',
  fits: 'the containers are to run in a cluster anyway',
  costs: [
    'A cluster, and manifests in place of the compose file.',
    'The Service must be named like the alias, and pods want `enableServiceLinks: false`: else Kubernetes sets variables like those of links, and `DB_PORT=tcp://…` breaks programs that want a number.',
  ],
  cannot: [
    'Its names hold neither `_` nor a dot.',
    'A headless Service has no address of its own: a program that looks its name up once keeps that of one pod.',
  ],
  compared: {
    monitoring: 'probes; only ready pods are behind the name',
    'load balancing': 'one address in front of all ready pods',
    integration: 'a host name; SRV answers for named ports',
    availability: 'that of the cluster',
  },
  rows: [],
  judge({ alias }) {
    const named = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(alias);
    return {
      fit: 'if',
      reasons: [
        'Only if the containers are to run in Kubernetes, which no compose file tells.',
        ...(named
          ? [`The Service would be called "${alias}".`]
          : [`"${alias}" cannot be the name of a Service, so the client must ask for another one.`]),
      ],
    };
  },
};
