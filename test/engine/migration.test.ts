import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { imageOf } from '../../src/domain/migration/imageOf.ts';
import { containersToInspect, writeMigration } from '../../src/domain/migration/migration.ts';
import type { Migration, MigrationWay } from '../../src/domain/migration/migration.ts';
import { readEngine } from '../../src/sources/engine/client.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

let engine: PrivateEngine;
let folder: string;

const KEY = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
const NASTY = `a'b"c $HOME \`id\` $(id) \\ # ; & | > * é\t end `;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-migration-'));
  engine = await startEngine();
  const program = 'CMD ["sleep","600"]';
  engine.image('mysql:latest', [
    'EXPOSE 3306/tcp',
    'ENV MYSQL_ROOT_PASSWORD=hunter2',
    'ENV MYSQL_VERSION=8.0',
    'VOLUME /var/lib/mysql',
    program,
  ]);
  engine.image('webapp:latest', ['ENV APP=web', 'LABEL made=here', 'WORKDIR /srv', 'EXPOSE 80/tcp', program]);
});

afterAll(async () => {
  await engine.end();
  rmSync(folder, { recursive: true });
});

/** The article's two containers, with all that people give containers. */
function makeContainers(): void {
  const run = (...args: readonly string[]): string => engine.docker('run', '-d', ...args);
  run(
    ...[
      '--name',
      'mysql_server',
      '--hostname',
      'dbhost',
      '--restart',
      'always',
      '--memory',
      '64m',
      '--cpus',
      '0.5',
      '--ulimit',
      'nofile=1024:2048',
    ],
    ...['-v', 'data:/data', '-v', '/anonymous', '--tmpfs', '/scratch:size=1m', '-p', '127.0.0.1:13306:3306', '--expose', '33060'],
    ...[
      '-e',
      'DB_PASSWORD=hunter3',
      '-e',
      `TLS_KEY=${KEY}`,
      '-e',
      `NASTY=${NASTY}`,
      '-e',
      'LINES=one\ntwo\n',
      '-e',
      'EMPTY=',
      '-e',
      'my.api-token=hunter4',
    ],
    ...['--label', `nasty=${NASTY}`, '--label', 'api.token=hunter5', '--label', 'lines=1\n# docker rm -f x\n', '--label', 'a{{b}}"c"=1'],
    ...['--log-opt', 'max-size=1m', '--cap-add', 'NET_ADMIN', '--cap-drop', 'CHOWN', '--sysctl', 'net.ipv4.ip_forward=0', '--init'],
    ...[
      '--security-opt',
      'no-new-privileges',
      '--dns',
      '10.255.255.53',
      '--dns-search',
      'corp.test',
      '--group-add',
      '7',
      '--stop-signal',
      'KILL',
    ],
    ...['--health-cmd', 'test "$DB_PASSWORD" || exit 1', '--health-interval', '90s', '--health-retries', '2', '--shm-size', '32m'],
    ...['mysql:latest', 'sh', '-c', 'echo "$NASTY"; exec sleep 600', '--password', 'hunter6', NASTY],
  );
  run(
    ...[
      '--name',
      'webapp',
      '--link',
      'mysql_server:db',
      '--user',
      '0:0',
      '-w',
      '/tmp',
      '--label',
      'made=there',
      '-P',
      '-t',
      '--stop-signal',
      'KILL',
    ],
    ...['--add-host', 'far:10.9.8.7', '--read-only', '--entrypoint', 'busybox', '--mount', 'type=volume,source=more,target=/more,readonly'],
    ...['--restart', 'on-failure:3', '--stop-timeout', '1', '--pids-limit', '50', '--no-healthcheck'],
    ...['webapp:latest', 'sleep', '600'],
  );
  engine.docker('create', '--name', 'later', '--link', 'webapp', 'webapp:latest');
}

function removeAll(): void {
  for (const what of ['container', 'network', 'volume']) {
    const all = engine.docker(what, 'ls', '-q', ...(what === 'container' ? ['-a'] : what === 'network' ? ['--filter', 'type=custom'] : []));
    if (all !== '') engine.docker(what, 'rm', ...(what === 'network' ? [] : ['-f']), ...all.split('\n'));
  }
}

beforeEach(makeContainers);
afterEach(removeAll);

async function migration(name: string, way: MigrationWay = 'recreate'): Promise<Migration> {
  const facts = await readEngine({ host: engine.host });
  if ('fault' in facts) throw new Error(facts.fault);
  const ids = facts.details.flatMap((detail) => (detail.name === name ? [detail.id] : []));
  const inspected = new Map(containersToInspect(facts, ids).map((id) => [id, inspect(id)]));
  for (const container of [...inspected.values()]) inspected.set(imageOf(container) ?? '', inspect(imageOf(container) ?? ''));
  return writeMigration({ facts, evidence: [], ids, inspected, network: null, engine: engine.host, readAt: '2026-01-01T12:00:00Z' }, way);
}

interface Inspected {
  readonly Id: string;
  readonly Config: Readonly<Record<string, unknown>> & { readonly Env: readonly string[] | null; readonly Hostname: string };
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly State: { readonly Running: boolean; readonly Pid: number };
  readonly Mounts: readonly Readonly<Record<string, unknown>>[];
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>> };
}

function inspect(name: string): Inspected {
  const [answer] = JSON.parse(engine.docker('inspect', name)) as readonly Inspected[];
  if (!answer) throw new Error(`nothing of ${name}`);
  return answer;
}

/** Runs a script as a person would; temporary files go where the test sees them. */
function run(script: string): { readonly code: number | null; readonly said: string } {
  const path = join(folder, 'migrate.sh');
  writeFileSync(path, script);
  execFileSync('sh', ['-n', path]);
  const { status, stderr, stdout } = spawnSync('sh', [path], {
    encoding: 'utf8',
    env: { ...process.env, DOCKER_HOST: engine.host, TMPDIR: folder },
  });
  expect(readdirSync(folder)).toEqual(['migrate.sh']);
  return { code: status, said: stdout + stderr };
}

/** What must be the same in a container and its successor, in an order that does not matter. */
function essence(name: string): unknown {
  const { Id, Config, HostConfig, State, Mounts } = inspect(name);
  return {
    config: without(Config, ['Hostname', 'Env', 'AttachStdin', 'AttachStdout', 'AttachStderr', 'Volumes']),
    host: without(HostConfig, ['Links', 'NetworkMode', 'Binds', 'ConsoleSize']),
    env: [...(Config.Env ?? [])].sort(),
    hostname: Config.Hostname === Id.slice(0, 12) ? null : Config.Hostname,
    running: State.Running,
    mounts: Mounts.map(({ Type, Name, Source, Destination, RW }) => JSON.stringify({ Type, Name, Source, Destination, RW })).sort(),
  };
}

function without(fields: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function addressOf(container: string): string {
  return Object.values(inspect(container).NetworkSettings.Networks)[0]?.IPAddress ?? '';
}

/** The address that a name has in a container; null where it has none. */
function resolved(container: string, name: string): string | null {
  const { stdout } = spawnSync('docker', ['-H', engine.host, 'exec', container, 'busybox', 'ping', '-c', '1', '-W', '2', name], {
    encoding: 'utf8',
  });
  return /^PING \S+ \(([\d.]+)\)/m.exec(stdout)?.[1] ?? null;
}

const NAMES = ['mysql_server', 'webapp', 'later'];

test('the script makes successors that are the same but for links and networks, and answer to the same names', async () => {
  engine.docker('exec', 'mysql_server', 'sh', '-c', 'echo kept >/anonymous/a');
  const before = NAMES.map(essence);
  const { script, moved, refused } = await migration('webapp');
  expect({ moved, refused }).toEqual({ moved: NAMES, refused: [] });
  for (const secret of ['hunter2', 'hunter3', 'hunter4', 'hunter5', 'hunter6', 'MIIB']) expect(script).not.toContain(secret);
  expect(run(script ?? '')).toEqual({ code: 0, said: '' });
  expect(NAMES.map(essence)).toEqual(before);
  expect(inspect('webapp').HostConfig['Links']).toBeNull();
  expect(Object.keys(inspect('webapp').NetworkSettings.Networks)).toEqual(['later-net']);
  expect(resolved('webapp', 'db')).toBe(addressOf('mysql_server'));
  expect(resolved('webapp', 'mysql_server')).toBe(addressOf('mysql_server'));
  expect(resolved('webapp', 'dbhost')).toBe(addressOf('mysql_server'));
  expect(engine.docker('exec', 'mysql_server', 'cat', '/anonymous/a')).toBe('kept');
});

test('run again it refuses; the lines at its end lead back to the old containers with their links, from there it can be run once more', async () => {
  const ids = NAMES.map((name) => inspect(name).Id);
  const first = (await migration('mysql_server')).script ?? '';
  expect(run(first).code).toBe(0);
  const new_ids = NAMES.map((name) => inspect(name).Id);
  expect(run(first)).toMatchObject({
    code: 1,
    said: expect.stringContaining('mysql_server is not the container that this script was written for.') as string,
  });
  expect(NAMES.map((name) => inspect(name).Id)).toEqual(new_ids);
  const back = first.slice(first.indexOf('# To go back'), first.indexOf('# Once all is well')).split('\n').slice(1);
  expect(run(`set -e\n${back.map((line) => line.replace(/^# ?/, '')).join('\n')}`).code).toBe(0);
  expect(NAMES.map((name) => inspect(name).Id)).toEqual(ids);
  expect(inspect('webapp').HostConfig).toMatchObject({
    Links: ['/mysql_server:/webapp/db'],
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
  });
  expect(NAMES.map((name) => inspect(name).State.Running)).toEqual([true, true, false]);
  expect(resolved('webapp', 'db')).toBe(addressOf('mysql_server'));
  engine.docker('rm', '-f', ...NAMES.map((name) => `${name}-after-links`));
  expect(run(first).code).toBe(0);
});

test('when a successor cannot be made nothing has changed', async () => {
  const ids = NAMES.map((name) => inspect(name).Id);
  const script = ((await migration('webapp')).script ?? '').replace('--name later-next', '--name later-next --no-such-option');
  expect(run(script)).toMatchObject({
    code: 125,
    said: expect.stringContaining('Nothing has changed but for networks that were made.') as string,
  });
  expect(NAMES.map((name) => inspect(name).Id)).toEqual(ids);
  expect(engine.docker('ps', '-aq').split('\n')).toHaveLength(3);
});

test('on this engine containers can move while they run: names at once, first processes untouched', async () => {
  engine.docker('rm', 'later');
  const names = ['mysql_server', 'webapp'];
  const pids = names.map((name) => inspect(name).State.Pid);
  expect((await migration('webapp')).live).toBe(true);
  const { script } = await migration('webapp', 'live');
  expect(run(script ?? '')).toEqual({ code: 0, said: '' });
  expect(resolved('webapp', 'db')).toBe(addressOf('mysql_server'));
  expect(resolved('webapp', 'mysql_server')).toBe(addressOf('mysql_server'));
  expect(names.map((name) => inspect(name).State.Pid)).toEqual(pids);
  expect(names.map((name) => Object.keys(inspect(name).NetworkSettings.Networks))).toEqual([['webapp-net'], ['webapp-net']]);
  expect(engine.docker('port', 'mysql_server')).toBe('3306/tcp -> 127.0.0.1:13306');
  expect(run(script ?? '')).toMatchObject({ code: 1, said: expect.stringContaining('does not run on the default bridge.') as string });
});

/** Containers that only sleep, with these options. */
function sleeping(containers: Readonly<Record<string, readonly string[]>>): void {
  for (const [name, options] of Object.entries(containers))
    engine.docker('run', '-d', '--stop-signal', 'KILL', '--name', name, ...options, 'webapp:latest');
}

test('one alias for two sources leads each receiver to its own; an alias that is another’s name stays private', async () => {
  removeAll();
  sleeping({
    db1: [],
    db2: [],
    web1: ['--link', 'db1:db'],
    web2: ['--link', 'db2:db', '--link', 'db1:web1', '--link', 'db1:web2'],
    top: ['--link', 'web1', '--link', 'web2'],
  });
  expect(run((await migration('top')).script ?? '')).toEqual({ code: 0, said: '' });
  expect(resolved('web1', 'db')).not.toBeNull();
  expect(addressesOf('db1')).toContain(resolved('web1', 'db'));
  expect(addressesOf('db2')).toContain(resolved('web2', 'db'));
  expect(addressesOf('db1')).toContain(resolved('web2', 'web1'));
  expect(addressesOf('db1')).toContain(resolved('web2', 'web2'));
  expect(addressesOf('web1')).toContain(resolved('top', 'web1'));
  expect(resolved('top', 'db')).toBeNull();
});

test('a link on a network becomes an alias there, and fixed addresses stay', async () => {
  removeAll();
  engine.docker('network', 'create', '--subnet', '10.99.0.0/24', 'shop');
  sleeping({
    store: ['--network', 'shop', '--ip', '10.99.0.77', '--network-alias', 'old'],
    front: ['--network', 'shop', '--link', 'store:db'],
  });
  expect(run((await migration('front')).script ?? '')).toEqual({ code: 0, said: '' });
  expect(['db', 'old', 'store'].map((name) => resolved('front', name))).toEqual(['10.99.0.77', '10.99.0.77', '10.99.0.77']);
  expect(inspect('front').NetworkSettings.Networks['shop']).toMatchObject({ Links: null });
});

function addressesOf(container: string): readonly string[] {
  return Object.values(inspect(container).NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
}

test('the command line prints the same script, and runs nothing', async () => {
  const build = join(folder, '..', `${basename(folder)}-build`);
  execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'esbuild.mjs'), '--outdir', build]);
  const cli = (args: readonly string[], input = ''): { readonly code: number | null; readonly out: string; readonly complaint: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(build, 'cli.cjs'), 'migrate', ...args], {
      encoding: 'utf8',
      input,
      env: { ...process.env, DOCKER_HOST: engine.host },
    });
    return { code: status, out: stdout, complaint: stderr };
  };
  try {
    const ids = NAMES.map((name) => inspect(name).Id);
    const whole = cli(['--engine']);
    expect(whole).toMatchObject({ code: 0, complaint: '' });
    const body = (script: string): string => script.slice(script.indexOf('\nset -eu\n'));
    expect(body(whole.out)).toBe(body((await migration('webapp')).script ?? ''));
    expect(whole.out).toContain('(its first process has them now)');
    const printed = engine.docker('inspect', ...NAMES, 'mysql:latest', 'webapp:latest');
    expect(body(cli(['--inspect', '-', 'webapp'], printed).out)).toBe(body(whole.out));
    expect(cli(['--engine', 'nobody'])).toEqual({
      code: 2,
      out: '',
      complaint: 'docker-link-inspector: nobody: There is no such container.\n',
    });
    expect(cli(['--engine', '--live'])).toMatchObject({
      code: 1,
      out: '',
      complaint: expect.stringContaining('"later" is not running') as string,
    });
    expect(cli(['--inspect', '-'], engine.docker('inspect', 'webapp'))).toMatchObject({
      code: 1,
      out: '',
      complaint: expect.stringContaining('of which nothing was read') as string,
    });
    expect(NAMES.map((name) => inspect(name).Id)).toEqual(ids);
  } finally {
    rmSync(build, { recursive: true });
  }
});
