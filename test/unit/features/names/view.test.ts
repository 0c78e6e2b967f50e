import { describe, expect, test } from 'vitest';
import type { ContainerDetail } from '../../../../src/domain/engine/container.ts';
import type { Measurement } from '../../../../src/domain/names/measured.ts';
import type { NameGrouping, NameRow } from '../../../../src/features/names/rows.ts';
import { namesTree } from '../../../../src/features/names/view.ts';
import { readResolvConf } from '../../../../src/domain/names/resolvConf.ts';
import { noEvidence } from '../../../../src/domain/verdicts/evidence.ts';
import { container, engineOf } from '../../domain/verdicts/engineOf.ts';
import { runningEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

/** The rows as a person sees them, with their signs. */
function drawn(rows: readonly NameRow[], depth = 9, indent = ''): readonly string[] {
  if (depth === 0) return [];
  return rows.flatMap(({ label, description, icon, children }) => [
    `${indent}${icon}: ${label}${description === '' ? '' : ` (${description})`}`,
    ...drawn(children(), depth - 1, `${indent}  `),
  ]);
}

function idsOf(rows: readonly NameRow[]): readonly string[] {
  return rows.flatMap((row) => [row.id, ...idsOf(row.children())]);
}

/** The rows of an engine with these containers. */
function rowsOf(details: readonly ContainerDetail[], grouping: NameGrouping = 'container'): readonly NameRow[] {
  const engine = { address: '/var/run/docker.sock', health: { state: 'connected' }, facts: engineOf(details) } as const;
  return namesTree(snapshotOf({}, { engines: [engine] }), grouping);
}

/** The rows below the container or network of this name. */
function below(rows: readonly NameRow[], label: string): readonly NameRow[] {
  return (
    rows
      .flatMap((row) => row.children())
      .find((row) => row.label === label)
      ?.children() ?? []
  );
}

const web = container('web', { hostname: 'web', networks: { shop: { ipv4: '172.18.0.3', links: ['db:maindb'] } } });
const db = container('db', {
  hostname: 'db',
  exposedPorts: ['3306/tcp'],
  networks: { shop: { ipv4: '172.18.0.2', aliases: ['database'] } },
});

describe('the names of an engine', () => {
  test('each with its owner, its mechanism and its sign, and the long form of it', () => {
    expect(drawn(below(rowsOf([web, db]), 'web'))).toEqual([
      'pass: maindb (→ db · link alias)',
      '  vm: db (172.18.0.2 · 3306/tcp)',
      '  symbol-key: maindb.shop (leads there, too)',
      'pass: database (→ db · network alias)',
      '  vm: db (172.18.0.2 · 3306/tcp)',
      '  symbol-key: database.shop (leads there, too)',
      'pass: db (container name)',
      '  vm: db (172.18.0.2 · 3306/tcp)',
      '  symbol-key: db.shop (leads there, too)',
      'ellipsis: Short ids (1)',
      '  pass: db-id (→ db · short id)',
      '    vm: db (172.18.0.2 · 3306/tcp)',
      '    symbol-key: db-id.shop (leads there, too)',
      'globe: Other names (passed on upstream)',
    ]);
  });

  test.each<[string, ContainerDetail[], string]>([
    [
      'several owners',
      [{ ...db }, container('db2', { hostname: 'db2', networks: { shop: { aliases: ['database'] } } })],
      'info: database (→ db, db2 in turn · network alias)',
    ],
    ['an owner that does not run', [{ ...db, running: false }], 'warning: database (→ db, which does not run · network alias)'],
    [
      'an unhealthy owner',
      [{ ...db, state: { ...db.state, health: { status: 'unhealthy', lastOutput: '' } } }],
      'warning: database (→ db · network alias)',
    ],
    ['nobody', [], ''],
  ])('%s', (_, others, expected) => {
    const shown = drawn(below(rowsOf([web, ...others]), 'web'), 1).find((line) => line.includes('database'));
    expect(shown ?? '').toBe(expected);
  });

  test('a line of --add-host is no warning, and hides what others are called', () => {
    const receiver = container('web', { extraHosts: ['db:10.9.9.9'], networks: { shop: { ipv4: '172.18.0.3' } } });
    const shown = below(rowsOf([receiver, db]), 'web');
    expect(drawn(shown, 2).slice(0, 2)).toEqual([
      'globe: db (→ 10.9.9.9 · hosts file)',
      '  eye-closed: Hides the name on shop (others have it in DNS there)',
    ]);
    expect(shown[0]?.tooltip).toContain('as --add-host has it');
  });

  test('own name servers, search domains and ndots are told, and what is asked for before a name', () => {
    const dns = { servers: ['10.1.1.1'], search: ['corp.test'], options: ['ndots:1'] };
    const shown = below(rowsOf([container('web', { dns, networks: { shop: { ipv4: '172.18.0.3' } } }), db]), 'web');
    expect(drawn(shown, 1)).toEqual([
      'question: database (→ db · network alias · after database.corp.test)',
      'question: db (container name · after db.corp.test)',
      'ellipsis: Short ids (1)',
      'globe: Search domains (corp.test · ndots:1)',
      'globe: Other names (passed on upstream · 10.1.1.1)',
    ]);
    expect(shown[0]?.tooltip).toContain('whether one of them knows it nobody tells');
    const bridged = below(rowsOf([container('web', { dns })]), 'web');
    expect(drawn(bridged, 1)).toEqual([
      'globe: Search domains (corp.test · ndots:1)',
      'globe: Other names (asked of the servers in resolv.conf · 10.1.1.1)',
    ]);
  });

  test('one that does not run, as if it were started', () => {
    const stopped = { ...web, running: false, state: { ...web.state, status: 'exited' } };
    const rows = rowsOf([stopped, db]);
    expect(drawn(rows, 2)).toContain('  vm-outline: web (exited: names once it is started · shop)');
    expect(drawn(below(rows, 'web'), 1)).toContain('pass: database (→ db · network alias)');
  });

  test('by network: what all can ask for, and what only one can', () => {
    const rows = rowsOf([web, db], 'network');
    expect(drawn(rows, 2)).toEqual(['server: Docker 20.10.24 (1 network)', '  type-hierarchy-sub: shop (2 containers · 3 names)']);
    expect(drawn(below(rows, 'shop'), 1)).toEqual([
      'pass: database (→ db · network alias)',
      'pass: db (container name)',
      'pass: web (container name)',
      'pass: maindb (→ db · link alias · only in web)',
    ]);
  });

  test('on the default bridge the names of a legacy link only', () => {
    const receiver = container('web', { links: ['/db:/web/mysql'] });
    const source = container('db', { hostname: 'dbhost', networks: { bridge: { ipv4: '172.17.0.2' } } });
    expect(drawn(below(rowsOf([receiver, source]), 'web'), 1)).toEqual([
      'pass: mysql (→ db · hosts file)',
      'pass: dbhost (→ db · hosts file)',
      'pass: db (hosts file)',
      'globe: Other names (asked of the servers in resolv.conf)',
    ]);
  });

  test('names of Swarm services, where a manager tells; else they are said to be missing', () => {
    const facts = engineOf([web, db]);
    const labels = new Map([['com.docker.swarm.service.name', 'store']]);
    const summaries = facts.summaries.map((one) => (one.name === 'db' ? { ...one, labels } : one));
    const engine = { address: '/s', health: { state: 'connected' } } as const;
    const rows = namesTree(snapshotOf({}, { engines: [{ ...engine, facts: { ...facts, summaries } }] }), 'container');
    expect(drawn(below(rows, 'web'), 1)).toContain('info: Names of Swarm services (not among these)');
    const swarm = [
      { name: 'store', network: 'shop', service: 'store', kind: 'VIP', addresses: ['10.0.1.4'] },
      { name: 'tasks.store', network: 'shop', service: 'store', kind: 'tasks', addresses: ['172.18.0.2', '10.0.1.6'] },
      { name: 'lost', network: 'shop', service: 'lost', kind: 'VIP', addresses: [] },
      { name: 'far', network: 'elsewhere', service: 'far', kind: 'VIP', addresses: ['10.0.2.2'] },
    ] as const;
    const told = (grouping: NameGrouping): readonly NameRow[] =>
      namesTree(snapshotOf({}, { engines: [{ ...engine, facts: { ...facts, summaries, swarm } }] }), grouping);
    const expected = [
      'warning: lost (nobody answers · Swarm VIP)',
      'pass: store (→ 10.0.1.4 · Swarm VIP)',
      'info: tasks.store (→ 172.18.0.2, 10.0.1.6 in turn · Swarm tasks)',
    ];
    expect(drawn(below(told('container'), 'web'), 1).filter((line) => line.includes('Swarm'))).toEqual(expected);
    expect(drawn(below(told('network'), 'shop'), 1).filter((line) => line.includes('Swarm'))).toEqual(expected);
    expect(below(told('container'), 'web').find(({ label }) => label === 'store')?.tooltip).toContain('On this engine: db.');
    expect(
      drawn(
        below(told('container'), 'web')
          .find(({ label }) => label === 'store')
          ?.children() ?? [],
        1,
      ),
    ).toContain('vm: db (172.18.0.2 · 3306/tcp)');
  });

  test('Podman’s names, once the resolv.conf of a container tells whether it answers for them', () => {
    const networks = { shop: { ipv4: '10.89.0.3', gateway: '10.89.0.1' } };
    const receiver = container('web', { hostname: 'web', networks });
    const other = container('db', { hostname: 'dbhost', networks: { shop: { ipv4: '10.89.0.2', aliases: ['database', 'db-id'] } } });
    const facts = engineOf([receiver, other]);
    const podman = { ...facts, version: { ...facts.version, product: 'podman' } } as const;
    const engine = { address: '/s', health: { state: 'connected' }, facts: podman } as const;
    const told = (file: string | null): readonly NameRow[] => {
      const own = { ...noEvidence('web-id'), ...(file !== null && { resolver: readResolvConf(file) }) };
      return below(namesTree(snapshotOf({}, { engines: [{ ...engine, evidence: [own] }] }), 'container'), 'web');
    };
    expect(drawn(told(null), 1)).toEqual([
      'question: Only the resolv.conf of a container tells whether Podman answers it for names, and nobody read that.',
    ]);
    const rows = told('search dns.podman\nnameserver 10.89.0.1\n');
    expect(drawn(rows, 1)).toEqual([
      'pass: database (→ db · network alias)',
      'pass: db (container name)',
      'ellipsis: Short ids (1)',
      'globe: Other names (asked of other servers)',
    ]);
    expect(drawn(rows[0]?.children() ?? [], 1)).toContain('symbol-key: database.dns.podman (leads there, too)');
    expect(rows[0]?.tooltip).toContain('Podman’s DNS');
    expect(drawn(told('nameserver 192.168.1.1\n'), 1)).toEqual(['globe: Other names (asked of other servers)']);
  });

  const told = (answers: Readonly<Record<string, readonly string[]>>): Measurement => ({
    receiverId: 'web-id',
    startedAt: web.state.startedAt,
    asker: 'getent',
    at: '2026-01-01T12:00:00Z',
    answers: new Map(Object.entries(answers).map(([name, addresses]) => [name, { kind: 'addresses', addresses }])),
  });

  test('computed beside measured, and why they differ', () => {
    const measured = [told({ maindb: ['172.18.0.2'], database: ['10.9.9.9'] })];
    const engine = { address: '/s', health: { state: 'connected' }, facts: engineOf([web, db]), measured } as const;
    const rows = namesTree(snapshotOf({}, { engines: [engine] }), 'container');
    expect(drawn(rows, 2)).toContain('  vm: web (shop · measured: 1 name differs)');
    expect(drawn(below(rows, 'web'), 1).slice(0, 3)).toEqual([
      'pass: maindb (→ db · link alias · computed 172.18.0.2 · measured 172.18.0.2)',
      'warning: database (computed 172.18.0.2 · measured 10.9.9.9 · → db · network alias)',
      'pass: db (container name)',
    ]);
    const differing = below(rows, 'web').find(({ label }) => label === 'database');
    expect(differing?.tooltip).toContain('Measured it differs. 10.9.9.9 is nobody of this engine: its hosts file was not read');
    expect(differing?.tooltip).toContain('Measured by getent in the container at 2026-01-01T12:00:00Z');
    const network = namesTree(snapshotOf({}, { engines: [engine] }), 'network');
    expect(drawn(below(network, 'shop'), 1)).toContain('warning: database (measured otherwise in web · → db · network alias)');
    expect(below(network, 'shop').find(({ label }) => label === 'database')?.tooltip).toContain('Measured in web: 10.9.9.9.');
  });

  test('the rows whose containers can be asked', () => {
    const stopped = container('cron', { running: false, networks: { shop: {} } });
    const names = (rows: readonly NameRow[]): readonly string[] =>
      rows.flatMap(({ children }) => children()).map(({ label, askable }) => `${label}: ${askable.map(({ name }) => name).join()}`);
    expect(names(rowsOf([web, db, stopped]))).toEqual(['cron: ', 'db: db', 'web: web']);
    expect(names(rowsOf([web, db, stopped], 'network'))).toEqual(['shop: web,db']);
  });

  test('an engine that is not reached', () => {
    const down = { state: 'down', code: 'not-running', fault: 'It does not run.' } as const;
    const rows = namesTree(snapshotOf({}, { engines: [{ address: '/s', health: down, facts: null }] }), 'container');
    expect(drawn(rows)).toEqual(['debug-disconnect: Docker engine (out of reach)']);
    expect(rows[0]?.tooltip).toBe('It does not run.');
  });

  test.each(['container', 'network'] as const)('ids are unique by %s', (grouping) => {
    const ids = idsOf(rowsOf([web, db, container('cron', { networks: { shop: {}, other: {} } })], grouping));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const SHOP = `name: shop
services:
  web:
    image: web
    networks: [front, back]
    links: ["db:maindb"]
    extra_hosts: ["legacy:10.0.0.9"]
  db:
    image: db
    networks: { back: { aliases: [database] } }
  cache: { image: redis, networks: [front], deploy: { replicas: 2 } }
  cron: { image: cron, network_mode: host }
networks: { front: {}, back: {} }
`;

describe('the names that compose files promise', () => {
  test('of a file of which nothing runs, by service', () => {
    expect(drawn(namesTree(snapshotOf({ 'compose.yaml': SHOP }), 'container'))).toEqual([
      'file: compose.yaml (shop · predicted)',
      '  package: cache (2 names · 2 containers)',
      '    pass: shop-web-1 (container name)',
      '    pass: web (→ shop-web-1 · service name)',
      '  package: cron (names not known)',
      '    question: "cron" is on the network of the host, which resolves names for it.',
      '  package: db (2 names)',
      '    pass: shop-web-1 (container name)',
      '    pass: web (→ shop-web-1 · service name)',
      '  package: web (9 names)',
      '    globe: legacy (→ an address of the file · extra_hosts)',
      '    pass: maindb (→ shop-db-1 · link alias)',
      '    pass: db-1 (→ shop-db-1 · link alias)',
      '    pass: shop-db-1 (link alias)',
      '    pass: db (→ shop-db-1 · service name)',
      '    pass: database (→ shop-db-1 · network alias)',
      '    pass: shop-cache-1 (container name)',
      '    info: cache (→ shop-cache-1, shop-cache-2 · in turn · service name)',
      '    pass: shop-cache-2 (container name)',
    ]);
  });

  test('and by network', () => {
    expect(drawn(namesTree(snapshotOf({ 'compose.yaml': SHOP }), 'network'))).toEqual([
      'file: compose.yaml (shop · predicted)',
      '  type-hierarchy-sub: front (5 names)',
      '    pass: shop-web-1 (container name)',
      '    pass: web (→ shop-web-1 · service name)',
      '    pass: shop-cache-1 (container name)',
      '    info: cache (→ shop-cache-1, shop-cache-2 · in turn · service name)',
      '    pass: shop-cache-2 (container name)',
      '  type-hierarchy-sub: back (4 names)',
      '    pass: shop-web-1 (container name)',
      '    pass: web (→ shop-web-1 · service name)',
      '    pass: db (→ shop-db-1 · service name)',
      '    pass: database (→ shop-db-1 · network alias)',
      '  type-hierarchy-sub: In one service only (4 names · hosts files and links)',
      '    globe: legacy (→ an address of the file · extra_hosts · only in web)',
      '    pass: maindb (→ shop-db-1 · link alias · only in web)',
      '    pass: db-1 (→ shop-db-1 · link alias · only in web)',
      '    pass: shop-db-1 (link alias · only in web)',
    ]);
  });

  test('also of files without a link, with the files that Compose reads with them', () => {
    const files = {
      'compose.yaml': 'services:\n  web: { image: a }\n  db: { image: b }\n',
      'compose.override.yaml': 'services:\n  db: { networks: { default: { aliases: [sql] } } }\n',
      'docker-compose.test.yml': 'services:\n  test: { image: t }\n  db: { image: b }\n',
    };
    expect(drawn(namesTree(snapshotOf(files), 'container'), 1)).toEqual([
      'file: compose.override.yaml (shop · predicted)',
      'file: docker-compose.test.yml (shop · predicted)',
    ]);
    const [project] = namesTree(snapshotOf(files), 'container');
    expect(drawn(project?.children() ?? [])).toContain('  pass: sql (→ shop-db-1 · network alias)');
  });

  test('several files of v1, as docker-compose 1.x lays them over each other', () => {
    const files = {
      'docker-compose.yml': 'web:\n  image: a\n  links: [db]\ndb:\n  image: b\n',
      'docker-compose.override.yml': 'web:\n  links: ["db:sql"]\n',
    };
    const rows = namesTree(snapshotOf(files), 'container');
    expect(drawn(rows, 1)).toEqual(['file: docker-compose.override.yml (shop · predicted)']);
    expect(rows[0]?.tooltip).toContain('docker-compose 1.x');
    expect(drawn(rows[0]?.children() ?? [], 2)).toContain('  pass: sql (→ shop_db_1 · hosts line of a link)');
    expect(drawn(rows[0]?.children() ?? [], 2)).toContain('  pass: db (→ shop_db_1 · hosts line of a link)');
  });

  test('a file of v1 under one of another format is told to be refused', () => {
    const files = {
      'docker-compose.yml': 'version: "2"\nservices:\n  web: { image: a, links: [db] }\n  db: { image: b }\n',
      'docker-compose.override.yml': 'web:\n  links: ["db:sql"]\n',
    };
    const rows = namesTree(snapshotOf(files), 'container');
    expect(drawn(rows, 3).filter((line) => line.includes('refuses the project'))).not.toEqual([]);
  });

  test('those of another file of which something runs are not predicted', () => {
    const files = { 'compose.yaml': SHOP };
    const engines = [runningEngine('/shop', 'compose.yaml', 'web', 1)];
    const rows = namesTree(snapshotOf(files, { engines }), 'container');
    expect(rows.map(({ kind }) => kind)).toEqual(['engine']);
  });
});
