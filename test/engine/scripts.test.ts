import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixScript, fixScripts } from '../../src/domain/commands/scriptReading.ts';
import type { ScriptText } from '../../src/domain/commands/scriptReading.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

const SCRIPT = `#!/bin/sh
set -e
IMAGE=box
docker run -d --name mysql_server $IMAGE
CACHE=$(docker run -d -h cachehost box)
start() {
  docker run -d --name "$1" \\
    --link mysql_server:db \\
    --link $CACHE:cache \\
    box
}
start web
docker run -d --name api --net=bridge --link web --link mysql_server:store box
docker network create back
docker run -d --net back --name queue box
docker run -d --net back --name worker --link queue:jobs box
`;

/** Each receiver with the names that a person can rely on, and the containers they lead to. */
const EXPECTED = {
  web: { db: 'mysql_server', mysql_server: 'mysql_server', cache: 'cachehost', cachehost: 'cachehost' },
  api: { web: 'web', store: 'mysql_server', mysql_server: 'mysql_server' },
  worker: { jobs: 'queue', queue: 'queue' },
};

let engine: PrivateEngine;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-scripts-'));
  engine = await startEngine();
  engine.image('box:latest', ['EXPOSE 80/tcp', 'CMD ["sleep","600"]']);
});

afterAll(async () => {
  removeAll();
  await engine.end();
  rmSync(folder, { recursive: true });
});

function removeAll(): void {
  const ids = engine.docker('ps', '-aq').split('\n').filter(Boolean);
  if (ids.length > 0) engine.docker('rm', '-f', ...ids);
}

function run(script: string): void {
  const path = join(folder, 'run.sh');
  writeFileSync(path, script);
  execFileSync('sh', [path], { env: { ...process.env, DOCKER_HOST: engine.host }, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** The containers' names by their addresses; one without a name of its own goes by its host name. */
function owners(): ReadonlyMap<string, string> {
  const format = '{{.Name}} {{.Config.Hostname}}{{range .NetworkSettings.Networks}} {{.IPAddress}}{{end}}';
  const lines = engine.docker('inspect', '-f', format, ...engine.docker('ps', '-q').split('\n')).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [name = '', hostname = '', ...addresses] = line.trim().split(' ');
      return addresses.map((address) => [address, hostname === 'cachehost' ? hostname : name.slice(1)] as const);
    }),
  );
}

/** What a name leads to: by the hosts file, else by Docker's DNS; several addresses are several containers. */
function resolve(container: string, name: string, known: ReadonlyMap<string, string>): string {
  const lines = engine.docker('exec', container, 'cat', '/etc/hosts').split('\n');
  const written = lines.find((line) => line.split(/\s+/).slice(1).includes(name))?.split(/\s+/)[0];
  const addresses = written === undefined ? dns(container, name) : [written];
  return addresses.map((address) => known.get(address) ?? address).join('+');
}

function dns(container: string, name: string): readonly string[] {
  try {
    const answer = engine.docker('exec', container, 'busybox', 'nslookup', '-type=a', name, '127.0.0.11');
    return [...answer.matchAll(/^Address(?: \d+)?:\s+([\d.]+)(?!.*:53)/gm)]
      .map(([, address]) => address ?? '')
      .filter((one) => one !== '127.0.0.11');
  } catch {
    return ['nothing'];
  }
}

function resolved(): unknown {
  const known = owners();
  return Object.fromEntries(
    Object.entries(EXPECTED).map(([receiver, names]) => [
      receiver,
      Object.fromEntries(Object.keys(names).map((name) => [name, resolve(receiver, name, known)])),
    ]),
  );
}

test('a script runs before and after its links are replaced, and every receiver finds the same containers by the same names', () => {
  const replacement = fixScript('run.sh', [{ path: 'run.sh', text: SCRIPT.replace('"$1"', 'web'), language: 'shell' }], 'shop');
  expect(replacement?.kept).toEqual([]);
  expect(replacement?.fixed).toHaveLength(5);
  run(SCRIPT.replace('"$1"', 'web'));
  const before = resolved();
  removeAll();
  engine.docker('network', 'rm', 'back');
  run(replacement?.text ?? '');
  // The names of a link on a network are seen by its receiver alone, so that `queue` is one of DNS before, too.
  expect(before).toEqual(EXPECTED);
  expect(resolved()).toEqual(EXPECTED);
  const networks = engine.docker(
    'inspect',
    '-f',
    '{{json .HostConfig.Links}} {{.HostConfig.NetworkMode}}',
    'web',
    'api',
    'mysql_server',
    'worker',
  );
  expect(networks.split('\n')).toEqual(['null shop', 'null shop', 'null shop', 'null back']);
}, 180_000);

test('the network is made once, however often the script runs', () => {
  const text = 'docker rm -f aa bb >/dev/null 2>&1 || true\ndocker run -d --name aa box\ndocker run -d --name bb --link aa:x box\n';
  const replacement = fixScript('run.sh', [{ path: 'run.sh', text, language: 'shell' }], 'twice');
  run(replacement?.text ?? '');
  run(replacement?.text ?? '');
  expect(resolve('bb', 'x', owners())).toBe('aa');
  expect(engine.docker('network', 'ls', '-q', '--filter', 'name=twice').split('\n')).toHaveLength(1);
}, 60_000);

/** Runs the commands of units one unit after the other, as systemd would: a dash lets a command fail. */
function runUnits(units: readonly ScriptText[]): void {
  for (const { path, text } of units) {
    const lines = [...text.matchAll(/^ExecStart(Pre)?=(-?)(.*)$/gm)].sort(
      ([, one], [, other]) => Number(other === 'Pre') - Number(one === 'Pre'),
    );
    for (const [, , dash, command] of lines)
      run(`${command?.replaceAll('%p', path.replace('.service', '')) ?? ''}${dash === '-' ? ' || true' : ''}\n`);
  }
}

test('units of systemd run before and after their links are replaced, also twice, and a script in quotes finds its source on the network', () => {
  const units: readonly ScriptText[] = [
    {
      path: 'source.service',
      text: '[Service]\nExecStart=docker run -d --name %p box\nExecStartPre=-docker rm -f %p\n',
      language: 'systemd',
    },
    {
      path: 'client.service',
      text: "[Service]\nExecStartPre=-docker rm -f client\nExecStart=/bin/sh -c 'exec docker run -d --name client --link source:data box'\n",
      language: 'systemd',
    },
  ];
  const names = (): readonly string[] => ['data', 'source'].map((name) => resolve('client', name, owners()));
  runUnits(units);
  expect(names()).toEqual(['source', 'source']);
  const replaced = fixScripts(['client.service'], units, 'units');
  expect(replaced.flatMap(({ kept }) => kept)).toEqual([]);
  const after = units.map((unit) => ({ ...unit, text: replaced.find(({ path }) => path === unit.path)?.text ?? '' }));
  runUnits(after);
  runUnits(after);
  expect(names()).toEqual(['source', 'source']);
  expect(engine.docker('inspect', '-f', '{{json .HostConfig.Links}} {{.HostConfig.NetworkMode}}', 'client')).toBe('null units');
}, 120_000);
