import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesIn } from '../../src/domain/names/namesIn.ts';
import { systemsOfEngine } from '../../src/domain/registries/candidates.ts';
import type { RegistryReading } from '../../src/domain/registries/registry.ts';
import { instanceWords } from '../../src/domain/registries/words.ts';
import { noEvidence } from '../../src/domain/verdicts/evidence.ts';
import type { EngineApi } from '../../src/sources/engine/api.ts';
import { connectEngine, readEngine } from '../../src/sources/engine/client.ts';
import { readRegistry } from '../../src/sources/registries/readRegistry.ts';
import type { RegistryAnswer, RegistryTarget } from '../../src/sources/registries/target.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

// A real Swarm, etcd and ZooKeeper, each the test's own; what is read is compared with what was registered, and names with what a container resolves.

const never = new AbortController().signal;

function read(target: RegistryTarget): Promise<RegistryAnswer> {
  return readRegistry(target, { signal: never, whole: 60_000 });
}

function reading(answer: RegistryAnswer): RegistryReading {
  if ('fault' in answer) throw new Error(answer.fault);
  return answer;
}

/** Each service with its instances in words. */
function told({ services }: RegistryReading): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(services.map(({ name, instances }) => [name, (instances ?? []).map(instanceWords)]));
}

/** Ends a program that was started here, and waits until it has ended. */
async function end(child: ChildProcess | null): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function lacking(programs: readonly string[]): readonly string[] {
  return programs.filter((name) => ![...(process.env['PATH'] ?? '').split(':'), ''].some((path) => existsSync(join(path, name))));
}

describe('Swarm', () => {
  let engine: PrivateEngine;
  let api: EngineApi;

  beforeAll(async () => {
    engine = await startEngine();
    engine.image('app:latest', ['CMD ["sleep","600"]']);
    const connected = connectEngine({ host: engine.host });
    if ('fault' in connected) throw new Error(connected.fault);
    api = connected;
  });

  afterAll(async () => {
    api.close();
    await engine.end();
  });

  const swarm = (): Promise<RegistryAnswer> => read({ kind: 'swarm', ask: (path, query, signal) => api.get(path, query, signal) });

  test('an engine outside of a Swarm knows no services', async () => {
    expect(await swarm()).toEqual({
      fault: 'This engine is no manager of a Swarm, so it knows no services: it is in no Swarm, or a worker of one.',
    });
  });

  test('services by virtual IP and dnsrr, with tasks and nodes: every name leads where a container finds it', async () => {
    engine.docker('swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:2377');
    engine.docker('network', 'create', '-d', 'overlay', '--attachable', 'ov');
    const create = (name: string, network: string, ...more: readonly string[]): string =>
      engine.docker('service', 'create', '-d', '--no-resolve-image', '--name', name, '--network', network, ...more, 'app:latest');
    create('xs_db', 'name=ov,alias=database', '--replicas', '2', '--label', 'com.docker.stack.namespace=xs');
    create('xs_cache', 'ov', '--replicas', '2', '--endpoint-mode', 'dnsrr');
    create('lost', 'ov', '--constraint', 'node.hostname==nowhere');
    engine.docker('run', '-d', '--name', 'plain', '--network', 'ov', 'app:latest');
    const running = ({ services }: RegistryReading): number =>
      services.flatMap(({ instances }) => instances ?? []).filter(({ state }) => state.level === 'good').length;
    let answer = reading(await swarm());
    while (running(answer) < 4) {
      await after(200);
      answer = reading(await swarm());
    }
    const byName = new Map(answer.services.map((service) => [service.name, service]));
    expect([...byName.keys()]).toEqual(['lost', 'xs_cache', 'xs_db']);
    expect(byName.get('xs_db')).toMatchObject({ tags: ['stack xs'], about: '2 of 2 tasks running' });
    expect(byName.get('lost')?.instances?.[0]?.state).toMatchObject({ level: 'warning' });
    expect(byName.get('lost')?.instances?.[0]?.state.words).toContain('no suitable node');
    const hostname = execFileSync('hostname', { encoding: 'utf8' }).trim();
    for (const { from, container } of byName.get('xs_db')?.instances ?? []) {
      expect(from).toBe(`node ${hostname}`);
      expect(container).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(byName.get('xs_db')?.names.map(({ name, by }) => `${name} by ${by}`)).toEqual([
      'xs_db by virtual IP on ov',
      'tasks.xs_db by tasks on ov',
      'database by virtual IP on ov',
      'tasks.database by tasks on ov',
    ]);
    expect(byName.get('xs_cache')?.names[0]?.by).toBe('tasks in turn on ov');
    const names = answer.services.filter(({ name }) => name !== 'lost').flatMap((service) => service.names);
    for (const { name, addresses } of names) expect(resolved(engine, 'plain', name), name).toEqual([...(addresses ?? [])].sort());
    // Also what the engine says of the network itself: service, virtual IP and tasks.
    const verbose = JSON.parse(engine.docker('network', 'inspect', '--verbose', 'ov')) as readonly { readonly Services: Services }[];
    const seen = verbose[0]?.Services ?? {};
    expect(byName.get('xs_db')?.names[0]?.addresses).toEqual([seen['xs_db']?.VIP]);
    expect((byName.get('xs_cache')?.instances ?? []).flatMap(({ addresses }) => addresses).sort()).toEqual(
      seen['xs_cache']?.Tasks.map(({ EndpointIP }) => EndpointIP).sort(),
    );
    const facts = await readEngine({ host: engine.host });
    // What a container on the network is told to resolve is what it resolves, name by name.
    const plain = 'fault' in facts ? undefined : facts.details.find((one) => one.name === 'plain');
    if ('fault' in facts || !plain) throw new Error('the engine was not read');
    const told = namesIn({ receiver: plain, facts, evidence: noEvidence(plain.id) });
    const swarmNames = told.kind === 'names' ? told.names.filter(({ foundBy }) => foundBy.startsWith('Swarm')) : [];
    expect(swarmNames.map(({ name, foundBy, state }) => `${name} ${foundBy} ${state}`).sort()).toEqual([
      'database Swarm VIP right',
      'lost Swarm VIP nobody',
      'tasks.database Swarm tasks several',
      'tasks.lost Swarm tasks nobody',
      'tasks.xs_cache Swarm tasks several',
      'tasks.xs_db Swarm tasks several',
      'xs_cache Swarm tasks several',
      'xs_db Swarm VIP right',
    ]);
    for (const { name, addresses } of swarmNames) expect(resolved(engine, 'plain', name), name).toEqual([...addresses].sort());
    expect('fault' in facts ? facts : systemsOfEngine(facts).systems.map(({ kind }) => kind)).toEqual(['swarm']);
  }, 120_000);
});

type Services = Readonly<Record<string, { readonly VIP: string; readonly Tasks: readonly { readonly EndpointIP: string }[] }>>;

/** The addresses that Docker's DNS gives a container for a name, sorted. */
function resolved(engine: PrivateEngine, container: string, name: string): readonly string[] {
  const args = ['-H', engine.host, 'exec', container, 'busybox', 'nslookup', name, '127.0.0.11'];
  const { stdout } = spawnSync('docker', args, { encoding: 'utf8' });
  const answer = stdout.slice(stdout.indexOf('Name:'));
  return [...answer.matchAll(/^Address(?: \d+)?: ([0-9.]+)/gm)].map(([, address = '']) => address).sort();
}

const noEtcd = lacking(['etcd', 'curl']);
if (noEtcd.length > 0) console.log(`SKIP etcd: ${noEtcd.join(', ')} not found (Debian: etcd-server, curl)`);

describe.skipIf(noEtcd.length > 0)('etcd', () => {
  let folder: string;
  let address: string;
  let server: ChildProcess | null = null;

  async function start(...more: readonly string[]): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), 'links-etcd-'));
    const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
    const urls = [
      '--listen-client-urls',
      client,
      '--advertise-client-urls',
      client,
      '--listen-peer-urls',
      peer,
      '--initial-advertise-peer-urls',
      peer,
    ];
    const command = [
      '--pdeathsig',
      'KILL',
      'etcd',
      '--data-dir',
      join(folder, 'data'),
      ...urls,
      '--initial-cluster',
      `default=${peer}`,
      ...more,
    ];
    address = client;
    server = spawn('setpriv', command, { stdio: 'ignore' });
    while (spawnSync('curl', ['-fsS', `${address}/health`]).status !== 0) {
      if (server.exitCode !== null) throw new Error('etcd ended');
      await after(50);
    }
  }

  async function stop(): Promise<void> {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  }

  /** Asks as a client that registers would; `path` begins with the version. */
  function curl(path: string, ...args: readonly string[]): unknown {
    return JSON.parse(execFileSync('curl', ['-fsS', `${address}${path}`, ...args], { encoding: 'utf8' }));
  }

  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  test('both keyspaces, with the layouts of SkyDNS and registrator and the time that leases have left', async () => {
    await start('--enable-v2=true');
    try {
      const { ID } = curl('/v3/lease/grant', '-d', '{"TTL":600}') as { readonly ID: string };
      const put = (key: string, value: string, more: object = {}): unknown =>
        curl('/v3/kv/put', '-d', JSON.stringify({ key: base64(key), value: base64(value), ...more }));
      put('/skydns/local/cluster/db/x1', '{"host":"10.0.0.2","port":3306}', { lease: ID });
      put('/skydns/local/cluster/db/x2', '{"host":"10.0.0.3","port":3306}');
      put('/passwords/root', 'secret');
      curl('/v2/keys/services/web/vm:x-web:80', '-XPUT', '-d', 'value=172.17.0.2:8080', '-d', 'ttl=600');
      curl('/v2/keys/config/password', '-XPUT', '-d', 'value=secret');
      const answer = reading(await read({ kind: 'etcd', address }));
      expect(answer.version).toMatch(/^3\./);
      const seconds = (text: string): string => text.replace(/\b(?:59\d|600) s left/, 'about 600 s left');
      const services = told(answer);
      expect(Object.keys(services)).toEqual(['db.cluster.local', 'web']);
      expect(services['db.cluster.local']?.map(seconds)).toEqual([
        '10.0.0.2:3306  x1 (not checked, about 600 s left, /skydns/local/cluster/db/x1)',
        '10.0.0.3:3306  x2 (not checked, /skydns/local/cluster/db/x2)',
      ]);
      expect(services['web']?.map(seconds)).toEqual([
        '172.17.0.2:8080  vm:x-web:80 (not checked, about 600 s left, /services/web/vm:x-web:80, container x-web)',
      ]);
      expect(JSON.stringify(answer)).not.toContain('secret');
      expect(answer.notes.map(({ text }) => text)).toEqual([
        '2 other keys are in no layout of a registration (SkyDNS, registrator, Curator); what they hold is not shown.',
      ]);
    } finally {
      await stop();
    }
  });

  test('without v2, and with no key at all', async () => {
    await start();
    try {
      const answer = reading(await read({ kind: 'etcd', address }));
      expect([answer.services, answer.notes.map(({ code }) => code)]).toEqual([[], ['not-enabled']]);
      expect(await read({ kind: 'consul', address })).toEqual({ fault: `What answers at ${address} is no Consul: HTTP 404.` });
    } finally {
      await stop();
    }
  });

  test('that wants a login, with a name and password, with a token, and without either', async () => {
    await start('--enable-v2=true');
    try {
      curl('/v3/kv/put', '-d', JSON.stringify({ key: base64('/services/db/vm:db:3306'), value: base64('10.0.0.2:3306') }));
      const login = (token: string) => read({ kind: 'etcd', address, token });
      expect(Object.keys(told(reading(await login('root:p:w'))))).toEqual(['db']);
      curl('/v3/auth/user/add', '-d', '{"name":"root","password":"p:w"}');
      curl('/v3/auth/role/add', '-d', '{"name":"root"}');
      curl('/v3/auth/user/grant', '-d', '{"user":"root","role":"root"}');
      curl('/v3/auth/enable', '-d', '{}');
      const wanted = `etcd at ${address} wants a login: give its token, or NAME:PASSWORD in place of one.`;
      expect(await read({ kind: 'etcd', address })).toEqual({ fault: wanted });
      curl('/v2/keys/services/web/vm:web:80', '-XPUT', '-d', 'value=10.0.0.3:80');
      const second = reading(await read({ kind: 'etcd', address }));
      expect([Object.keys(told(second)), second.notes[0]?.text]).toEqual([['web'], wanted]);
      expect(await login('root:bad')).toEqual({
        fault: `etcd at ${address} refused the login of "root": no such user, or another password.`,
      });
      expect(Object.keys(told(reading(await login('root:p:w')))).sort()).toEqual(['db', 'web']);
      const { token } = curl('/v3/auth/authenticate', '-d', '{"name":"root","password":"p:w"}') as { readonly token: string };
      expect(Object.keys(told(reading(await login(token)))).sort()).toEqual(['db', 'web']);
    } finally {
      await stop();
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
}

const CLIENT = '/usr/share/zookeeper/bin/zkCli.sh';
const LIBRARY = '/usr/share/java/zookeeper.jar';
const noZookeeper = lacking(['java', 'nsenter', CLIENT, LIBRARY]);
if (noZookeeper.length > 0) console.log(`SKIP zookeeper: ${noZookeeper.join(', ')} not found (Debian: zookeeper, util-linux)`);

describe.skipIf(noZookeeper.length > 0)('ZooKeeper', () => {
  let folder: string;
  let server: ChildProcess | null = null;
  let command: readonly string[];
  let holder: ChildProcess | null = null;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'links-zookeeper-'));
    const lines = [`dataDir=${folder}/data`, 'clientPort=2181', 'clientPortAddress=127.0.0.1', 'admin.enableServer=false', ''];
    writeFileSync(join(folder, 'zoo.cfg'), lines.join('\n'));
    const java = ['java', '-Xmx128m', '-cp', LIBRARY, 'org.apache.zookeeper.server.quorum.QuorumPeerMain', join(folder, 'zoo.cfg')];
    const shell = ['sh', '-c', 'ip link set lo up; exec "$@"', 'sh', ...java];
    server = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', '--net', ...shell], { stdio: 'ignore' });
    command = ['nsenter', '-t', String(server.pid), '-n', CLIENT, '-server', '127.0.0.1:2181'];
    while (!zkCli('ls /\nquit\n').includes('[zookeeper]')) {
      if (server.exitCode !== null) throw new Error('ZooKeeper ended');
      await after(100);
    }
  });

  afterAll(async () => {
    if (noZookeeper.length > 0) return;
    await end(holder);
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  });

  function zkCli(input: string): string {
    const [program = '', ...args] = command;
    return spawnSync(program, args, { input, encoding: 'utf8', timeout: 20_000 }).stdout;
  }

  test('nodes in the layout of registrator, the ephemeral ones as long as their session', async () => {
    zkCli('create /services\ncreate /services/db\ncreate /services/web\ncreate /passwords secret\nquit\n');
    zkCli(
      'create /services/web/10.0.0.3:80 {"Name":"web","IP":"10.0.0.3","PublicPort":8080,"ContainerID":"cafe","Tags":["a","b"]}\nquit\n',
    );
    // An ephemeral node needs a client that stays.
    const [program = '', ...args] = command;
    const client = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    holder = client;
    client.stdin.write('create -e /services/db/10.0.0.2:3306 {"Name":"db","IP":"10.0.0.2","PublicPort":3306}\n');
    while (!zkCli('ls /services/db\nquit\n').includes('[10.0.0.2:3306]')) await after(100);
    const answer = reading(await read({ kind: 'zookeeper', command, root: '/' }));
    expect(told(answer)).toEqual({
      db: ['10.0.0.2:3306  10.0.0.2:3306 (not checked, as long as its session, /services/db/10.0.0.2:3306)'],
      web: ['10.0.0.3:8080  10.0.0.3:80 (not checked, a, b, /services/web/10.0.0.3:80, container cafe)'],
    });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.notes.map(({ code }) => code)).toEqual(['left-out']);
    expect(
      zkCli('ls -R /\nquit\n')
        .match(/^\/.*/gm)
        ?.filter((path) => !path.startsWith('/zookeeper')),
    ).toHaveLength(7);
  }, 120_000);

  test('a tree that is not there is said to be none', async () => {
    const missing = await read({ kind: 'zookeeper', command, root: '/nothing' });
    expect(missing).toEqual({ fault: 'nsenter ended with status 1: Node does not exist: /nothing.' });
  }, 60_000);
});
