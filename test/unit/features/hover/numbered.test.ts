import { expect, test } from 'vitest';
import { variableHover } from '../../../../src/features/hover/variable.ts';
import type { Around } from '../shared/workspace.ts';
import { snapshotOf } from '../shared/workspace.ts';
import { articleEngine } from '../shared/engines.ts';

function hover(name: string, texts: Readonly<Record<string, string>>, around: Around = {}): string | null {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: name.length } };
  return variableHover(snapshotOf(texts, around), { text: name, range, uri: 'file:///shop/run.sh', interpolated: false })?.markdown ?? null;
}

const FIG = { 'fig.yml': 'web:\n  links: ["db:sql"]\ndb:\n  expose: ["3306"]\n' };

test('a name with the number of the source’s container is explained, one with that of an alias is not', () => {
  expect(hover('DB_1_PORT_3306_TCP_ADDR', FIG)).toContain('Address of port 3306/tcp** of the link `db:sql`');
  expect(hover('DB_1_PORT_3306_TCP_PORT', FIG)).toContain('As files tell: `3306`');
  expect(hover('SQL_1_PORT_3306_TCP_ADDR', FIG)).toBeNull();
});

test('a running container has the names that its links have, and no others', () => {
  expect(hover('DB_PORT_3306_TCP_ADDR', {}, { engines: [articleEngine()] })).toContain('`172.17.0.2`');
  expect(hover('DB_1_PORT_3306_TCP_ADDR', {}, { engines: [articleEngine()] })).toBeNull();
});
