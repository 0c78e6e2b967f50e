import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EngineFact } from '../../src/model/facts.ts';
import type { EngineApi } from '../../src/sources/engine/api.ts';
import { connectEngine, readEngine } from '../../src/sources/engine/client.ts';
import { Follower } from '../../src/sources/engine/follow.ts';
import { logins } from './children.ts';
import { countedClock } from './countedClock.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

// A program called ssh stands first in PATH. It notes its process id and arguments, and then does here what it is asked to do far away: it becomes
// `docker system dial-stdio`, on the engine of the test.

const path = process.env['PATH'] ?? '';
let folder: string;
let engine: PrivateEngine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-ssh-'));
  engine = await startEngine();
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'CMD ["sleep","600"]']);
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  for (const name of ['web1', 'web2', 'web3']) engine.docker('run', '-d', '--name', name, '--link', 'mysql_server:db', 'mysql:latest');
});

beforeEach(() => {
  ssh(`while [ "$1" != docker ]; do shift; done\nexport DOCKER_HOST='${engine.host}'\nexec "$@"`);
  process.env['PATH'] = `${folder}${delimiter}${path}`;
  rmSync(join(folder, 'started'), { force: true });
});

afterEach(async () => {
  process.env['PATH'] = path;
  await until(() => alive().length === 0);
});

afterAll(async () => {
  await engine.end();
  rmSync(folder, { recursive: true });
});

/** Makes the program called ssh out of lines of shell. */
function ssh(lines: string): void {
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\necho "$$ $*" >> '${folder}/started'\n${lines}\n`);
  chmodSync(join(folder, 'ssh'), 0o755);
}

/** The programs called ssh that were started: process ids and arguments. */
function started(): readonly { readonly pid: number; readonly args: string }[] {
  if (!existsSync(join(folder, 'started'))) return [];
  const lines = readFileSync(join(folder, 'started'), 'utf8').trim().split('\n');
  return lines.map((line) => ({ pid: Number(line.split(' ', 1)[0]), args: line.slice(line.indexOf(' ') + 1) }));
}

function alive(): readonly number[] {
  return started().flatMap(({ pid }) => (existsSync(`/proc/${pid}`) ? [pid] : []));
}

/** Looks again and again until this is true; the test's own limit ends a wait in vain. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await after(20);
}

function connected(host = 'ssh://me@far:2222'): EngineApi {
  const api = connectEngine({ host });
  if ('fault' in api) throw new Error(api.fault);
  return api;
}

/** The same engine; each question that is put to it is heard first. */
function hearing(api: EngineApi, heard: () => void): EngineApi {
  return new Proxy(api, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(value, target, args);
        if (name !== 'close') heard();
        return answer;
      };
    },
  });
}

test('one reading over ssh is what the socket says, over at most two logins that end with it', async () => {
  const direct = await readEngine({ host: engine.host });
  expect(direct).toHaveProperty('details.length', 4);
  expect(await readEngine({ host: 'ssh://me@far:2222' })).toEqual(direct);
  expect(started().length).toBeLessThanOrEqual(2);
  expect(started()[0]?.args).toBe('-o BatchMode=yes -o ConnectTimeout=10 -T -l me -p 2222 -- far docker system dial-stdio');
  await until(() => alive().length === 0);
});

test('questions one after the other share one login, closing ends it, and a later question makes another', async () => {
  const api = connected();
  for (let times = 0; times < 20; times += 1) expect(await api.version()).toMatchObject({ value: { product: 'docker' } });
  expect(started()).toHaveLength(1);
  expect(alive()).toHaveLength(1);
  api.close();
  await until(() => alive().length === 0);
  expect(await api.version()).toHaveProperty('value');
  expect(started()).toHaveLength(2);
  api.close();
});

test('an engine is followed over two logins; none is left after the stop, also in the middle of a reading', async () => {
  let heard: () => void = () => undefined;
  const api = hearing(connected(), () => {
    heard();
  });
  const clock = countedClock();
  let fact: EngineFact | null = null;
  const follower = new Follower(api, {
    clock,
    random: Math.random,
    now: () => '2026-01-01T00:00:00Z',
    publish: (one) => (fact = one),
  });
  const names = (): readonly string[] => fact?.facts?.summaries.map(({ name }) => name) ?? [];
  const state = (): string | undefined => fact?.health.state;
  follower.start();
  await until(() => names().length === 4);
  engine.docker('run', '-d', '--name', 'late', 'mysql:latest');
  await until(() => names().includes('late'));
  engine.docker('rm', '-f', 'late');
  await until(() => !names().includes('late'));
  expect(started()).toHaveLength(2);
  follower.stop();
  await until(() => alive().length === 0);
  engine.docker('rename', 'web3', 'web4');
  for (const questions of [0, 1, 2, 4, 6]) {
    let asked = 0;
    heard = (): void => {
      asked += 1;
      if (asked === questions) follower.stop();
    };
    follower.start();
    if (questions === 0) follower.stop();
    await until(() => asked >= questions);
    await until(() => logins().length === 0);
    // Nothing that could begin anything is left.
    expect(clock.pending).toBe(0);
  }
  heard = () => undefined;
  follower.start();
  await until(() => state() === 'connected' && names().includes('web4') && alive().length === 2);
  for (const pid of alive()) process.kill(pid, 'SIGKILL');
  await until(() => state() === 'down');
  await until(() => state() === 'connected');
  follower.dispose();
});

test('a login that ends while nothing is asked does no harm', async () => {
  const api = connected();
  expect(await api.version()).toHaveProperty('value');
  for (const pid of alive()) process.kill(pid, 'SIGKILL');
  await until(() => logins().length === 0);
  expect(await api.version()).toHaveProperty('value');
  api.close();
});

const AT = 'The Docker engine at ssh://far';

test.each([
  [
    'a host that is not known',
    'echo "ssh: Could not resolve hostname far: Name or service not known" >&2; exit 255',
    'no-engine',
    `${AT} cannot be reached by ssh: ssh: Could not resolve hostname far: Name or service not known.`,
  ],
  [
    'a login that is refused',
    'echo "me@far: Permission denied (publickey)." >&2; exit 255',
    'failed',
    `${AT} cannot be reached by ssh: me@far: Permission denied (publickey).`,
  ],
  [
    'a machine without Docker',
    'exec sh -c "exec no-docker-here"',
    'no-engine',
    `${AT} cannot be reached: there is no docker command on that machine (sh: 1: exec: no-docker-here: not found).`,
  ],
  [
    'an engine that does not run there',
    'exec docker --host unix:///nowhere/d.sock system dial-stdio',
    'not-running',
    `${AT} is not running: `,
  ],
  ['a signal', 'kill -9 $$', 'failed', `The connection to the Docker engine at ssh://far failed: it ended with a signal.`],
  ['an end without a word', 'exit 0', 'failed', 'The connection to the Docker engine at ssh://far failed: socket hang up.'],
  [
    'a greeting',
    'echo "Welcome to far!"; exec sleep 60',
    'garbage',
    "What answers at ssh://far does not speak Docker's API: the answer is no HTTP.",
  ],
  ['silence', 'exec sleep 60', 'silent', 'The Docker engine at ssh://far did not answer within 1 seconds.'],
])('%s is told in one sentence', async (_, lines, code, fault) => {
  ssh(lines);
  const answer = await readEngine({ host: 'ssh://far', deadline: 1_000 });
  expect(answer).toMatchObject({ code });
  expect('fault' in answer ? answer.fault.slice(0, fault.length) : answer).toBe(fault);
});

test('no ssh on this machine is told, too', async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  process.env['PATH'] = empty;
  const fault = 'The Docker engine at ssh://far is reached by ssh, which was not found on this machine.';
  expect(await readEngine({ host: 'ssh://far' })).toEqual({ code: 'unusable-address', fault });
});

test('what ssh could take for an option starts nothing', async () => {
  expect(await readEngine({ host: 'ssh://-oProxyCommand=id' })).toMatchObject({ code: 'unusable-address' });
  expect(started()).toEqual([]);
});
