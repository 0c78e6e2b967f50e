import type { Scenario } from '../scenario.ts';

const SET = ['compose.yaml', 'over.yaml'];
const two = (name: string, base: string, over: string, more: Partial<Scenario> = {}): Scenario => ({
  name,
  set: SET,
  files: { 'compose.yaml': `services:\n${base}`, 'over.yaml': `services:\n${over}` },
  ...more,
});
const OTHERS = '  db: { image: mysql }\n  other: { image: o }\n';

/** How a second file is laid over the first. */
export const merging: readonly Scenario[] = [
  two('links-added', `  web: { image: web, links: [db] }\n${OTHERS}`, '  web: { links: ["other:o"] }\n'),
  two('same-link-again', `  web: { image: web, links: [db, "other:o"] }\n${OTHERS}`, '  web: { links: ["other:o", db] }\n'),
  two('alias-elsewhere', `  web: { image: web, links: ["db:x"] }\n${OTHERS}`, '  web: { links: ["other:x"] }\n'),
  two('links-sorted', `  web: { image: web, links: ["other:z", "db:db"] }\n${OTHERS}`, '  web: { hostname: h }\n'),
  two('external-links-added', '  web: { image: web, external_links: [b, a] }\n', '  web: { external_links: [c] }\n'),
  two('external-links-again', '  web: { image: web, external_links: [b, a] }\n', '  web: { external_links: [a] }\n'),
  two(
    'depends-on-forms',
    `  web: { image: web, depends_on: [db] }\n${OTHERS}`,
    '  web: { depends_on: { db: { condition: service_healthy }, other: { condition: service_started } } }\n',
  ),
  two('link-target-in-a-sibling', '  web: { image: web, links: [db] }\n', '  db: { image: mysql }\n'),
  {
    name: 'networks-added',
    set: SET,
    files: {
      'compose.yaml': 'services:\n  web: { image: web, networks: { a: { aliases: [x, y] } } }\nnetworks: { a: , b: }\n',
      'over.yaml': 'services:\n  web: { networks: { a: { aliases: [y, z] }, b: } }\nnetworks: { b: { internal: true } }\n',
    },
  },
  {
    name: 'networks-list-and-map',
    set: SET,
    files: {
      'compose.yaml': 'services:\n  web: { image: web, networks: [a] }\nnetworks: { a: , b: }\n',
      'over.yaml': 'services:\n  web: { networks: { b: { aliases: [z] } } }\n',
    },
  },
  {
    name: 'a-network-in-both',
    set: SET,
    files: {
      'compose.yaml': 'services:\n  web: { image: web, networks: [a] }\nnetworks: { a: { driver: bridge, internal: true } }\n',
      'over.yaml': 'services: { web: { hostname: h } }\nnetworks: { a: { driver: overlay } }\n',
    },
  },
  two(
    'scalars-replaced',
    '  web: { image: a, hostname: a, container_name: c, scale: 2 }\n',
    '  web: { image: b, hostname: b, scale: 1 }\n',
  ),
  two('null-does-not-replace', '  web: { image: a, hostname: a }\n', '  web: { hostname: }\n', { only: 'compose-2' }),
  two('build-forms', '  web: { build: . }\n', '  web: { build: { target: t } }\n'),
  two('image-over-build', '  web: { build: . }\n', '  web: { image: i }\n'),
  {
    name: 'v1-image-over-build',
    only: 'compose-1',
    set: SET,
    files: { 'compose.yaml': 'web:\n  build: .\n', 'over.yaml': 'web:\n  image: i\n' },
  },
  {
    name: 'v1-over-services',
    only: 'compose-1',
    set: SET,
    files: { 'compose.yaml': 'services: { web: { image: a } }\n', 'over.yaml': 'web:\n  image: i\n' },
  },
  two('expose-added', '  web: { image: a, expose: [80, "443"] }\n', '  web: { expose: ["80", 81] }\n'),
  two('ports-added', '  web: { image: a, ports: ["80:80"] }\n', '  web: { ports: ["80:80", "81:81/udp"] }\n'),
  two('environment-forms', '  web: { image: a, environment: { A: 1, B: b } }\n', '  web: { environment: [B=c, "C=x=y", D] }\n', {
    environment: { D: 'd' },
  }),
  two('labels-forms', '  web: { image: a, labels: { a: b } }\n', '  web: { labels: ["a=c", "d"] }\n'),
  two('hosts-added', '  web: { image: a, extra_hosts: ["a:1.1.1.1"] }\n', '  web: { extra_hosts: { b: 2.2.2.2 } }\n'),
  two('hosts-again', '  web: { image: a, extra_hosts: ["a:1.1.1.1"] }\n', '  web: { extra_hosts: ["a:2.2.2.2"] }\n'),
  two('profiles-added', '  web: { image: a, profiles: [x] }\n', '  web: { profiles: [y, x] }\n', { profiles: ['y'] }),
  two('other-kind', '  web: { image: a, links: [db] }\n', '  web: { links: { db: x } }\n'),
  two('reset-links', `  web: { image: a, links: [db] }\n${OTHERS}`, '  web: { links: !reset [] }\n'),
  two(
    'reset-a-value',
    '  web: { image: a, hostname: h, environment: { A: 1, B: 2 } }\n',
    '  web: { hostname: !reset null, environment: { A: !reset null } }\n',
    { only: 'compose-2' },
  ),
  two(
    'reset-a-network',
    '  web: { image: a, networks: { a: , default: } }\n',
    '  web: { networks: { a: !reset null } }\nnetworks: { a: }\n',
  ),
  two('reset-a-service', `  web: { image: a }\n${OTHERS}`, '  other: !reset null\n'),
  two('override-links', `  web: { image: a, links: [db] }\n${OTHERS}`, '  web: { links: !override ["other:o"] }\n'),
  two('override-depends-on', `  web: { image: a, depends_on: [db] }\n${OTHERS}`, '  web: { depends_on: !override [other] }\n'),
  two('override-ports', '  web: { image: a, ports: ["80:80"] }\n', '  web: { ports: !override ["81:81"] }\n'),
  { name: 'reset-in-the-only-file', files: { 'compose.yaml': 'services:\n  web: { image: a, links: !reset [db] }\n' } },
  { name: 'missing-file', set: ['compose.yaml', 'nosuch.yaml'], files: { 'compose.yaml': 'services: { web: { image: a } }\n' } },
  {
    name: 'three-files-in-two-folders',
    set: ['compose.yaml', 'over/a.yaml', 'over/b.yaml'],
    files: {
      'compose.yaml': 'services:\n  web: { image: a, links: [db] }\n  db: { image: a }\n',
      'over/a.yaml': 'services:\n  db: { build: db, env_file: x.env }\n',
      'over/b.yaml': 'services:\n  db: { links: [web2] }\n  web2: { image: w }\n',
      'db/Dockerfile': 'FROM scratch\n',
      'x.env': 'X=1\n',
    },
  },
];
