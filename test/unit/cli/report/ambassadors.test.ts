import { expect, test } from 'vitest';
import { ambassadorsJson, ambassadorsText } from '../../../../src/cli/report/ambassadors.ts';
import { container, engineOf } from '../../domain/verdicts/engineOf.ts';

const facts = engineOf([
  container('redis', { exposedPorts: ['6379/tcp'] }),
  container('redis_ambassador', { image: 'svendowideit/ambassador', links: ['/redis:/redis_ambassador/redis'] }),
  container('client', { links: ['/redis_ambassador:/client/redis'] }),
]);
const engine = { facts, evidence: [], gaps: [] };

test('an engine’s ambassadors, in words and as data', () => {
  expect(ambassadorsText([], engine).split('\n').slice(0, 2)).toEqual([
    'engine 20.10.24 (API 1.41): 1 ambassador',
    '  client → redis_ambassador → redis: it keeps the address that redis had when it started, whoever has that address by now',
  ]);
  expect(JSON.parse(ambassadorsJson([], engine))).toMatchObject({
    version: 1,
    files: [],
    engines: [{ origin: 'engine', ambassadors: [{ name: 'redis_ambassador', score: 8, where: 'same-host' }] }],
  });
});
