import type { Scenario } from '../scenario.ts';

const IMAGE = (value: string) => ({ 'compose.yaml': `services:\n  web: { image: '${value}' }\n` });
const ONE = (key: string) => ({ 'compose.yaml': `services:\n  web: { image: w, ${key} }\n` });
const SET = { E: '', H: 'h', X: 'x' };
const ENV = (text: string) => ({ 'compose.yaml': 'services:\n  web: { image: w, env_file: [v.env] }\n', 'v.env': text });

/** What is easily got wrong: forms of variables, quotes in files of variables, merging by tags, and what profiles and numbers leave. */
export const subtleties: readonly Scenario[] = [
  { name: 'variable-forms', files: IMAGE('${X}-$X_Y-$X-y-${X:+r}-${E:+r}-${E+r}-${U:+r}-${U+r}'), environment: SET },
  { name: 'default-with-a-colon', files: IMAGE('${U:-a:b}/${U-c:-d}'), environment: SET },
  { name: 'default-empty', files: IMAGE('a${U:-}b${U-}c'), environment: SET },
  { name: 'default-of-a-default', files: IMAGE('${U:-${V:-${X}}}-${U:-$X}'), environment: SET },
  { name: 'default-with-text-around', files: IMAGE('${U:-a${X}b}'), environment: SET, only: 'compose-2' },
  { name: 'alternative-nested', files: IMAGE('a${X:+${H:-z}}b'), environment: SET, only: 'compose-2' },
  { name: 'alternative-unset-inside', files: IMAGE('a${E:+${U:?no}}b'), environment: SET, only: 'compose-2' },
  { name: 'dollars', files: IMAGE('$$X-$$$X-$$${X}-$$$$'), environment: SET },
  { name: 'dollar-at-the-end', files: IMAGE('a$') },
  { name: 'dollar-before-a-blank', files: { 'compose.yaml': 'services:\n  web: { image: w, environment: { A: "a $ b" } }\n' } },
  { name: 'braces-with-a-dot', files: IMAGE('${a.b}') },
  { name: 'braces-empty', files: IMAGE('a${}') },
  { name: 'braces-with-a-blank', files: IMAGE('${X }'), environment: SET },
  { name: 'lower-case', files: IMAGE('$x-${x_1}'), environment: { x: 'a', x_1: 'b' } },
  { name: 'required-without-words', files: IMAGE('${U:?}') },
  { name: 'required-set-and-empty', files: IMAGE('a${E?no}b'), environment: SET },
  { name: 'a-value-is-not-read-again', files: IMAGE('$X'), environment: { X: '${Y:-z}', Y: 'y' } },
  {
    name: 'variables-of-numbers',
    files: { 'compose.yaml': 'services:\n  web: { image: w, scale: "${N}", ports: ["${P}:80"] }\n' },
    environment: { N: '3', P: '8080' },
  },
  {
    name: 'variable-of-a-profile',
    files: { 'compose.yaml': 'services:\n  a: { image: a, profiles: ["$P"] }\n  b: { image: b }\n' },
    environment: { P: 'p' },
    profiles: ['p'],
  },
  {
    name: 'variable-of-a-network',
    files: { 'compose.yaml': 'services:\n  a: { image: a, networks: ["${N:-back}"] }\nnetworks: { back: {} }\n' },
  },
  { name: 'env-quotes-single', files: ENV("A='a b'\nB='a'\"b\"\nC='$X'\nD=''\n"), environment: SET },
  { name: 'env-quotes-double', files: ENV('A="a b"\nB="a\\"b"\nC="$X-${U:-d}"\nD="a\\nb"\nE="a # b"\n'), environment: SET },
  { name: 'env-comments', files: ENV('A=a # b\nB=a#b\n# C=c\n  # D=d\nE="x" # y\n'), environment: SET },
  { name: 'env-blanks', files: ENV('A = a\n  B=b\nC=  c  \nD=\n\n'), environment: SET },
  { name: 'env-export', files: ENV('export A=a\nexport B\n'), environment: { B: 'shell' } },
  { name: 'env-names-alone', files: ENV('A\nB\n'), environment: { B: 'shell' } },
  { name: 'env-windows-lines', files: ENV('A=a\r\nB="b"\r\n') },
  { name: 'env-several-lines', files: ENV('A="one\ntwo"\nB=b\n'), only: 'compose-2' },
  { name: 'env-twice', files: ENV('A=1\nA=2\n') },
  { name: 'env-equals', files: ENV('A=b=c\nB==\n') },
  { name: 'env-own-variables', files: ENV('A=1\nB=${A}2\nC=$B\n'), only: 'compose-2' },
  { name: 'env-unicode', files: ENV('A=ä\nB="ß"\n') },
  {
    name: 'env-later-wins',
    files: {
      'compose.yaml': 'services:\n  web: { image: w, env_file: [a.env, b.env], environment: [C] }\n',
      'a.env': 'A=1\nC=f\n',
      'b.env': 'A=2\n',
    },
    environment: { C: 'shell' },
  },
  {
    name: 'env-merged',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  web: { image: w, env_file: a.env, environment: { A: own } }\n',
      'b.yaml': 'services:\n  web: { env_file: [b.env], environment: [B] }\n',
      'a.env': 'A=1\nB=1\nC=1\n',
      'b.env': 'C=2\n',
    },
  },
  { name: 'replicas', files: { 'compose.yaml': 'services:\n  web: { image: w, deploy: { replicas: 3 } }\n' }, only: 'compose-2' },
  { name: 'replicas-none', files: { 'compose.yaml': 'services:\n  web: { image: w, deploy: { replicas: 0 } }\n' }, only: 'compose-2' },
  {
    name: 'replicas-and-scale',
    files: { 'compose.yaml': 'services:\n  web: { image: w, scale: 2, deploy: { replicas: 2 } }\n' },
    only: 'compose-2',
  },
  {
    name: 'replicas-against-scale',
    files: { 'compose.yaml': 'services:\n  web: { image: w, scale: 2, deploy: { replicas: 3 } }\n' },
    only: 'compose-2',
  },
  {
    name: 'replicas-and-a-name',
    files: { 'compose.yaml': 'services:\n  web: { image: w, container_name: x, deploy: { replicas: 2 } }\n' },
    only: 'compose-2',
  },
  {
    name: 'profiles-all',
    files: { 'compose.yaml': 'services:\n  a: { image: a, profiles: [p] }\n  b: { image: b, profiles: [q] }\n' },
    profiles: ['*'],
    only: 'compose-2',
  },
  { name: 'profiles-none', files: { 'compose.yaml': 'services:\n  a: { image: a, profiles: [] }\n' } },
  {
    name: 'profiles-merged',
    set: ['a.yaml', 'b.yaml'],
    files: { 'a.yaml': 'services:\n  a: { image: a, profiles: [p] }\n', 'b.yaml': 'services:\n  a: { profiles: [q] }\n' },
    profiles: ['q'],
  },
  {
    name: 'depends-on-a-profile',
    files: { 'compose.yaml': 'services:\n  a: { image: a, profiles: [p] }\n  b: { image: b, depends_on: [a] }\n' },
  },
  {
    name: 'reset-links',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  a: { image: a, links: [b] }\n  b: { image: b }\n',
      'b.yaml': 'services:\n  a: { links: !reset [] }\n',
    },
    only: 'compose-2',
  },
  {
    name: 'reset-links-null',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  a: { image: a, links: [b], ports: ["1:2"] }\n  b: { image: b }\n',
      'b.yaml': 'services:\n  a:\n    links: !reset null\n    ports: !reset []\n',
    },
    only: 'compose-2',
  },
  {
    name: 'reset-a-service',
    set: ['a.yaml', 'b.yaml'],
    files: { 'a.yaml': 'services:\n  a: { image: a }\n  b: { image: b }\n', 'b.yaml': 'services:\n  b: !reset {}\n' },
    only: 'compose-2',
  },
  {
    name: 'override-links',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  a: { image: a, links: [b] }\n  b: { image: b }\n  c: { image: c }\n',
      'b.yaml': 'services:\n  a: { links: !override ["c:b"] }\n',
    },
    only: 'compose-2',
  },
  {
    name: 'override-a-map',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  a: { image: a, environment: { A: 1, B: 2 } }\n',
      'b.yaml': 'services:\n  a: { environment: !override { C: 3 } }\n',
    },
    only: 'compose-2',
  },
  {
    name: 'reset-a-variable',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  a: { image: a, environment: { A: 1, B: 2 } }\n',
      'b.yaml': 'services:\n  a: { environment: { A: !reset null } }\n',
    },
    only: 'compose-2',
  },
  {
    name: 'links-appended',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  a: { image: a, links: ["b:x", "c:y"] }\n  b: { image: b }\n  c: { image: c }\n',
      'b.yaml': 'services:\n  a: { links: ["c:x", "b:x", "b"] }\n',
    },
  },
  {
    name: 'extends-with-links-through-a-file',
    files: {
      'compose.yaml': 'services:\n  a: { extends: { file: sub/base.yaml, service: a } }\n  b: { image: b }\n',
      'sub/base.yaml': 'services:\n  a: { image: a, links: [b], env_file: x.env, build: ctx }\n  b: { image: b }\n',
      'sub/x.env': 'A=1\n',
    },
  },
  {
    name: 'extends-a-variable-file',
    files: {
      'compose.yaml': 'services:\n  a: { extends: { file: "${F:-base}.yaml", service: a } }\n',
      'base.yaml': 'services:\n  a: { image: a }\n',
    },
  },
  {
    name: 'extends-and-scale',
    files: { 'compose.yaml': 'services:\n  a: { extends: b, scale: 3 }\n  b: { image: b, scale: 2, container_name: x }\n' },
  },
  {
    name: 'extends-expose-and-ports',
    files: {
      'compose.yaml':
        'services:\n  a: { extends: { service: b }, expose: [1], ports: ["2:3"] }\n  b: { image: b, expose: [1, 4], ports: ["5:6"] }\n',
    },
  },
  {
    name: 'include-with-a-folder',
    files: {
      'compose.yaml':
        'include:\n  - { path: sub/compose.yaml, project_directory: other, env_file: v.env }\nservices:\n  a: { image: a, links: [b] }\n',
      'sub/compose.yaml': 'services:\n  b: { image: "b$V", env_file: x.env, build: ctx }\n',
      'v.env': 'V=1\n',
      'other/x.env': 'A=1\n',
    },
    only: 'compose-2',
  },
  {
    name: 'include-over-each-other',
    files: {
      'compose.yaml': 'include:\n  - path: [sub/a.yaml, sub/b.yaml]\nservices:\n  c: { image: c, links: [a] }\n',
      'sub/a.yaml': 'services:\n  a: { image: a, links: ["b:x"] }\n  b: { image: b }\n',
      'sub/b.yaml': 'services:\n  a: { image: a2, links: ["b:y"] }\n',
    },
    only: 'compose-2',
  },
  {
    name: 'include-in-an-override',
    set: ['a.yaml', 'b.yaml'],
    files: {
      'a.yaml': 'services:\n  a: { image: a, links: [c] }\n',
      'b.yaml': 'include: [c.yaml]\n',
      'c.yaml': 'services:\n  c: { image: c }\n',
    },
    only: 'compose-2',
  },
  {
    name: 'include-with-variables',
    files: {
      'compose.yaml': 'include: ["${D:-sub}/compose.yaml"]\nservices:\n  a: { image: a }\n',
      'sub/compose.yaml': 'services:\n  b: { image: b }\nnetworks: { n: {} }\n',
    },
    only: 'compose-2',
  },
  {
    name: 'include-and-depend',
    files: {
      'compose.yaml': 'include: [sub/compose.yaml]\nservices:\n  a: { image: a, depends_on: [b], network_mode: "service:b" }\n',
      'sub/compose.yaml': 'services:\n  b: { image: b, profiles: [p] }\n',
    },
    profiles: ['p'],
    only: 'compose-2',
  },
  {
    name: 'hostname-and-aliases',
    files: { 'compose.yaml': 'services:\n  a: { image: a, hostname: "h.x", networks: { default: { aliases: [x, "x.y"] } } }\n' },
  },
  { name: 'expose-forms', files: { 'compose.yaml': 'services:\n  a: { image: a, expose: ["1", 2, "3/udp", "4-6", "7-8/udp"] }\n' } },
  {
    name: 'ports-forms',
    files: { 'compose.yaml': 'services:\n  a: { image: a, ports: ["1", "2:3", "127.0.0.1:4:5/udp", "6-7:8-9", "127.0.0.1::10"] }\n' },
  },
  {
    name: 'ports-long',
    files: {
      'compose.yaml': 'version: "3.8"\nservices:\n  a: { image: a, ports: [{ target: 80, published: 8080, protocol: udp, mode: host }] }\n',
    },
  },
  {
    name: 'links-to-mode-service',
    files: {
      'compose.yaml': 'services:\n  a: { image: a, links: [b] }\n  b: { image: b, network_mode: "service:c" }\n  c: { image: c }\n',
    },
  },
  { name: 'links-null', files: { 'compose.yaml': 'services:\n  a:\n    image: a\n    links:\n' } },
  { name: 'links-of-numbers', files: { 'compose.yaml': 'services:\n  a: { image: a, links: [1] }\n  1: { image: b }\n' } },
  ...['on', 'true', '1', '1.5', "'on'", 'a: b'].flatMap((item): readonly Scenario[] => [
    { name: `alias-${item}`, files: ONE(`networks: { default: { aliases: [${item}] } }`) },
    { name: `profile-${item}`, files: ONE(`profiles: [${item}]`) },
    { name: `link-${item}`, files: ONE(`links: [${item}]`) },
    { name: `dependency-${item}`, files: ONE(`depends_on: [${item}]`) },
    { name: `exposed-${item}`, files: ONE(`expose: [${item}]`) },
    { name: `network-${item}`, files: ONE(`networks: [${item}]`) },
  ]),
  { name: 'aliases-as-a-text', files: ONE('networks: { default: { aliases: a } }') },
];
