import { provedWays } from './strategy.ts';
import type { Judgement, Situation, Strategy } from './strategy.ts';

const ROWS = [
  'same-name',
  'alias',
  'join-network',
  'scaled',
  'bridge',
  'v1',
  'namespace',
  'cycle',
  'profile',
  'external',
  'own-name',
] as const;

/** Docker's own DNS on the networks that people make (127.0.0.11; moby `libnetwork/resolver.go`). */
export const dockerDns: Strategy<'docker-dns'> = {
  code: 'docker-dns',
  title: 'Name or alias in Docker’s DNS',
  meaning:
    'On every network but the default bridge Docker answers for the names of its containers: service, container, host name and alias.',
  fits: 'both ends run on one engine and share a network, or can',
  costs: [
    'Nothing runs beside the containers.',
    'An alias is heard by every container of the network, where a link’s name was its receiver’s alone.',
    'Of a source with several containers a name leads to all in turn, a link to one.',
  ],
  cannot: [
    'It tells no ports: there are no SRV answers, so the port stands in the program’s configuration.',
    'Its answers may be kept for 600 seconds; a program that looks a name up once and keeps it does not notice a new address at all.',
    'It ends at the engine.',
  ],
  compared: {
    monitoring: 'none: a name leads to what runs, healthy or not; what is stopped is gone at once',
    'load balancing': 'all containers with the name, in turn',
    integration: 'a host name in the configuration, nothing else',
    availability: 'part of the engine',
  },
  rows: ROWS,
  judge(link) {
    const { through } = link;
    if (through !== null)
      return {
        fit: 'if',
        reasons: [
          `Once "${link.source}" is taken out, which a quick fix at its name and \`fix --row ambassador\` do with proof where they can, "${link.receiver}" asks "${through}" itself, by its own name or as "${link.alias}".`,
        ],
      };
    const proved = provedWays(link, ROWS);
    if (proved) return { ...proved, reasons: [...proved.reasons, ...onceReasons(link)] };
    if (!link.inside)
      return {
        fit: 'if',
        reasons: [
          `"${link.source}" is no service of the project: it answers to "${link.alias}" if somebody gives it that alias on a network of both, which this file cannot do.`,
        ],
      };
    const { refusal } = link;
    return { fit: 'no', reasons: refusal ? [refusal.reason, ...refusal.instead] : ['No edit could be proved.'] };
  },
};

/** What such a program needs to follow a name (nginx `resolver`). */
export function onceReasons({ asksOnce, receiver, alias }: Situation): Judgement['reasons'] {
  switch (asksOnce) {
    case null:
      return [];
    case 'nginx':
      return [
        `"${receiver}" runs nginx, which looks "${alias}" up once, when it starts, unless its configuration says \`resolver 127.0.0.11\` and has the name in a variable.`,
      ];
    case 'haproxy':
      return [
        `"${receiver}" runs HAProxy, which looks "${alias}" up once, when it starts, unless its configuration has a \`resolvers\` section for 127.0.0.11.`,
      ];
  }
}
