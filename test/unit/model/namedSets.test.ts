import { expect, test } from 'vitest';
import { readNamedSets, setsBelow } from '../../../src/model/namedSets.ts';

test('a set has its files, and what else is written as it should be', () => {
  expect(readNamedSets([{ files: ['a.yml', 7], name: 3, profiles: ['x'], envFiles: 'no', more: 1 }])).toEqual([
    { files: ['a.yml'], name: null, projectDirectory: null, profiles: ['x'], envFiles: [] },
  ]);
});

test.each([null, 'a.yml', {}, [null], ['a.yml'], [{ files: [] }], [{ name: 'x' }]])('no set in %j', (value) => {
  expect(readNamedSets(value)).toEqual([]);
});

test('paths start from the folder, or are absolute', () => {
  const named = readNamedSets([{ files: ['./a b.yml', '../b.yml', '/c.yml'], projectDirectory: '.', envFiles: ['x.env'], name: 'n' }]);
  expect(setsBelow('file:///w/one', named)).toEqual([
    {
      from: 'setting',
      files: ['file:///w/one/a%20b.yml', 'file:///w/b.yml', 'file:///c.yml'],
      folder: 'file:///w/one',
      projectName: 'n',
      profiles: [],
      envFiles: ['file:///w/one/x.env'],
      place: null,
    },
  ]);
  expect(setsBelow('/w', named)[0]?.files).toEqual(['/w/a b.yml', '/b.yml', '/c.yml']);
});
