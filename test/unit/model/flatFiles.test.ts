import { expect, test } from 'vitest';
import { FlatFiles } from '../../../src/model/flatFiles.ts';
import type { WorkspaceFile } from '../../../src/model/snapshot.ts';

const file = (path: string): WorkspaceFile => ({ kind: 'unread', uri: `file:///${path}`, folder: 'file:///', path, reason: 'too large' });
const [a, b, c, d] = [file('a'), file('b'), file('c'), file('d')];

test('the files of all parts in their order', () => {
  expect(new FlatFiles().of([[a], [], [b, c]])).toEqual([a, b, c]);
});

test('a part that changes is replaced in its place, in a list of its own', () => {
  const flat = new FlatFiles();
  const parts = [[a], [b, c], [d]];
  const before = flat.of(parts);
  const other = file('c');
  const after = flat.of([parts[0] ?? [], [b, other], parts[2] ?? []]);
  expect(before).toEqual([a, b, c, d]);
  expect(after.map((each) => [a, b, c, d, other].indexOf(each))).toEqual([0, 1, 4, 3]);
});

test('the list stays the same one while no part changes', () => {
  const flat = new FlatFiles();
  const part = [a, b];
  expect(flat.of([part, [c]])).not.toBe(flat.of([part, [d]]));
  const now = flat.of([part]);
  expect(flat.of([part])).toBe(now);
  expect(Object.isFrozen(now)).toBe(true);
});

test('parts that grow, shrink or go', () => {
  const flat = new FlatFiles();
  expect(flat.of([[a], [b]])).toEqual([a, b]);
  expect(flat.of([[a, c], []])).toEqual([a, c]);
  expect(flat.of([[d]])).toEqual([d]);
  expect(flat.of([])).toEqual([]);
});
