import { expect, test } from 'vitest';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { copiedSources } from '../../../../src/syntax/dockerfile/copied.ts';
import { gitlabServices, kubernetesPrefixes } from '../../../../src/syntax/usages/elsewhere.ts';
import { bindMounts } from '../../../../src/syntax/usages/mounts.ts';

test.each([
  [
    'services:\n  a:\n    volumes: [./a:/a:ro, /b:/b, "../c:/c", data:/d, /anonymous, "${X}:/e", "./${X}:/f", "~/g:/g"]\n',
    ['./a', '/b', '../c'],
  ],
  [
    'services:\n  a:\n    volumes:\n      - {type: bind, source: ./a, target: /a}\n      - {type: volume, source: b, target: /b}\n',
    ['./a'],
  ],
  ['x: &x\n  volumes: &v [./a:/a]\nservices:\n  a:\n    <<: *x\n', ['./a']],
  ['a:\n  image: x\n  volumes: [".:/app"]\n', ['.']],
  ['services:\n  a: {image: x}\n', []],
])('bind mounts of %j', (text, expected) => {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error(reading.kind);
  expect(bindMounts(reading.file, reading.tree).get('a')).toEqual(expected);
});

test.each([
  ['FROM a\nCOPY a b /c\nADD --chown=1:1 d* /d\n', ['a', 'b', 'd*']],
  ['FROM a\nCOPY ["a b", "/c"]\n', ['a b']],
  ['FROM a AS b\nCOPY . /a\nFROM c\nCOPY --from=b /a /a\n', ['.']],
  ['FROM a\nADD https://example.com/a.tgz /a\n', []],
  ['FROM a\nCOPY $WHAT /a\n', null],
  ['FROM node:0.12-onbuild\n', null],
])('sources of %j', (text, expected) => {
  expect(copiedSources(text)).toEqual(expected);
});

test('prefixes of Kubernetes and services of GitLab', () => {
  expect(kubernetesPrefixes('$REDIS_MASTER_SERVICE_HOST:$REDIS_MASTER_SERVICE_PORT')).toEqual(['REDIS_MASTER']);
  expect(gitlabServices('services: ["a:1"]\njob:\n  services:\n    - name: b\n      alias: c, d\n  image: d\n')).toEqual([
    { image: 'a:1', names: [] },
    { image: 'b', names: ['c', 'd'] },
  ]);
});

test.each([
  ['variables: {FF_NETWORK_PER_BUILD: "true"}\nservices: [a]\n', 0],
  ['variables: {FF_NETWORK_PER_BUILD: 1}\nservices: [a]\n', 0],
  ['variables: {FF_NETWORK_PER_BUILD: "false"}\nservices: [a]\n', 1],
  ['one:\n  variables: {FF_NETWORK_PER_BUILD: "true"}\n  services: [a]\ntwo: {services: [b]}\n', 1],
  ['services: a\n', 0],
])('services of %j that are linked: %d', (text, count) => {
  expect(gitlabServices(text)).toHaveLength(count);
});
