import { expect, test } from 'vitest';
import { picksOf, valuesOf } from '../../../../src/features/engines/pick.ts';

const offers = [
  { value: 'default', label: 'default', description: '/var/run/docker.sock', isDockers: false },
  { value: 'remote', label: 'remote', description: 'ssh://me@far', isDockers: true },
];

const pickedOf = (chosen: readonly string[]): readonly string[] =>
  picksOf(offers, chosen)
    .filter(({ picked }) => picked)
    .map(({ value }) => value);

test.each([
  [[], ['remote']],
  [['default'], ['default']],
  [
    ['default', 'remote'],
    ['default', 'remote'],
  ],
  [
    ['tcp://h:1', 'default', 'tcp://h:1'],
    ['default', 'tcp://h:1'],
  ],
])('with %j set, %j is picked', (chosen, picked) => {
  expect(pickedOf(chosen)).toEqual(picked);
});

test('the engine of the docker command is told', () => {
  expect(picksOf(offers, []).map(({ detail }) => detail)).toEqual([null, 'The docker command uses this engine.']);
});

test.each([
  [[], ['remote'], []],
  [[], ['remote', 'default'], ['remote', 'default']],
  [[], ['default'], ['default']],
  [['remote'], ['remote'], ['remote']],
  [['remote'], [], []],
])('with %j set and %j picked, %j is set', (chosen, values, expected) => {
  const picks = picksOf(offers, chosen).filter(({ value }) => values.includes(value));
  expect([...valuesOf(picks, offers, chosen)].sort()).toEqual([...expected].sort());
});
