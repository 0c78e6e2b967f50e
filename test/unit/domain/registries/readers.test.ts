import { describe, expect, test } from 'vitest';
import { consulReading, readCatalog, readHealth } from '../../../../src/domain/registries/consul.ts';
import { foldersToRead, isOfKubernetes, rangeEnd, readNodes, readRange, readTimeToLive } from '../../../../src/domain/registries/etcd.ts';
import { keysReading, layoutOf } from '../../../../src/domain/registries/keys.ts';
import { containerOfId, registrationOf } from '../../../../src/domain/registries/registration.ts';
import { MOST_SERVICES } from '../../../../src/domain/registries/registry.ts';
import { readSwarm } from '../../../../src/domain/registries/swarm.ts';
import { instanceWords, nameWords } from '../../../../src/domain/registries/words.ts';
import { getLines, readListing, readNodesPrinted, zookeeperReading } from '../../../../src/domain/registries/zookeeper.ts';

// Consul's answers are written by hand from its documentation of /v1/catalog and /v1/health; those of the others are what they really said, shortened.

function valueOf<T>(read: { readonly value: T } | { readonly wrong: string }): T {
  if ('wrong' in read) throw new Error(read.wrong);
  return read.value;
}

describe('Consul', () => {
  const entry = {
    Node: { Node: 'foobar', Address: '10.1.10.12' },
    Service: { ID: 'vm:redis:6379', Service: 'redis', Tags: ['primary'], Address: '', Port: 8000 },
    Checks: [
      { CheckID: 'service:redis', Status: 'passing', Output: '', ServiceID: 'redis' },
      { CheckID: 'serfHealth', Status: 'critical', Output: 'Agent not live\nmore', ServiceID: '' },
    ],
  };

  test('an instance has its node’s address where it has none, and the worst of its checks', () => {
    const { instances } = valueOf(
      readHealth([entry, { ...entry, Service: { ...entry.Service, Address: '10.0.0.1' }, Checks: [] }, 'junk']),
    );
    expect(instances.map(instanceWords)).toEqual([
      '10.1.10.12:8000  vm:redis:6379 (critical (serfHealth: Agent not live), primary, node foobar, container redis)',
      '10.0.0.1:8000  vm:redis:6379 (not checked, primary, node foobar, container redis)',
    ]);
  });

  test('what an access list left out, and what was not read, is told', () => {
    const catalog = valueOf(readCatalog({ consul: [], redis: ['primary'] }));
    const reading = consulReading({
      catalog,
      health: new Map([['redis', valueOf(readHealth([entry]))]]),
      faults: ['It hung.'],
      filtered: true,
    });
    expect(reading.services.map(({ name, tags, instances }) => [name, tags, instances?.length ?? null])).toEqual([
      ['consul', [], null],
      ['redis', ['primary'], 1],
    ]);
    expect(reading.notes.map(({ code }) => code)).toEqual(['acl-filtered', 'not-read', 'own-dns']);
    expect(reading.notes[1]?.text).toBe('The instances of 1 service could not be read: It hung.');
    // Consul's DNS leaves out what is critical.
    expect(reading.services[1]?.names.map(nameWords)).toEqual(["redis.service.consul → nobody (Consul's DNS)"]);
  });

  test('a large catalogue is cut, and one of another shape is none', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`s${at}`, []]));
    const catalog = valueOf(readCatalog(many));
    expect([catalog.services.size, catalog.all]).toEqual([MOST_SERVICES, 5_000]);
    const { notes } = consulReading({ catalog, health: new Map(), faults: [], filtered: false });
    expect(notes.find(({ code }) => code === 'cut')?.text).toBe('There are 5000 services in the catalogue; the first 500 are shown.');
    for (const odd of [null, [], 'text', 7, { errors: 'no' }]) expect(readCatalog(odd), JSON.stringify(odd)).toHaveProperty('wrong');
    expect(readHealth({})).toEqual({ wrong: 'the health of a service is an object' });
  });
});

describe('etcd', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  test('v3: keys in base64, whole numbers as texts', () => {
    const kv = { key: base64('/skydns/local/db/x1'), value: base64('{"host":"10.0.0.2","port":3306}'), lease: '2324035567700911366' };
    expect(valueOf(readRange({ header: {}, kvs: [kv, { key: base64('/a') }], count: '7' }))).toEqual({
      keys: [
        { key: '/skydns/local/db/x1', value: '{"host":"10.0.0.2","port":3306}', lease: '2324035567700911366' },
        { key: '/a', value: '', lease: null },
      ],
      all: 7,
    });
    expect(valueOf(readRange({ header: {} }))).toEqual({ keys: [], all: 0 });
    for (const odd of [null, {}, [], 'x']) expect(readRange(odd)).toHaveProperty('wrong');
    expect([readTimeToLive({ TTL: '59' }), readTimeToLive({ TTL: '-1' }), readTimeToLive('x')]).toEqual([
      { kind: 'left', seconds: 59 },
      { kind: 'left', seconds: 0 },
      { kind: 'unknown' },
    ]);
    expect(Buffer.from(rangeEnd('/skydns/')).toString()).toBe('/skydns0');
  });

  test('v2: a tree of nodes with seconds left', () => {
    const leaf = { key: '/services/db/vm:x-db:3306', value: '172.17.0.2:3306', ttl: 60 };
    const tree = {
      action: 'get',
      node: { dir: true, nodes: [{ key: '/services', dir: true, nodes: [{ key: '/services/db', dir: true, nodes: [leaf] }] }] },
    };
    const nodes = valueOf(readNodes(tree));
    expect(nodes).toEqual([{ key: leaf.key, value: leaf.value, lease: { kind: 'left', seconds: 60 } }]);
    expect(keysReading(nodes, 0).services.map(({ name, instances }) => [name, ...(instances ?? []).map(instanceWords)])).toEqual([
      ['db', '172.17.0.2:3306  vm:x-db:3306 (not checked, 60 s left, /services/db/vm:x-db:3306, container x-db)'],
    ]);
    expect(readNodes({ errorCode: 100 })).toEqual({ wrong: 'the tree of keys is an object without a node' });
  });

  test('values are read only where keys register something, and never in the store of a Kubernetes', () => {
    const keys = ['/passwords/root', '/services/db/vm:x:3306', '/skydns/local/a/b', '/app/config', '/skydns/x'];
    expect(foldersToRead(keys)).toEqual(['/services/db/', '/skydns/local/a/']);
    expect(keys.map(layoutOf)).toEqual([null, 'registrator', 'skydns', null, null]);
    expect(isOfKubernetes(['/registry/services/specs/default/kubernetes'])).toBe(true);
    expect(isOfKubernetes(keys)).toBe(false);
  });

  test('a path of SkyDNS is a domain read backwards', () => {
    const { services, notes } = keysReading(
      [
        { key: '/skydns/local/cluster/db/x1', value: '{"host":"10.0.0.2","port":3306}', lease: { kind: 'none' } },
        { key: '/skydns/local/cluster/db/x2', value: 'junk', lease: { kind: 'none' } },
      ],
      2,
    );
    expect(services.flatMap(({ names }) => names.map(nameWords))).toEqual([
      'db.cluster.local → 10.0.0.2 (SkyDNS or CoreDNS on this tree)',
      'x1.db.cluster.local → 10.0.0.2 (SkyDNS or CoreDNS on this tree)',
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['odd', 'left-out']);
  });
});

test.each([
  ['10.0.0.1:80', '10.0.0.1', 80],
  ['http://web.local:8080/', 'web.local', 8080],
  ['[fd00::1]:53', 'fd00::1', 53],
  ['{"Addr":"10.0.0.1:80"}', '10.0.0.1', 80],
  ['{"name":"a","address":"10.0.0.1","port":1}', '10.0.0.1', 1],
  ['{"host":"db.example"}', 'db.example', null],
])('%s registers %s:%s', (value, host, port) => {
  expect(registrationOf(value)).toMatchObject({ host, port });
});

test('other values register nothing', () => {
  for (const value of ['', 'secret', '10.0.0.1:0', '10.0.0.1:99999', '[]', '{"port":80}', 'user:password@10.0.0.1:80']) {
    expect(registrationOf(value), value).toBeNull();
  }
  expect(['vm:x-db:3306', 'vm:x-db:53:udp', 'a:b', 'a:b:c', 'a/b:c:1'].map(containerOfId)).toEqual(['x-db', 'x-db', null, null, null]);
});

describe('ZooKeeper', () => {
  const listed = [
    'Connecting to localhost:2181',
    'WATCHER::',
    '/',
    '/services',
    '/zookeeper',
    '/services/db',
    '/zookeeper/quota',
    '/services/db/10.0.0.2:3306',
    '/secrets',
    '',
  ].join('\n');
  const registered = '{"Name":"db","IP":"10.0.0.2","PublicPort":3306,"ContainerID":"abc","Tags":["a"]}';
  const state = [
    'cZxid = 0x4',
    'ctime = Sat Nov 28 08:01:58 UTC 2026',
    'dataVersion = 0',
    'ephemeralOwner = 0x10000877eda0000',
    'dataLength = 110',
    'numChildren = 0',
  ];

  test('nodes in a known layout are asked for, and no other', () => {
    expect(readListing(listed, '/')).toEqual({ wanted: ['/services/db/10.0.0.2:3306'], others: 1, notes: [] });
    expect(readListing('bash: zkCli.sh: not found', '/')).toBeNull();
    expect(getLines(['/a/b'])).toEqual(['ls -R /a/b', 'get -s /a/b', 'ls /', 'quit']);
  });

  test('no path can end a line of the command or begin another', () => {
    for (const path of ['/a\ndelete /b', '/a b', '/a"b', '/a;b', "/a'b", '/a/', 'a', '/\u2028'])
      expect(getLines([path])).toEqual(['ls /', 'quit']);
  });

  test('an ephemeral node lasts as long as its session, also where prompts and lines of a log stand between', () => {
    const path = '/services/db/10.0.0.2:3306';
    const prompt = '[zk: localhost:2181(CONNECTED) 0] ';
    for (const printed of [
      [path, registered, ...state].join('\n'),
      [
        `${prompt}ls -R ${path}`,
        path,
        `${prompt}get -s ${path}`,
        '2026-11-28 [main] - INFO something',
        registered,
        ...state,
        `${prompt}quit`,
      ].join('\r\n'),
    ]) {
      const nodes = readListing(listed, '/') ?? { wanted: [], others: 0, notes: [] };
      const { services } = zookeeperReading(readNodesPrinted(printed, [path]), nodes);
      expect(services.flatMap(({ name, instances }) => [name, ...(instances ?? []).map(instanceWords)])).toEqual([
        'db',
        `10.0.0.2:3306  10.0.0.2:3306 (not checked, a, as long as its session, ${path}, container abc)`,
      ]);
    }
    expect(zookeeperReading([], { wanted: [path], others: 0, notes: [] }).notes.map(({ code }) => code)).toEqual(['not-read']);
  });
});

describe('Swarm', () => {
  const network = { Target: 'n1', Aliases: ['database', 'db'] };
  const db = {
    ID: 's1',
    Spec: { Name: 'xs_db', Labels: { 'com.docker.stack.namespace': 'xs' }, TaskTemplate: { Networks: [network] } },
    Endpoint: {
      VirtualIPs: [{ NetworkID: 'n1', Addr: '10.0.1.4/24' }],
      Ports: [{ Protocol: 'tcp', TargetPort: 3306, PublishedPort: 33060, PublishMode: 'ingress' }],
    },
    ServiceStatus: { RunningTasks: 1, DesiredTasks: 2 },
  };
  const cache = { ID: 's2', Spec: { Name: 'xs_cache', TaskTemplate: { Networks: [{ Target: 'n1' }] } }, Endpoint: {} };
  const task = (ID: string, ServiceID: string, State: string, more: object = {}) => ({
    ID,
    ServiceID,
    Slot: 1,
    NodeID: 'node1',
    DesiredState: 'running',
    Status: { State, ContainerStatus: { ContainerID: 'c'.repeat(64).replaceAll('c', 'a') } },
    NetworksAttachments: [
      { Network: { ID: 'n1', Spec: { Name: 'ov' } }, Addresses: ['10.0.1.5/24'] },
      { Network: { ID: 'ing', Spec: { Ingress: true } }, Addresses: ['10.0.0.9/24'] },
    ],
    ...more,
  });
  const tasks = [
    task('t1', 's1', 'running'),
    task('t2', 's1', 'pending', { NetworksAttachments: null, NodeID: '', Slot: 2, Status: { State: 'pending', Err: 'no suitable node' } }),
    task('old', 's1', 'failed', { DesiredState: 'shutdown' }),
    task('t3', 's2', 'running'),
  ];
  const nodes = [{ ID: 'node1', Description: { Hostname: 'vm' } }];

  test('names lead to the virtual IP or to tasks, on each network, and tasks of the past are history', () => {
    const { services, notes } = valueOf(readSwarm({ services: [db, cache], tasks, nodes, networks: [{ Id: 'n1', Name: 'ov' }] }));
    expect(services.map(({ name, about, names }) => [name, about, ...names.map(nameWords)])).toEqual([
      ['xs_cache', '1 task running', 'xs_cache → 10.0.1.5 (tasks in turn on ov)', 'tasks.xs_cache → 10.0.1.5 (tasks on ov)'],
      [
        'xs_db',
        '1 of 2 tasks running, published 33060 → 3306/tcp',
        'xs_db → 10.0.1.4 (virtual IP on ov)',
        'tasks.xs_db → 10.0.1.5 (tasks on ov)',
        'database → 10.0.1.4 (virtual IP on ov)',
        'tasks.database → 10.0.1.5 (tasks on ov)',
        'db → 10.0.1.4 (virtual IP on ov)',
        'tasks.db → 10.0.1.5 (tasks on ov)',
      ],
    ]);
    expect(services[1]?.instances?.map(instanceWords)).toEqual([
      '10.0.1.5  xs_db.1.t1 (running, node vm, container aaaaaaaaaaaa)',
      'address not told  xs_db.2.t2 (pending: no suitable node, no node yet)',
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['no-ports']);
  });

  test('answers of another shape are none', () => {
    expect(readSwarm({ services: {}, tasks: [], nodes: null, networks: null })).toEqual({ wrong: 'the list of services is an object' });
    expect(readSwarm({ services: [], tasks: 'x', nodes: null, networks: null })).toEqual({ wrong: 'the list of tasks is a string' });
    expect(valueOf(readSwarm({ services: [null, 7], tasks: [null], nodes: 7, networks: {} })).services).toHaveLength(2);
  });
});
