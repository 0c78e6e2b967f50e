import { expect, test } from 'vitest';
import { pathReferences } from '../../../../src/syntax/compose/references.ts';

const service = (text: string): string => `services:\n  web: ${text}\n`;

test.each([
  ['an environment file', service('{env_file: ../a.env}'), ['../a.env of web']],
  ['environment files of either form', service('{env_file: [a.env, {path: b.env, required: false}]}'), ['a.env of web', 'b.env of web']],
  ['a short bind mount', service('{volumes: ["../conf:/etc/conf:ro"]}'), ['../conf of web']],
  ['a bind mount on Windows', service("{volumes: ['C:\\conf:/etc/conf']}"), ['C:\\conf of web']],
  ['a long bind mount', service('{volumes: [{type: bind, source: /srv/conf, target: /etc/conf}]}'), ['/srv/conf of web']],
  ['no volumes', service('{volumes: ["data:/data", "/data", {type: volume, source: data, target: /data}]}'), []],
  [
    'contexts in a map',
    service('{build: {additional_contexts: {a: ../a, b: "docker-image://b", c: "https://c.example/c"}}}'),
    ['../a of web'],
  ],
  ['contexts in a list', service('{build: {additional_contexts: [a=../a, "b=service:b"]}}'), ['../a of web']],
  ['a Dockerfile outside its context', service('{build: {context: app, dockerfile: ../Dockerfile}}'), ['app/../Dockerfile of web']],
  ['an extended file', service('{extends: {file: ../base.yaml, service: a}}'), ['../base.yaml of web']],
  [
    'configs and secrets',
    'configs: {c: {file: ../c.txt}}\nsecrets: {s: {file: ../s.txt}, e: {environment: E}}',
    ['../c.txt of c', '../s.txt of s'],
  ],
  ['a volume that is a folder', 'volumes: {v: {driver_opts: {type: none, o: bind, device: /srv/v}}}', ['/srv/v of v']],
  [
    'included files',
    'include: [../a.yaml, {path: [../b.yaml], env_file: ../b.env}]',
    ['../a.yaml of include', '../b.yaml of include', '../b.env of include'],
  ],
  ['what comes through an anchor', 'x-a: &a {env_file: ../a.env}\nservices: {web: {<<: *a}, api: {<<: *a}}', ['../a.env of web']],
  ['nothing of a text that is no YAML', 'services: [', []],
])('%s', (_title, text, expected) => {
  expect(pathReferences(text).map(({ path, by }) => `${path} of ${by}`)).toEqual(expected);
});

test('a path with a variable is told apart', () => {
  expect(pathReferences(service('{env_file: "${DIR}/a.env"}'))).toEqual([{ path: '${DIR}/a.env', by: 'web', interpolated: true }]);
});
