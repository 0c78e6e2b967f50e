import { expect, test } from 'vitest';
import { imageOf } from '../../../../src/domain/compose/image.ts';
import { readDockerfile } from '../../../../src/syntax/dockerfile/read.ts';

test('a Dockerfile tells ports, with ranges expanded, and variables', () => {
  const text = 'FROM mysql\nARG X\nENV VERSION=8 BUILT=$X\nEXPOSE 3306 53/UDP 8000-8002\n';
  expect(imageOf(readDockerfile(text))).toEqual({
    exposed: ['3306/tcp', '53/udp', '8000/tcp', '8001/tcp', '8002/tcp'],
    env: [
      { name: 'VERSION', value: '8' },
      { name: 'BUILT', value: null },
    ],
    complete: false,
  });
});

test.each([
  ['FROM scratch\nEXPOSE 80\n', true],
  ['FROM scratch AS base\nFROM base\nEXPOSE 80\n', true],
  ['FROM alpine\n', false],
  ['FROM $BASE\n', false],
  ['FROM scratch\nARG PORT\nEXPOSE $PORT\n', false],
  ['', false],
])('%j tells everything: %s', (text, complete) => {
  expect(imageOf(readDockerfile(text)).complete).toBe(complete);
});
