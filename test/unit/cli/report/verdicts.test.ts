import { describe, expect, test } from 'vitest';
import type { EngineAnswer } from '../../../../src/cli/engineAnswer.ts';
import { engineJson, engineLinksText, engineVariablesText } from '../../../../src/cli/report/engine.ts';
import { verdictsFail, verdictsJson, verdictsText } from '../../../../src/cli/report/verdicts.ts';
import type { ReceiverEvidence } from '../../../../src/domain/verdicts/evidence.ts';
import { container, engineOf, evidence } from '../../domain/verdicts/engineOf.ts';
import { articleEngine } from '../../features/shared/engines.ts';

const ENV = ['DB_PORT=tcp://172.17.0.7:3306', 'DB_PORT_3306_TCP_ADDR=172.17.0.7', 'DB_NAME=/webapp/db'];

/** The article's engine; `webapp` was read. */
function article(env: readonly string[] | null): EngineAnswer {
  const { facts } = articleEngine();
  if (!facts) throw new Error('no facts');
  const read: ReceiverEvidence[] = env
    ? [{ ...evidence('', { env, hosts: '172.17.0.2\tdb 0123456789ab mysql_server\n' }), receiverId: 'ba9876543210' }]
    : [];
  return { facts, evidence: read, gaps: [] };
}

const stale = article(ENV);

describe('a stale link', () => {
  test('in text: what is so, what follows, what helps, old and new, and how it is known', () => {
    expect(verdictsText(stale, null)).toBe(
      [
        'webapp → mysql_server as db: error: 2 variables of the link "db" have an address that "mysql_server" no longer has: "webapp" still uses what was true when it started. [stale]',
        '  What uses the variables does not reach "mysql_server"; docker exec shows fresh ones and hides it.',
        '  helps: Restart "webapp".',
        '  DB_PORT: tcp://172.17.0.7:3306 → tcp://172.17.0.2:3306',
        '  DB_PORT_3306_TCP_ADDR: 172.17.0.7 → 172.17.0.2',
        '  read: Variables of the first process: DB_PORT=tcp://172.17.0.7:3306, DB_PORT_3306_TCP_ADDR=172.17.0.7 (GET /test)',
        '  read: Hosts file: "172.17.0.2 db 0123456789ab mysql_server" (GET /test)',
        '  read: The address of "mysql_server" now: 172.17.0.2.',
        'engine 20.10.24 (API 1.41), judged for Docker 28: 1 link: 1 at fault, 0 not known, 0 as it should be',
        '',
      ].join('\n'),
    );
  });

  test('as data, in the form that programs rely on', () => {
    expect(JSON.parse(verdictsJson(stale, null))).toEqual({
      version: 1,
      engines: [
        {
          origin: 'engine',
          version: '20.10.24',
          api: '1.41',
          product: 'docker',
          gaps: [],
          target: 28,
          receivers: [
            {
              receiver: 'webapp',
              id: 'ba9876543210',
              links: [
                {
                  source: 'mysql_server',
                  alias: 'db',
                  raw: '/mysql_server:/webapp/db',
                  mechanism: 'legacy',
                  network: 'bridge',
                  verdicts: [
                    {
                      code: 'stale',
                      severity: 'error',
                      fault: true,
                      known: 'read',
                      summary: expect.stringContaining('"webapp" still uses') as string,
                      consequence: expect.stringContaining('docker exec') as string,
                      helps: [{ kind: 'restart-receiver', text: 'Restart "webapp".' }],
                      evidence: [
                        {
                          text: expect.stringContaining('DB_PORT=') as string,
                          known: 'read',
                          request: 'GET /test',
                          at: '2026-01-01T12:01:00.000Z',
                        },
                        {
                          text: expect.stringContaining('Hosts file') as string,
                          known: 'read',
                          request: 'GET /test',
                          at: '2026-01-01T12:01:00.000Z',
                        },
                        { text: expect.stringContaining('now: 172.17.0.2') as string, known: 'read', request: null, at: null },
                      ],
                      variables: [
                        { name: 'DB_PORT', old: 'tcp://172.17.0.7:3306', now: 'tcp://172.17.0.2:3306' },
                        { name: 'DB_PORT_3306_TCP_ADDR', old: '172.17.0.7', now: '172.17.0.2' },
                      ],
                    },
                  ],
                },
              ],
              removed: [],
            },
          ],
        },
      ],
    });
  });

  test('is a line among the links, and data beside its variables', () => {
    expect(engineLinksText(stale, null)).toMatch(
      /^engine .*: 1 link\n {2}webapp → mysql_server as db: legacy; error: 2 variables .* \[stale\]\n$/,
    );
    expect(engineJson(stale, null)).toMatchObject({ links: [{ receiver: 'webapp', alias: 'db', verdicts: [{ code: 'stale' }] }] });
  });
});

test('a request is printed with ids as short as Docker prints them', () => {
  const [read] = article(ENV).evidence;
  if (read?.environment.kind !== 'read') throw new Error('nothing read');
  const request = `GET /containers/${'ab12'.repeat(16)}/top`;
  const text = verdictsText({ ...stale, evidence: [{ ...read, environment: { ...read.environment, request } }] }, null);
  expect(text).toContain('(GET /containers/ab12ab12ab12/top)');
});

describe('the exit code follows the severity for the version that is judged for', () => {
  const right = article(['DB_PORT=tcp://172.17.0.2:3306', 'DB_NAME=/webapp/db']);
  test.each([
    ['stale', stale, null, 'error', true],
    ['right on its own engine', right, null, 'information', false],
    ['right on its own engine', right, null, 'hint', true],
    ['right, judged for 30', right, 30, 'warning', true],
    ['right, judged for 29', right, 29, 'warning', false],
  ] as const)('%s, for %s from %s on', (_, answer, target, failOn, fails) => {
    expect(verdictsFail(answer, target, failOn)).toBe(fails);
  });
});

test('what a program printed does not show its secrets, nor steer the terminal', () => {
  const output = 'Cannot link to /db, as it does not belong to the default network --password=hunter2 \u001b[2J';
  const facts = engineOf([
    container('web', { links: ['/db:/web/db'], state: { health: { status: 'unhealthy', lastOutput: output } } }),
    container('db', { networks: { other: {} } }),
  ]);
  const answer = { facts, evidence: [], gaps: [] };
  for (const text of [verdictsText(answer, null), verdictsJson(answer, null)]) {
    expect(text).toContain('unhealthy-by-link');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('\u001b');
  }
});

test('a link that was removed while its receiver runs is told of the receiver', () => {
  const answer = { facts: engineOf([container('web')]), evidence: [evidence('web', { env: ['DB_NAME=/web/db'] })], gaps: [] };
  expect(verdictsText(answer, null)).toMatch(/^web: information: .* \[link-removed\]\n/);
  expect(JSON.parse(verdictsJson(answer, null))).toMatchObject({
    engines: [{ receivers: [{ links: [], removed: [{ code: 'link-removed' }] }] }],
  });
});

test('without links there is one line', () => {
  const answer = { facts: engineOf([container('web')], '1.52'), evidence: [], gaps: [] };
  expect(verdictsText(answer, null)).toBe('engine 29.0.0 (API 1.52), judged for Docker 29: 0 links\n');
  expect(engineLinksText(answer, null)).toBe('engine 29.0.0 (API 1.52): 0 links\n');
  expect(verdictsFail(answer, null, 'hint')).toBe(false);
});

test('variables are those of a receiver that starts now, secrets masked', () => {
  const text = engineVariablesText(stale);
  expect(text).toContain('    DB_PORT=tcp://172.17.0.2:3306\n');
  expect(text).toContain('    DB_ENV_MYSQL_ROOT_PASSWORD=••••••\n');
  expect(text).toContain('    hosts: 172.17.0.2 db 0123456789ab mysql_server\n');
});
