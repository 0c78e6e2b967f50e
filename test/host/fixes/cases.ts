/** A file with one link that is looked at, and what the menu is to offer for it. */
export interface Case {
  readonly name: string;
  /** Of the link in the text. */
  readonly at: string;
  readonly text: string;
  /** Titles in their order; `safe` needs no question and is the first choice, `asks` has to be confirmed, `refused` is greyed out. */
  readonly offers: readonly (readonly [kind: 'safe' | 'asks' | 'refused', title: string])[];
  /** What is said of the first way where it asks or is refused. */
  readonly says?: RegExp;
}

const services = (...lines: readonly string[]): string => ['services:', ...lines.map((line) => `  ${line}`), ''].join('\n');

/** One of each family of the catalogue (semantics: A to P). */
export const CASES: readonly Case[] = [
  {
    name: 'A, M: the service’s own name',
    at: '- db',
    text: services('web:', '  image: nginx', '  links:', '    - db', 'db:', '  image: mysql'),
    offers: [
      ['safe', 'Replace link "db" by `depends_on`'],
      ['asks', 'Replace link "db" by `depends_on`, restarted together'],
    ],
  },
  {
    name: 'B: an alias',
    at: '- db:mysql',
    text: services('web:', '  image: nginx', '  links:', '    - db:mysql', 'db:', '  image: mysql'),
    offers: [
      ['safe', 'Replace link "db:mysql" by a network alias'],
      ['asks', 'Replace link "db:mysql" by a network alias, restarted together'],
    ],
  },
  {
    name: 'C: several names of one service',
    at: '- db:data',
    text: services(
      'web:',
      '  image: nginx',
      '  links: ["db:sql"]',
      'work:',
      '  image: nginx',
      '  links:',
      '    - db:data',
      'db:',
      '  image: mysql',
    ),
    offers: [
      ['safe', 'Replace link "db:data" by a network alias'],
      ['asks', 'Replace link "db:data" by a network alias, restarted together'],
      ['asks', 'Replace 2 links by a network of their own'],
    ],
  },
  {
    name: 'E: networks as a list',
    at: '- db:sql',
    text: `${services('web:', '  image: nginx', '  networks: [back]', '  links:', '    - db:sql', 'db:', '  image: mysql', '  networks: [back]')}networks:\n  back:\n`,
    offers: [
      ['safe', 'Replace link "db:sql" by a network alias'],
      ['asks', 'Replace link "db:sql" by a network alias, restarted together'],
    ],
  },
  {
    name: 'F: one alias for two services',
    at: '- db1:db',
    text: services(
      'web:',
      '  image: nginx',
      '  links:',
      '    - db1:db',
      'work:',
      '  image: nginx',
      '  links: ["db2:db"]',
      'db1:',
      '  image: mysql',
      'db2:',
      '  image: mysql',
    ),
    offers: [
      ['asks', 'Replace 2 links by a network for each pair'],
      ['asks', 'Replace 2 links by a network for each pair, restarted together'],
      ['asks', 'Replace link "db1:db" by a network of their own'],
    ],
    says: /on each of which only two services are/,
  },
  {
    name: 'D: no network in common',
    at: '- db:sql',
    text: `${services('web:', '  image: nginx', '  links:', '    - db:sql', 'db:', '  image: mysql', '  networks: [back]')}networks:\n  back:\n`,
    offers: [
      ['asks', 'Replace link "db:sql" by a network that both are on'],
      ['asks', 'Replace link "db:sql" by a network that both are on, restarted together'],
    ],
    says: /can reach every port/,
  },
  {
    name: 'G: the name of another service',
    at: '- db:cache',
    text: services('web:', '  image: nginx', '  links:', '    - db:cache', 'db:', '  image: mysql', 'cache:', '  image: redis'),
    offers: [
      ['refused', 'Replace link "db:cache"'],
      ['asks', 'Replace link "db:cache" by a network of their own'],
    ],
    says: /in place of `cache`/,
  },
  {
    name: 'G: the name of another service, which the receiver’s settings say',
    at: '- db:cache',
    text: services(
      'web:',
      '  image: nginx',
      '  environment:',
      '    DB_HOST: cache',
      '  links:',
      '    - db:cache',
      'db:',
      '  image: mysql',
      'cache:',
      '  image: redis',
    ),
    offers: [
      ['refused', 'Replace link "db:cache"'],
      ['asks', 'Replace link "db:cache" by the service\'s own name'],
      ['asks', 'Replace link "db:cache" by a network of their own'],
    ],
    says: /The name is in `DB_HOST`/,
  },
  {
    name: 'H: the receiver’s own name',
    at: '- db:web',
    text: services('web:', '  image: nginx', '  links:', '    - db:web', 'db:', '  image: mysql'),
    offers: [['refused', 'Replace link "db:web"']],
    says: /Keep the link/,
  },
  {
    name: 'I: several containers',
    at: '- db:sql',
    text: services('web:', '  image: nginx', '  links:', '    - db:sql', 'db:', '  image: mysql', '  scale: 2'),
    offers: [
      ['asks', 'Replace link "db:sql" by a name for all containers'],
      ['asks', 'Replace link "db:sql" by a name for all containers, restarted together'],
    ],
    says: /to all 2 containers in turn/,
  },
  {
    name: 'J: the default bridge',
    at: '- db:sql',
    text: services(
      'web:',
      '  image: nginx',
      '  network_mode: bridge',
      '  links:',
      '    - db:sql',
      'db:',
      '  image: mysql',
      '  network_mode: bridge',
    ),
    offers: [
      ['asks', 'Replace link "db:sql" and leave the default bridge'],
      ['asks', 'Replace link "db:sql" and leave the default bridge, restarted together'],
    ],
    says: /variables of the links/,
  },
  {
    name: 'K: a v1 file',
    at: '- db:sql',
    text: 'web:\n  image: nginx\n  links:\n    - db:sql\ndb:\n  image: mysql\n',
    offers: [['asks', 'Convert to `services:` and replace the links']],
    says: /default bridge/,
  },
  {
    name: 'N1: a receiver in the network of another',
    at: '- db:sql',
    text: services(
      'web:',
      '  image: nginx',
      '  network_mode: service:proxy',
      '  links:',
      '    - db:sql',
      'db:',
      '  image: mysql',
      'proxy:',
      '  image: nginx',
    ),
    offers: [
      ['asks', 'Replace link "db:sql" by a name in the shared network'],
      ['asks', 'Replace link "db:sql" by a name in the shared network, restarted together'],
    ],
  },
  {
    name: 'N1: a receiver in the network of a foreign container',
    at: '- db:sql',
    text: services('web:', '  image: nginx', '  network_mode: container:vpn', '  links:', '    - db:sql', 'db:', '  image: mysql'),
    offers: [['refused', 'Replace link "db:sql"']],
    says: /`container:vpn`/,
  },
  {
    name: 'N4: a receiver on the host’s network',
    at: '- db:sql',
    text: services('web:', '  image: nginx', '  network_mode: host', '  links:', '    - db:sql', 'db:', '  image: mysql'),
    offers: [['refused', 'Replace link "db:sql"']],
    says: /at localhost/,
  },
  {
    name: 'O: a circle',
    at: '- db:sql',
    text: services('web:', '  image: nginx', '  links:', '    - db:sql', 'db:', '  image: mysql', '  links: ["web:site"]'),
    offers: [['asks', 'Replace 2 links in a circle by names alone']],
    says: /start in no order/,
  },
  {
    name: 'P: a source that a profile enables',
    at: '- db:sql',
    text: services('web:', '  image: nginx', '  links:', '    - db:sql', 'db:', '  image: mysql', '  profiles: [data]'),
    offers: [['asks', 'Replace link "db:sql" by a dependency that may be missing']],
    says: /where no profile enables it/,
  },
];
