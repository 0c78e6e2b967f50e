import type { Strategy } from './strategy.ts';

/** The networks of Swarm, which reach over hosts. */
export const swarmOverlay: Strategy<'swarm-overlay'> = {
  code: 'swarm-overlay',
  title: 'Overlay network of a Swarm',
  meaning:
    'Engines that form a Swarm share networks: a service’s name and its aliases lead to it from every host, and plain containers can join an attachable one.',
  fits: 'client and server run on several hosts',
  costs: [
    'A Swarm: managers that keep its state, and its ports open between the hosts.',
    '`docker stack deploy` ignores `links`, `external_links` and `restart`, and says so in one line only; aliases go to `networks`.',
  ],
  cannot: [
    'It tells no ports.',
    'A name leads to a virtual address that hides which task answers, and whose idle connections end after 900 seconds; `tasks.NAME`, or `endpoint_mode: dnsrr`, leads to the tasks themselves.',
    'A name that resolves says nothing of whether somebody answers.',
  ],
  compared: {
    monitoring: 'the managers tell running and wanted tasks',
    'load balancing': 'a virtual address in the kernel, or all tasks in turn',
    integration: 'the same names as on one engine',
    availability: 'the managers keep it; it outlives the loss of a host',
  },
  rows: [],
  judge({ stack, far, alias, source }) {
    const step = `Take the links out and give "${source}" the alias "${alias}" on the network: a stack has no links.`;
    if (stack) return { fit: 'fits', reasons: [`The file is one for \`docker stack deploy\`, which drops links. ${step}`, UNPROVED] };
    if (far.length > 0)
      return {
        fit: 'if',
        reasons: [
          `"${source}" passes connections on to ${far.join(', ')}: if that is a container on another host, one attachable overlay network takes the place of both ambassadors.`,
          UNPROVED,
        ],
      };
    return {
      fit: 'if',
      reasons: ['Only if the two are to run on different hosts, which no file tells. On one host a plain network does the same.'],
    };
  },
};

const UNPROVED = 'No file proves it: which hosts are in the Swarm, and that they reach each other, is not written in any.';
