import { describe, expect, it } from 'vitest';
import { dotenvValues, oldDotenvValues } from '../../../../src/syntax/dotenv/values.ts';
import type { DotenvValues } from '../../../../src/syntax/dotenv/values.ts';

const shell = (name: string) => ({ H: 'home', A: 'shell' })[name];
const inShort = ({ values, faults }: DotenvValues) => ({
  ...Object.fromEntries(
    [...values].map(([name, { value, assumedUnset }]) => [
      name,
      assumedUnset.length > 0 ? `${String(value)} lacks ${assumedUnset.join()}` : value,
    ]),
  ),
  ...(faults.length > 0 ? { faults: faults.map(({ range }) => range.start.line + 1) } : {}),
});

describe('a file of variables', () => {
  it.each([
    ['X=a\nY=${X}b', { X: 'a', Y: 'ab' }, { X: 'a', Y: 'ab' }],
    ['X=$H', { X: 'home' }, { X: '$H' }],
    ["X='${H}'", { X: '${H}' }, { X: 'home' }],
    ['A=file\nX=${A}', { A: 'file', X: 'shell' }, { A: 'file', X: 'file' }],
    ['X=${U}\nY=${X}', { X: ' lacks U', Y: ' lacks U' }, { X: ' lacks U', Y: ' lacks U' }],
    ['X=${U:-d}', { X: 'd' }, { X: 'd' }],
    ['H\nU', { H: 'home' }, { H: null, U: null }],
    ['X: a', { X: 'a' }, {}],
    ['X="a\\tb"', { X: 'a\tb' }, { X: 'a\tb' }],
    ['X=a # b\nY=a#b', { X: 'a', Y: 'a#b' }, { X: 'a', Y: 'a#b' }],
    ['export X=a\nX=b', { X: 'b' }, { X: 'b' }],
    ['X=1\nno name\nY="', { X: '1', faults: [2, 3] }, { X: '1' }],
    ['X=${', { faults: [1] }, { X: '${' }],
  ])('%j is %j to Compose 2 and %j to docker-compose 1.x', (text, now, old) => {
    expect([inShort(dotenvValues(text, shell)), inShort(oldDotenvValues(text, shell))]).toEqual([now, old]);
  });
});
