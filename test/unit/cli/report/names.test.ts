import { expect, test } from 'vitest';
import type { Measurement } from '../../../../src/domain/names/measured.ts';
import { predictedProjects } from '../../../../src/model/predictedProjects.ts';
import type { NamesAnswer } from '../../../../src/cli/engineAnswer.ts';
import { namesFail, namesJson, namesText, toMeasure, toRunText } from '../../../../src/cli/report/names.ts';
import type { NamedFile } from '../../../../src/cli/report/predictedNames.ts';
import { container, engineOf } from '../../domain/verdicts/engineOf.ts';
import { snapshotOf } from '../../features/shared/workspace.ts';

const SHOP = `name: shop
services:
  web: { image: web, links: ["db:maindb"], extra_hosts: ["legacy:10.0.0.9"] }
  db: { image: db, networks: { default: { aliases: [sql] } } }
  cache: { image: redis, deploy: { replicas: 2 } }
  cron: { image: cron, network_mode: host }
`;

function filesOf(texts: Readonly<Record<string, string>>): readonly NamedFile[] {
  return predictedProjects(snapshotOf(texts).files).map(({ file, project }) => ({ path: file.path, project }));
}

const NAMES = { kind: 'names', containers: [] } as const;

test('names of compose files, in the words of live ones, marked as predicted', () => {
  const text = namesText(NAMES, null, filesOf({ 'compose.yaml': SHOP }));
  expect(text.split('\n').slice(0, 3)).toEqual([
    'compose.yaml: predicted for the project shop, as Docker Compose makes it',
    '  cache (shop-cache-1 and 1 more): 5 names',
    '    shop-db-1 → shop-db-1 (container name on shop_default, predicted)',
  ]);
  expect(text).toContain('    maindb → shop-db-1 (link alias, predicted)\n');
  expect(text).toContain('    legacy → an address of the file (extra_hosts, predicted)\n');
  expect(text).toContain('    cache → shop-cache-1, shop-cache-2 (service name on shop_default, predicted): they answer in turn\n');
  expect(text).toContain('  cron: not known: "cron" is on the network of the host, which resolves names for it.\n');
  expect(namesText(NAMES, null, [])).toBe('no compose file with services\n');
});

test('what the reader refuses is said, and of v1 who alone reads it', () => {
  expect(namesText(NAMES, null, filesOf({ 'compose.yaml': 'services:\n  web: { image: a, links: [nix] }\n' }))).toMatch(
    /\n {2}refused: .*nix.*\n {2}web: not known: Compose refuses the project, so nothing starts: /,
  );
  expect(namesText(NAMES, null, filesOf({ 'docker-compose.yml': 'web:\n  image: a\n' }))).toContain(
    'docker-compose 1.x, which alone reads v1 files, makes it',
  );
});

test('as data', () => {
  const answer = JSON.parse(namesJson(NAMES, null, filesOf({ 'compose.yaml': SHOP }))) as {
    readonly files: readonly { readonly services: readonly { readonly service: string; readonly names: readonly unknown[] | null }[] }[];
  };
  expect(answer).toMatchObject({ version: 1, engines: [], files: [{ path: 'compose.yaml', project: 'shop', predicted: true }] });
  const names = (service: string): readonly unknown[] | null | undefined =>
    answer.files[0]?.services.find((one) => one.service === service)?.names;
  expect(names('web')).toContainEqual({
    name: 'maindb',
    found_by: 'link alias',
    network: null,
    known: 'predicted',
    state: 'right',
    owners: ['shop-db-1'],
  });
  expect(names('db')).toContainEqual(expect.objectContaining({ name: 'cache', state: 'several', choice: 'each' }));
  expect(names('cron')).toBeNull();
});

test('who, in files: a link’s alias in its own letter case, other names in any, also with their network', () => {
  const files = filesOf({ 'compose.yaml': SHOP });
  const who = (name: string): string => namesText({ kind: 'who', name }, null, files);
  expect(who('SQL.shop_default')).toContain('web in compose.yaml → shop-db-1 (network alias on shop_default, predicted)\n');
  expect(who('maindb')).toBe('web in compose.yaml → shop-db-1 (link alias, predicted)\n');
  expect(who('MainDB')).toBe('in no service "MainDB" leads anywhere\n');
  expect(namesFail({ kind: 'who', name: 'MainDB' }, null, files)).toBe(true);
  expect(namesFail({ kind: 'who', name: 'sql' }, null, files)).toBe(false);
});

const web = container('web', { hostname: 'web', networks: { shop: { ipv4: '172.18.0.3' } } });
const db = container('db', { hostname: 'db', networks: { shop: { ipv4: '172.18.0.2', aliases: ['sql'] } } });

/** What an engine with two containers tells, and what they were told that were asked. */
function answerWith(measured: NamesAnswer['measured']): NamesAnswer {
  return { facts: engineOf([web, db]), evidence: [], gaps: [], lookups: new Map(), measured };
}

test('what is measured stands beside what is computed, and a difference is a failure', () => {
  const told = (address: string): Measurement => {
    const answers = new Map([['db', { kind: 'addresses', addresses: [address] } as const]]);
    return { receiverId: 'web-id', startedAt: '', asker: 'getent', at: '2026-01-01T12:00:00Z', answers };
  };
  const same = answerWith(new Map([['web-id', told('172.18.0.2')]]));
  expect(namesText(NAMES, same)).toContain('  db → db [172.18.0.2] (container name on shop, derived); measured 172.18.0.2\n');
  expect(namesText(NAMES, same)).toContain('  measured by getent at 2026-01-01T12:00:00Z\n');
  expect(namesFail(NAMES, same)).toBe(false);
  const other = answerWith(
    new Map<string, Measurement | { readonly fault: string }>([
      ['web-id', told('10.0.0.1')],
      ['db-id', { fault: '"db" is dumb.' }],
    ]),
  );
  expect(namesText(NAMES, other)).toContain('; measured 10.0.0.1, which differs: 10.0.0.1 is nobody of this engine: ');
  expect(namesText(NAMES, other)).toContain('  not measured: "db" is dumb.\n');
  expect(namesFail(NAMES, other)).toBe(true);
  expect(JSON.parse(namesJson(NAMES, other))).toMatchObject({
    engines: [
      {
        containers: [
          { name: 'db', measured: { fault: '"db" is dumb.' } },
          { name: 'web', measured: { by: 'getent' } },
        ],
      },
    ],
    files: [],
  });
});

test('what would be run', () => {
  const answer = answerWith(new Map());
  expect([...toMeasure(NAMES, answer)].map(([{ name }, names]) => [name, names.length])).toEqual([
    ['db', 2],
    ['web', 3],
  ]);
  const text = toRunText({ kind: 'names', containers: ['web'] }, answer);
  expect(text).toBe(
    [
      'web: 3 calls, where there is no getent by ping -c 1 -W 1 NAME or nslookup NAME',
      '  ["getent","ahosts","db"]',
      '  ["getent","ahosts","db-id"]',
      '  ["getent","ahosts","sql"]',
      '',
    ].join('\n'),
  );
});

test('search domains, ndots and own name servers are told, with what is asked for before a name', () => {
  const dns = { servers: ['10.1.1.1'], search: ['corp.test'], options: ['ndots:2'] };
  const answer = { ...answerWith(new Map()), facts: engineOf([{ ...web, dns }, db]) };
  const text = namesText({ kind: 'names', containers: ['web'] }, answer);
  expect(text).toContain('web: 3 names; others are asked of 10.1.1.1; search corp.test; ndots:2\n');
  expect(text).toContain(
    '  db → db [172.18.0.2] (container name on shop, derived); other name servers are asked for db.corp.test before\n',
  );
  expect(JSON.parse(namesJson({ kind: 'names', containers: ['web'] }, answer))).toMatchObject({
    engines: [{ containers: [{ resolver: { search: ['corp.test'], ndots: 2 } }] }],
  });
});
