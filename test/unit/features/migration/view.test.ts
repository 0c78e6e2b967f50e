import { expect, test } from 'vitest';
import { choicesOf, engineOf, receiversOf, refusedWords } from '../../../../src/features/migration/view.ts';
import { treeOf } from '../../../../src/features/tree/view.ts';
import { articleEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

const WEBAPP = { address: '/var/run/docker.sock', id: 'ba9876543210' };
const snapshot = snapshotOf({}, { engines: [articleEngine()] });

test.each(['receiver', 'source'] as const)('a whole engine stands for all its receivers, grouped by %s', (grouping) => {
  const rows = treeOf(snapshot, grouping);
  expect(rows.map(({ kind }) => kind)).toEqual(['engine']);
  expect(receiversOf(rows)).toEqual([WEBAPP]);
  expect(receiversOf(rows.flatMap((row) => row.children()))).toEqual([WEBAPP]);
});

test('a person chooses among the receivers of all engines', () => {
  expect(choicesOf(snapshot)).toEqual([{ label: 'webapp', description: 'mysql_server as db · Docker 20.10.24', container: WEBAPP }]);
});

test('the engine of the first container counts, each container once', () => {
  expect(engineOf(snapshot, [WEBAPP, WEBAPP, { address: 'ssh://far', id: 'x' }])).toMatchObject({
    engine: { address: WEBAPP.address },
    ids: [WEBAPP.id],
  });
  expect(engineOf(snapshot, [{ address: 'ssh://far', id: 'x' }])).toBeNull();
  expect(engineOf(snapshot, [])).toBeNull();
});

test('what is left out is told', () => {
  expect(refusedWords({ refused: [] })).toBeNull();
  expect(refusedWords({ refused: [{ names: ['a', 'b'], reasons: ['One.', 'Two.'] }] })).toBe('Not moved: a, b. One. Two.');
});
