import { expect, test } from 'vitest';
import type { TreeRow } from '../../../../src/features/tree/rows.ts';
import { treeOf } from '../../../../src/features/tree/view.ts';
import { container, engineOf, evidence } from '../../domain/verdicts/engineOf.ts';
import { snapshotOf } from '../shared/workspace.ts';

const FILE = `services:
  redis: { image: redis, expose: ["6379"] }
  redis_ambassador: { image: svendowideit/ambassador, links: ["redis:redis"], expose: ["6379"] }
  client: { image: app, links: ["redis_ambassador:redis"] }
`;

function drawn(rows: readonly TreeRow[]): readonly string[] {
  return rows.map(({ label, description }) => `${label} (${description})`);
}

const below = (rows: readonly TreeRow[], ...path: readonly number[]): readonly TreeRow[] =>
  path.reduce((level, at) => level[at]?.children() ?? [], rows);

test('a chain stands above the links of its file, with its parts, why, and what takes its place', () => {
  const rows = treeOf(snapshotOf({ 'compose.yaml': FILE }), 'receiver');
  expect(drawn(below(rows, 0))).toEqual(['client → redis_ambassador → redis (ambassador)', 'redis_ambassador (1 link)', 'client (1 link)']);
  const parts = below(rows, 0, 0);
  expect(drawn(parts)).toEqual([
    'client (client, asks for redis)',
    'redis_ambassador (ambassador: it keeps the address that redis had when it started, whoever has that address by now)',
    'redis (server, port 6379)',
    'Instead (Delete redis_ambassador and let client ask redis itself, on a network of their own.)',
  ]);
  expect(parts[1]?.children().map(({ label, description }) => `${description} ${label}`)).toContain('+1 client links to it');
  expect(parts[2]?.place).toMatchObject({ uri: 'file:///shop/compose.yaml', range: { start: { line: 1 } } });
});

test('what needs action does not hold it, and a file without one shows none', () => {
  const rows = treeOf(snapshotOf({ 'compose.yaml': FILE }), 'action');
  expect(JSON.stringify(drawn(below(rows, 0)))).not.toContain('ambassador)');
  const plain = treeOf(snapshotOf({ 'compose.yaml': FILE.replaceAll('ambassador', 'proxy') }), 'receiver');
  expect(drawn(below(plain, 0))).toEqual(['redis_proxy (1 link)', 'client (1 link)']);
});

test('a chain across hosts, on an engine', () => {
  const far = container('redis_ambassador', { image: 'svendowideit/ambassador', env: ['REDIS_PORT_6379_TCP=tcp://10.0.0.7:6379'] });
  const client = container('client', { links: ['/redis_ambassador:/client/redis'] });
  const engine = { address: '/var/run/docker.sock', health: { state: 'connected' }, facts: engineOf([far, client]) } as const;
  const parts = below(treeOf(snapshotOf({}, { engines: [engine] }), 'source'), 0, 0);
  expect(drawn(parts)).toContain('10.0.0.7:6379 (server, elsewhere, port 6379)');
});

test('a running ambassador whose link went wrong says so, though its clients’ links are right', () => {
  const redis = container('redis', { started: 50, networks: { bridge: { ipv4: '172.17.0.9' } }, exposedPorts: ['6379/tcp'] });
  const links = ['/redis:/redis_ambassador/redis'];
  const middle = container('redis_ambassador', { links, started: 10, image: 'svendowideit/ambassador' });
  const client = container('client', { links: ['/redis_ambassador:/client/redis'], started: 20 });
  const read = [evidence('redis_ambassador', { env: ['HOSTNAME=redis_ambassador-host', 'REDIS_PORT_6379_TCP_ADDR=172.17.0.2'] })];
  const engine = {
    address: '/var/run/docker.sock',
    health: { state: 'connected' },
    facts: engineOf([redis, middle, client]),
    evidence: read,
  } as const;
  const [chain] = below(treeOf(snapshotOf({}, { engines: [engine] }), 'receiver'), 0);
  expect(chain).toMatchObject({ description: expect.stringMatching(/^ambassador: stale/) as string, icon: 'error' });
  expect(chain?.watched).toEqual([{ address: '/var/run/docker.sock', id: 'redis_ambassador-id' }]);
});
