import { expect, test } from 'vitest';
import { answerRows, hasRegistries, registryKey, registryRows, unreadRow } from '../../../../src/features/registries/view.ts';
import type { RegistryRow } from '../../../../src/features/registries/view.ts';
import type { RegistryReading } from '../../../../src/domain/registries/registry.ts';
import { readNamedRegistries } from '../../../../src/model/registries.ts';
import { container, engineOf } from '../../domain/verdicts/engineOf.ts';
import { snapshotOf } from '../shared/workspace.ts';

const FILE = `services:
  registry: { image: consul }
  registrator: { image: gliderlabs/registrator }
  db: { image: mysql, expose: ["3306"], environment: { SERVICE_NAME: db } }
`;

function drawn(rows: readonly RegistryRow[]): readonly string[] {
  return rows.map(({ kind, label, description }) => `${kind} ${label} (${description})`);
}

test('what is named stands first; what is recognised is not asked, and what is explained not read', () => {
  const named = readNamedRegistries([
    { kind: 'etcd', address: 'h:2379' },
    { kind: 'zookeeper', command: ['zkCli.sh'] },
    7,
    { kind: 'swarm' },
    { kind: 'consul' },
  ]);
  const rows = registryRows(snapshotOf({ 'compose.yaml': FILE }), named);
  expect(drawn(rows)).toEqual([
    'named etcd (h:2379)',
    'zookeeper ZooKeeper (zkCli.sh)',
    'recognised Consul (registry in compose.yaml, not asked)',
    'explained registrator (registrator in compose.yaml, not read)',
    'note db: registrator passes over 3306/tcp (as db), which is not published; it registers only published ports, unless it is started with -internal. (compose.yaml)',
  ]);
  expect(rows.map(({ registry }) => registry && registryKey(registry))).toEqual([
    '["etcd","h:2379"]',
    '["zookeeper","zkCli.sh"]',
    null,
    null,
    null,
  ]);
  expect(rows[2]?.tooltip).toBe('Recognised by image consul. It is asked only when you say so.');
  expect(rows[3]?.tooltip).toContain('registers published ports only');
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(unreadRow({ kind: 'zookeeper', command: ['x'] })).toMatchObject({ kind: 'unread', registry: { command: ['x'] } });
});

test('a workspace without any has no view', () => {
  const plain = snapshotOf({ 'compose.yaml': 'services: { web: { image: web } }' });
  expect(hasRegistries(plain, [])).toBe(false);
  expect(hasRegistries(plain, [{ kind: 'etcd', address: 'h' }])).toBe(true);
  expect(hasRegistries(snapshotOf({ 'compose.yaml': FILE }), [])).toBe(true);
});

test('the Swarm of an engine can be asked, that of an output of docker inspect cannot', () => {
  const facts = engineOf([container('task')]);
  const labels = new Map([['com.docker.swarm.service.name', 'web']]);
  const swarm = { ...facts, summaries: facts.summaries.map((one) => ({ ...one, labels })) };
  const engine = { address: 'sock', health: { state: 'connected' }, facts: swarm } as const;
  expect(registryRows(snapshotOf({}, { engines: [engine] }), []).map(({ kind, registry }) => [kind, registry])).toEqual([
    ['swarm', { kind: 'swarm', engine: 'sock' }],
  ]);
  const dump = { ...engine, facts: { ...swarm, origin: 'dump' as const } };
  expect(registryRows(snapshotOf({}, { engines: [dump] }), []).map(({ kind }) => kind)).toEqual(['recognised']);
});

test('an answer: services with their worst state, instances and names, and what is to be known beside', () => {
  const instance = {
    id: 'a',
    addresses: ['10.0.0.1'],
    port: 80,
    tags: ['t'],
    lease: { kind: 'left', seconds: 9 },
    from: '/a',
    container: null,
  } as const;
  const good = { level: 'good', words: 'passing' } as const;
  const reading: RegistryReading = {
    kind: 'consul',
    version: null,
    services: [
      {
        name: 'web',
        tags: ['v1'],
        about: 'about',
        names: [{ name: 'web.service.consul', addresses: null, by: 'DNS' }],
        instances: [
          { ...instance, state: good },
          { ...instance, state: { level: 'bad', words: 'critical' } },
        ],
      },
      { name: 'x', tags: [], about: '', names: [], instances: null },
    ],
    notes: [{ code: 'cut', text: 'Cut.' }],
  };
  const rows = answerRows('k', reading);
  expect(drawn(rows)).toEqual(['service web (about · v1)', 'service x ()', 'note Cut. ()']);
  expect(rows[0]?.icon).toBe('error');
  expect(drawn(rows[0]?.children ?? [])).toEqual([
    'instance 10.0.0.1:80 (passing · 9 s left · t)',
    'instance 10.0.0.1:80 (critical · 9 s left · t)',
    'name web.service.consul (→ not known (DNS))',
  ]);
  expect(drawn(rows[1]?.children ?? [])).toEqual(['note Instances not known ()']);
  expect(drawn(answerRows('k', { ...reading, services: [], notes: [] }))).toEqual(['note 0 services registered ()']);
  expect(drawn(answerRows('k', { fault: 'It hung.' }))).toEqual(['note It hung. ()']);
});
