import { expect, test } from 'vitest';
import { askings, planText, within } from '../../../../src/features/names/plan.ts';
import { container, engineOf } from '../../domain/verdicts/engineOf.ts';
import { snapshotOf } from '../shared/workspace.ts';

const web = container('web', { hostname: 'web', networks: { shop: { ipv4: '172.18.0.3' } } });
const db = container('db', { hostname: 'db', networks: { shop: { ipv4: '172.18.0.2', aliases: ['sql', '-f'] } } });
const cron = container('cron', { hostname: 'cron', running: false, networks: { shop: {} } });
const engine = { address: '/s', health: { state: 'connected' }, facts: engineOf([web, db, cron]) } as const;
const snapshot = snapshotOf({}, { engines: [engine] });

test('running containers with the names that can be asked for', () => {
  const all = askings(snapshot, null);
  expect(all.map(({ container: { name }, names }) => [name, ...names])).toEqual([
    ['web', 'db', 'db-id', 'sql', 'cron', 'cron-id'],
    ['db', 'web', 'web-id', 'cron', 'cron-id'],
  ]);
  expect(askings(snapshot, [{ address: '/s', id: 'db-id', name: 'db' }]).map(({ container: { name } }) => name)).toEqual(['db']);
  expect(askings(snapshot, [])).toEqual([]);
});

test('what is to be run is shown word by word', () => {
  expect(planText(askings(snapshot, null))).toBe(
    [
      '["getent","ahosts","NAME"]',
      'Where there is no getent: ping -c 1 -W 1 NAME, else nslookup NAME. No shell, 9 calls, each with one of these names in place of NAME:',
      'web: db, db-id, sql, cron, cron-id\ndb: web, web-id, cron, cron-id',
    ].join('\n\n'),
  );
});

test('no more look-ups than one command may make', () => {
  const [first] = askings(snapshot, null);
  if (!first) throw new Error('nobody');
  const many = { ...first, names: Array.from({ length: 1_500 }, (_, at) => `n${at}`) };
  expect(within([many, many, first])).toEqual([many]);
  expect(planText([many])).toContain('n14 and 1485 more');
});
