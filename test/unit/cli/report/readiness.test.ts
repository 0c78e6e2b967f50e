import { describe, expect, test } from 'vitest';
import type { FileAnswer } from '../../../../src/cli/answer.ts';
import type { EngineAnswer } from '../../../../src/cli/engineAnswer.ts';
import { readinessReport } from '../../../../src/cli/report/readiness.ts';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { articleEngine } from '../../features/shared/engines.ts';

function answer(path: string, text: string): FileAnswer {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const { format, services } = reading.file;
  return { path, format, error: null, links: fileLinks(reading.file, []), services, project: null, images: new Map(), oddities: [] };
}

const FIG = answer(
  'old shop/fig.yml',
  'web:\n  image: x\n  links: ["db:sql"]\ndb:\n  image: mysql\n  expose: ["3306"]\n  environment: [PASSWORD=hunter2]\n',
);
const NEW = answer('compose.yaml', 'services:\n  web: {links: [db]}\n  db: {image: x}\n');

function engine(): EngineAnswer {
  const { facts } = articleEngine();
  if (!facts) throw new Error('no facts');
  return { facts, evidence: [], gaps: [] };
}

describe('text', () => {
  test('of a legacy link of a file: both versions, what to do, and what stands in for each variable', () => {
    const text = readinessReport([FIG], null, 'text');
    expect(text.split('\n').slice(0, 3)).toEqual([
      'old shop/fig.yml:3: web → db as sql: legacy',
      '  Docker 29: It gives its name, but none of its variables, unless the engine is started with DOCKER_KEEP_DEPRECATED_LEGACY_LINKS_ENV_VARS=1.',
      '  Docker 30: Links on the default bridge are to be removed: neither its name nor its variables.',
    ]);
    expect(text).toContain(
      '  to do: Put the services of the file below "services:", so that "web" and "db" share a network, and give "db" the network alias "sql" on it.\n',
    );
    expect(text).toContain('  SQL_PORT=tcp://<address of db>:3306 (in part): set SQL_PORT=tcp://sql:3306\n');
    expect(text).toContain(
      '  SQL_ENV_PASSWORD=•••••• (predicted): give the receiver its own, from a file or a secret; it is a copy of PASSWORD\n',
    );
    expect(text).toMatch(/\n1 link: Docker 29 takes names or variables from 1, Docker 30 from 1\.\n$/);
  });

  test('of a link on a project network: nothing changes', () => {
    expect(readinessReport([NEW], null, 'text')).toBe(
      [
        'compose.yaml:2: web → db as db: dns',
        '  Docker 29 and 30: Nothing changes: the link is a private name in the DNS of a project network.',
        '1 link: Docker 29 takes names or variables from 0, Docker 30 from 0.',
        '',
      ].join('\n'),
    );
  });

  test('of an engine', () => {
    const text = readinessReport([], engine(), 'text');
    expect(text).toMatch(/^engine 20\.10\.24 \(API 1\.41\):\nwebapp → mysql_server as db: legacy\n/);
    expect(text).toContain('  DB_PORT_3306_TCP_ADDR (derived): set DB_PORT_3306_TCP_ADDR=db\n');
    expect(text).not.toContain('secret\n');
  });

  test('of nothing', () => {
    expect(readinessReport([], null, 'text')).toBe('There are no links.\n');
  });
});

test('JSON holds files and engines with every variable', () => {
  const report: unknown = JSON.parse(readinessReport([FIG, NEW], engine(), 'json'));
  expect(report).toMatchObject({
    version: 1,
    files: [
      {
        path: 'old shop/fig.yml',
        error: null,
        links: [
          {
            receiver: 'web',
            source: 'db',
            alias: 'sql',
            mechanism: 'legacy',
            line: 3,
            engines: { 29: { names: 'kept', variables: 'lost' }, 30: { names: 'lost', variables: 'lost' } },
          },
        ],
      },
      { path: 'compose.yaml', links: [{ engines: { 29: { names: 'kept', variables: 'none' } }, helps: [], variables: [] }] },
    ],
    engines: [{ origin: 'engine', version: '20.10.24', links: [{ receiver: 'webapp', line: null }] }],
  });
  const { files } = report as { files: { links: { variables: unknown[] }[] }[] };
  expect(files[0]?.links[0]?.variables[0]).toEqual({
    name: 'SQL_PORT',
    value: 'tcp://<address of db>:3306',
    known: 'unknown',
    fate: 'lost',
    replacement: { kind: 'set', text: 'set SQL_PORT=tcp://sql:3306' },
  });
});

test('Markdown leads to where each link is written, and holds no secret', () => {
  const text = readinessReport([FIG], engine(), 'markdown');
  expect(text).toContain('## [`old shop/fig.yml`](old%20shop/fig.yml)\n');
  expect(text).toContain('### `web` → `db` as `sql` ([line 3](old%20shop/fig.yml#L3))\n');
  expect(text).toContain('| `SQL_PORT` | `tcp://<address of db>:3306` | in part | set `SQL_PORT=tcp://sql:3306` |\n');
  expect(text).toContain('## `engine 20.10.24 (API 1.41)`\n');
  expect(text).not.toContain('hunter2');
});
