import { expect, test } from 'vitest';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { copiedSources } from '../../../../src/syntax/dockerfile/copied.ts';
import { gitlabImages, kubernetesPrefixes } from '../../../../src/syntax/usages/elsewhere.ts';
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

test('prefixes of Kubernetes and images of GitLab', () => {
  expect(kubernetesPrefixes('$REDIS_MASTER_SERVICE_HOST:$REDIS_MASTER_SERVICE_PORT')).toEqual(['REDIS_MASTER']);
  expect(gitlabImages('services: ["a:1"]\njob:\n  services:\n    - name: b\n      alias: c\n  image: d\n')).toEqual(['a:1', 'b']);
});
