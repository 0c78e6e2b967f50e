import type { Scenario } from '../scenario.ts';

const DB = '  db: { image: mysql }\n';

/** `extends` and `include`. */
export const reuse: readonly Scenario[] = [
  {
    name: 'extends',
    files: {
      'compose.yaml':
        'services:\n  base: { image: a, environment: { A: 1, B: 1 }, expose: [80] }\n  web: { extends: base, environment: { B: 2 }, expose: [81] }\n',
    },
  },
  {
    name: 'extends-links',
    files: {
      'compose.yaml': `services:\n  base: { image: a, links: ["db:x"] }\n  web: { extends: { service: base }, links: [db] }\n${DB}`,
    },
  },
  {
    name: 'extends-depends-on',
    files: { 'compose.yaml': `services:\n  base: { image: a, depends_on: [db] }\n  web: { extends: { service: base } }\n${DB}` },
  },
  {
    name: 'extends-a-network-of-a-service',
    files: { 'compose.yaml': `services:\n  base: { image: a, network_mode: "service:db" }\n  web: { extends: base }\n${DB}` },
  },
  {
    name: 'extends-twice',
    files: {
      'compose.yaml':
        'services:\n  a: { image: a, hostname: a, labels: { x: 1 } }\n  b: { extends: a, hostname: b }\n  c: { extends: { service: b }, labels: { y: 2 } }\n',
    },
  },
  { name: 'extends-in-a-circle', files: { 'compose.yaml': 'services:\n  a: { image: a, extends: b }\n  b: { image: b, extends: a }\n' } },
  { name: 'extends-nothing', files: { 'compose.yaml': 'services:\n  a: { image: a, extends: nosuch }\n' } },
  {
    name: 'extends-a-file',
    files: {
      'compose.yaml': 'services:\n  web: { extends: { file: common/base.yaml, service: base }, environment: { B: 2 } }\n',
      'common/base.yaml': 'services:\n  base: { build: ctx, env_file: x.env, extends: { service: root } }\n  root: { hostname: r }\n',
      'common/x.env': 'A=1\n',
      'common/ctx/Dockerfile': 'FROM scratch\n',
    },
  },
  {
    name: 'extends-a-missing-file',
    files: { 'compose.yaml': 'services:\n  web: { image: a, extends: { file: nosuch.yaml, service: base } }\n' },
  },
  {
    name: 'extends-nothing-in-a-file',
    files: {
      'compose.yaml': 'services:\n  web: { image: a, extends: { file: b.yaml, service: nosuch } }\n',
      'b.yaml': 'services: { base: { image: b } }\n',
    },
  },
  {
    name: 'extends-through-two-files',
    files: {
      'compose.yaml': 'services:\n  web: { extends: { file: sub/a.yaml, service: a } }\n',
      'sub/a.yaml': 'services:\n  a: { extends: { file: deep/b.yaml, service: b }, hostname: a }\n',
      'sub/deep/b.yaml': 'services:\n  b: { image: b, env_file: x.env }\n',
      'sub/deep/x.env': 'X=1\n',
    },
  },
  {
    name: 'extends-and-another-file',
    set: ['compose.yaml', 'over.yaml'],
    files: {
      'compose.yaml': 'services:\n  base: { image: a, hostname: main }\n  web: { extends: base }\n',
      'over.yaml': 'services:\n  base: { hostname: over }\n  web: { labels: { a: b } }\n',
    },
  },
  {
    name: 'extends-written-in-the-other-file',
    set: ['compose.yaml', 'over.yaml'],
    files: {
      'compose.yaml': 'services:\n  base: { image: a, hostname: main }\n  web: { image: w }\n',
      'over.yaml': 'services:\n  web: { extends: base }\n',
    },
  },
  {
    name: 'extends-a-profile',
    files: { 'compose.yaml': 'services:\n  base: { image: a, profiles: [off], ports: ["80:80"] }\n  web: { extends: base }\n' },
  },
  {
    name: 'extends-and-resets',
    files: {
      'compose.yaml': `services:\n  base: { image: a, links: [db], ports: ["80:80"] }\n  web: { extends: base, links: !reset [], ports: !override ["81:81"] }\n${DB}`,
    },
    only: 'compose-2',
  },
  {
    name: 'extends-networks',
    files: {
      'compose.yaml':
        'services:\n  base: { image: a, networks: { n: { aliases: [x] } } }\n  web: { extends: base, networks: { n: { aliases: [y] } } }\nnetworks: { n: }\n',
    },
  },
  {
    name: 'include',
    only: 'compose-2',
    files: {
      'compose.yaml': 'include: [sub/inc.yaml]\nservices:\n  web: { image: w, links: ["db:x"] }\n',
      'sub/inc.yaml': 'services:\n  db: { build: ., env_file: x.env }\nnetworks: { n: }\n',
      'sub/x.env': 'A=1\n',
    },
  },
  {
    name: 'include-not-known',
    only: 'compose-1',
    files: { 'compose.yaml': 'include: [inc.yaml]\nservices:\n  web: { image: w }\n', 'inc.yaml': 'services: { db: { image: d } }\n' },
  },
  {
    name: 'include-several',
    only: 'compose-2',
    files: {
      'compose.yaml':
        'include:\n  - path: [a/one.yaml, a/two.yaml]\n    project_directory: base\n    env_file: v.env\nservices:\n  web: { image: "w$V" }\n',
      'a/one.yaml': 'services:\n  db: { image: "one$V", env_file: x.env }\n',
      'a/two.yaml': 'services:\n  db: { hostname: two }\n',
      'base/x.env': 'X=1\n',
      'v.env': 'V=v\n',
    },
  },
  {
    name: 'include-with-its-own-dotenv',
    only: 'compose-2',
    files: {
      'compose.yaml': 'include: [sub/inc.yaml]\nservices:\n  web: { image: "w$A$B" }\n',
      '.env': 'A=outer\n',
      'sub/inc.yaml': 'services:\n  db: { image: "d$A$B" }\n',
      'sub/.env': 'A=inner\nB=inner\n',
    },
  },
  {
    name: 'include-of-an-include',
    only: 'compose-2',
    files: {
      'compose.yaml': 'include: [a/a.yaml]\nservices:\n  web: { image: w, links: [c] }\n',
      'a/a.yaml': 'include: [b/b.yaml]\n',
      'a/b/b.yaml': 'services:\n  c: { image: c }\n',
    },
  },
  {
    name: 'include-in-a-circle',
    only: 'compose-2',
    files: {
      'compose.yaml': 'include: [b.yaml]\nservices: { a: { image: a } }\n',
      'b.yaml': 'include: [compose.yaml]\nservices: { b: { image: b } }\n',
    },
  },
  {
    name: 'include-a-conflict',
    only: 'compose-2',
    files: { 'compose.yaml': 'include: [b.yaml]\nservices: { a: { image: a } }\n', 'b.yaml': 'services: { a: { image: b } }\n' },
  },
  {
    name: 'include-the-same',
    only: 'compose-2',
    files: { 'compose.yaml': 'include: [b.yaml]\nservices: { a: { image: a } }\n', 'b.yaml': 'services: { a: { image: a } }\n' },
  },
  { name: 'include-missing', only: 'compose-2', files: { 'compose.yaml': 'include: [nosuch.yaml]\nservices: { a: { image: a } }\n' } },
  {
    name: 'include-and-override',
    only: 'compose-2',
    set: ['compose.yaml', 'over.yaml'],
    files: {
      'compose.yaml': 'include: [b.yaml]\nservices: { a: { image: a } }\n',
      'b.yaml': 'services: { b: { image: b, links: [a] } }\n',
      'over.yaml': 'services: { b: { hostname: over, links: ["a:x"] } }\n',
    },
  },
];
