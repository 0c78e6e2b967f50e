import { expect, test } from 'vitest';
import { verifyFails, verifyReport } from '../../../../src/cli/report/verify.ts';
import { container, engineOf, evidence } from '../../domain/verdicts/engineOf.ts';

const web = container('web', { networks: { shop: { links: ['db:database', 'gone:cache'] } } });
const db = container('db', { networks: { shop: { ipv4: '172.18.0.2' } } });
const engine = { facts: engineOf([web, db]), evidence: [evidence('web', { hosts: '127.0.0.1\tlocalhost\n' })], gaps: [] };

test('each name with whom it leads to, who promised it and the evidence, in lines', () => {
  expect(verifyReport([], engine, 'text')).toBe(
    [
      'web → cache: nobody: Nobody answers to "cache". "gone" has no container.',
      '  promised by: its link "cache"',
      '  read: Hosts file: no line with "cache"',
      '  read: Network "shop" by its link to "gone": nobody.',
      'web → database: right: "database" leads to "db".',
      '  promised by: its link "database"',
      '  read: Hosts file: no line with "database"',
      '  read: Network "shop" by its link to "db": "db".',
      'engine 20.10.24 (API 1.41): 2 promised names: 1 leads to the right container, 1 leads to nobody.',
      '',
    ].join('\n'),
  );
});

test('the same as data', () => {
  const report = JSON.parse(verifyReport([], engine, 'json')) as { engines: { receivers: { names: object[] }[] }[] };
  expect(report).toMatchObject({ version: 1, engines: [{ origin: 'engine', receivers: [{ receiver: 'web', id: 'web-id' }] }] });
  expect(report.engines[0]?.receivers[0]?.names[1]).toMatchObject({
    name: 'database',
    owner: 'db',
    promised_by: ['its link "database"'],
    outcome: 'right',
    known: 'read',
    evidence: [{ known: 'read', request: 'GET /test' }, { request: null }],
  });
});

test('as a document, with what a dump does not tell', () => {
  const gaps = [{ code: 'hosts-file', text: 'What the hosts file says.' } as const];
  expect(verifyReport([], { ...engine, gaps }, 'markdown')).toContain('Not told: What the hosts file says.');
});

test('it fails where a name certainly leads elsewhere, not where nobody can tell', () => {
  expect(verifyFails([], engine)).toBe(true);
  const stopped = { ...engine, facts: engineOf([{ ...web, running: false }, db]) };
  expect(verifyFails([], stopped)).toBe(false);
});
