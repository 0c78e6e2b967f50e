import type { Scenario } from '../scenario.ts';

const BRACES = (environment: string) => ({ 'compose.yaml': `services:\n  web: { image: w, environment: ${environment} }\n` });

/** What files look like: versions, YAML's corners, and what is no compose file. */
export const formats: readonly Scenario[] = [
  {
    name: 'v1-service-called-services',
    files: { 'docker-compose.yml': 'services: { image: a }\nweb: { image: web, links: [services] }\n' },
  },
  {
    name: 'extends-a-list-of-dependencies',
    only: 'compose-1',
    files: { 'compose.yaml': 'services:\n  base: { image: a }\n  web: { extends: base, depends_on: [db] }\n  db: { image: d }\n' },
  },
  { name: 'v1', files: { 'docker-compose.yml': 'web:\n  image: web\n  links:\n    - db:database\n  net: bridge\ndb:\n  image: mysql\n' } },
  {
    name: 'v1-net-of-a-service',
    only: 'compose-1',
    files: { 'docker-compose.yml': 'web:\n  image: web\n  net: "container:db"\ndb:\n  image: mysql\n' },
  },
  { name: 'v1-net-of-a-container', only: 'compose-1', files: { 'docker-compose.yml': 'web:\n  image: web\n  net: "container:php"\n' } },
  { name: 'v1-dockerfile', only: 'compose-1', files: { 'docker-compose.yml': 'web:\n  build: .\n  dockerfile: D\n', D: 'FROM scratch\n' } },
  { name: 'v1-default', files: { 'docker-compose.yml': 'web:\n  image: "web:${TAG:-latest}"\n' }, environment: { TAG: '1' } },
  { name: 'v1-service-called-version', files: { 'docker-compose.yml': 'version: { image: a }\nweb: { image: web, links: [version] }\n' } },
  {
    name: 'v2-file',
    files: { 'docker-compose.yml': 'version: "2.1"\nservices:\n  web: { image: web, links: [db] }\n  db: { image: mysql }\n' },
  },
  {
    name: 'version-1',
    only: 'compose-1',
    files: { 'docker-compose.yml': 'version: "1"\nservices:\n  web: { image: web }\n' },
    differs: { 'compose-1': 'The version alone is never a reason for us not to read a file.' },
  },
  {
    name: 'windows-lines',
    files: { 'compose.yaml': 'services:\r\n  web:\r\n    image: web\r\n    links:\r\n    - db:x\r\n  db:\r\n    image: mysql' },
  },
  {
    name: 'list-at-the-column-of-its-key',
    files: { 'compose.yaml': 'services:\n  web:\n    image: web\n    links:\n    - db\n  db:\n    image: mysql\n' },
  },
  { name: 'flow-style', files: { 'compose.yaml': '{services: {web: {image: web, links: ["db:x"]}, db: {image: mysql}}}' } },
  { name: 'commented-out', files: { 'compose.yaml': 'services:\n  web:\n    image: web\n    # links:\n    #   - db\n' } },
  {
    name: 'twice-the-same-key',
    files: { 'compose.yaml': 'services:\n  web:\n    image: web\n    links: [a]\n    links: [b]\n  a: { image: a }\n  b: { image: b }\n' },
  },
  {
    name: 'conflict-markers',
    files: { 'compose.yaml': 'services:\n  web:\n    image: web\n<<<<<<< HEAD\n    links: [a]\n=======\n    links: [b]\n>>>>>>> x\n' },
  },
  { name: 'template', files: { 'compose.yaml': 'services:\n  web:\n    image: {{ image }}\n' } },
  {
    name: 'merge-keys',
    files: {
      'compose.yaml': `x-links: &common
  image: web
  links: [db, "cache:c"]
services:
  a: { <<: *common }
  b:
    <<: *common
    links: ["db:mine"]
  c: { <<: [*common, { hostname: see }], image: other }
  db: { image: mysql }
  cache: { image: redis }
`,
    },
  },
  {
    name: 'anchored-list',
    files: { 'compose.yaml': 'services:\n  a: { image: a, links: &l [db] }\n  b: { image: b, links: *l }\n  db: { image: mysql }\n' },
  },
  { name: 'no-such-anchor', files: { 'compose.yaml': 'services:\n  a: { image: *nosuch }\n' } },
  {
    name: 'scalars',
    only: 'compose-2',
    files: {
      'compose.yaml':
        'services:\n  a:\n    image: a\n    environment: { A: 017, B: 1.10, C: yes, D: True, E: 0x10, F: 1_000, G: .5, H: 1e3, I: ~, J: "", K: "1.10", L: -0o17, M: 0 }\n',
    },
  },
  {
    name: 'old-scalars',
    only: 'compose-1',
    files: {
      'compose.yaml':
        'services:\n  a:\n    image: a\n    environment: { A: 017, B: 1.10, E: 0x10, F: 1_000, G: 1.0, H: 1e3, I: ~, J: "", K: "1.10", N: 22:22, M: 0 }\n',
    },
  },
  {
    name: 'several-documents',
    files: {
      'compose.yaml':
        'services:\n  web: { image: web, links: [db] }\n  db: { image: a }\n---\nservices:\n  db: { image: b }\n  web: { links: ["db:x"] }\n',
    },
  },
  { name: 'empty-service', files: { 'compose.yaml': 'services:\n  web:\n' } },
  { name: 'no-services', only: 'compose-2', files: { 'compose.yaml': 'name: x\n' } },
  { name: 'list-at-the-top', files: { 'compose.yaml': '- web\n' } },
  {
    name: 'name-in-the-file',
    only: 'compose-2',
    files: { 'compose.yaml': 'name: My-Project.${X:-1}\nservices:\n  web: { image: "web:${COMPOSE_PROJECT_NAME}" }\n' },
  },
  { name: 'given-name', files: { 'compose.yaml': 'services:\n  web: { image: web }\n' }, projectName: 'given_name' },
  { name: 'name-with-capitals', only: 'compose-2', files: { 'compose.yaml': 'services:\n  web: { image: web }\n' }, projectName: 'Given' },
  {
    name: 'name-of-the-environment',
    files: { 'compose.yaml': 'name: other\nservices:\n  web: { image: web }\n' },
    only: 'compose-2',
    environment: { COMPOSE_PROJECT_NAME: 'from_env' },
  },
  { name: 'Folder.Name', files: { 'compose.yaml': 'services:\n  web: { image: web, networks: [a] }\nnetworks: { a: }\n' } },
  // A colon directly before `,`, `]` or `}`: Go's YAML takes it for part of the text, Python's does not.
  { name: 'colon-joined-in-braces', files: BRACES('{A:, B: b, C:}') },
  { name: 'colon-joined-behind-a-blank', files: BRACES('{A :, "B":, C: }') },
  { name: 'colon-joined-in-a-list', files: { 'compose.yaml': 'services:\n  web: { image: w, links: [db:, db] }\n  db: { image: d }\n' } },
  { name: 'colon-joined-to-braces', files: { 'compose.yaml': 'services:\n  web: { build:{context: .} }\n' } },
  {
    name: 'colon-joined-networks',
    files: { 'compose.yaml': 'services:\n  web: { image: w, networks: {back:, side: } }\nnetworks: { back: , side: }\n' },
  },
  { name: 'colon-within-a-text-in-braces', files: BRACES('{A:b, C: d:e, "F":g}') },
  { name: 'colon-first-in-brackets', files: { 'compose.yaml': 'services:\n  web: { image: w, expose: [:80] }\n' } },
  { name: 'question-mark-in-braces', files: BRACES('{A: b?c}') },
  {
    name: 'question-mark-first-in-brackets',
    files: { 'compose.yaml': 'services:\n  web: { image: w, profiles: [?a] }\n' },
    profiles: ['?a'],
  },
  { name: 'question-mark-in-quotes', files: BRACES('{A: "b?c", B: d}') },
  { name: 'question-mark-in-a-block', files: { 'compose.yaml': 'services:\n  web:\n    image: w\n    environment:\n      A: b?c\n' } },
];
