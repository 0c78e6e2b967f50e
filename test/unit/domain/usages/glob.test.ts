import { expect, test } from 'vitest';
import { globsMeet } from '../../../../src/domain/usages/glob.ts';

test.each([
  ['', '', true],
  ['a', 'a', true],
  ['a', 'b', false],
  ['*', '', true],
  ['a*', '*b', true],
  ['*_TCP', 'DB_PORT_*_TCP', true],
  ['*_TCP', 'DB_PORT_80_UDP', false],
  ['A*C', 'AC', true],
  ['A*C*', 'A*D', true],
  ['A*C', 'A*D', false],
])('%s and %s', (a, b, expected) => {
  expect(globsMeet(a, b)).toBe(expected);
  expect(globsMeet(b, a)).toBe(expected);
});
