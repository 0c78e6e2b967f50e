import { expect, test } from 'vitest';
import { badgeOf, troublesOf } from '../../../../src/features/changes/view.ts';
import { articleEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

test('a link that nobody can judge is no trouble', () => {
  expect(troublesOf(snapshotOf({}, { engines: [articleEngine()] }))).toEqual([]);
  expect(badgeOf([])).toBeNull();
});

test('a stopped source is told once, as long as it is the same trouble', () => {
  const engine = articleEngine();
  const details = engine.facts?.details.map((detail) => (detail.name === 'mysql_server' ? { ...detail, running: false } : detail)) ?? [];
  const stopped = { ...engine, facts: engine.facts && { ...engine.facts, details } };
  const first = troublesOf(snapshotOf({}, { engines: [stopped] }));
  expect(first).toMatchObject([{ words: 'webapp → db: broken: the source does not run' }]);
  expect(troublesOf(snapshotOf({}, { engines: [stopped] }))).toEqual(first);
  expect(badgeOf(first)).toEqual({ value: 1, tooltip: 'webapp → db: broken: the source does not run' });
});
