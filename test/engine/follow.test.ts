import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '../../src/extension/clock.ts';
import type { TreeRow } from '../../src/features/tree/rows.ts';
import { treeOf } from '../../src/features/tree/view.ts';
import { Store } from '../../src/model/store.ts';
import type { EngineApi } from '../../src/sources/engine/api.ts';
import type { Follower } from '../../src/sources/engine/follow.ts';
import { follow } from './followed.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';
import { storeUntil } from './storeUntil.ts';

let engine: PrivateEngine;
let follower: Follower;
let asked = 0;
const store = new Store(() => 'connected', wallClock);

/** Counts the questions that go to the engine. */
function counted(api: EngineApi): EngineApi {
  return new Proxy(api, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        asked += 1;
        return Reflect.apply(value, target, args);
      };
    },
  });
}

beforeAll(async () => {
  engine = await startEngine();
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'ENV MYSQL_ROOT_PASSWORD=secret', 'CMD ["sleep","600"]']);
  engine.image('webapp:latest', ['CMD ["sleep","600"]']);
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  engine.docker('run', '-d', '--name', 'webapp', '--link', 'mysql_server:db', 'webapp:latest');
  follower = follow(engine.host, store, counted);
  await until(() => row('DB_PORT_3306_TCP_ADDR') !== undefined, 10_000);
});

afterAll(async () => {
  follower.dispose();
  store.dispose();
  await engine.end();
});

/** Waits until what the engine tells makes this true. */
function until(holds: () => boolean, milliseconds: number): Promise<void> {
  return storeUntil(store, holds, milliseconds, () => store.snapshot.engines.map(({ health }) => health));
}

/** The first row of the tree with this label. */
function row(label: string, rows: readonly TreeRow[] = treeOf(store.snapshot, 'receiver')): TreeRow | undefined {
  for (const one of rows) {
    const found = one.label === label ? one : row(label, one.children());
    if (found) return found;
  }
  return undefined;
}

/** The value that the container's first process has. */
function real(name: string): string {
  const entries = engine.docker('exec', 'webapp', 'cat', '/proc/1/environ').split('\0');
  return entries.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

test('the tree shows the variables that the first process has, and the hosts line', () => {
  for (const name of ['DB_PORT', 'DB_PORT_3306_TCP', 'DB_PORT_3306_TCP_ADDR', 'DB_NAME']) expect(row(name)?.value).toBe(real(name));
  expect(row('DB_ENV_MYSQL_ROOT_PASSWORD')).toMatchObject({ value: 'secret', description: '••••••' });
  const line =
    engine
      .docker('exec', 'webapp', 'cat', '/etc/hosts')
      .split('\n')
      .find((one) => / mysql_server$/.test(one)) ?? '';
  expect(row(line.split('\t')[1] ?? '')?.description).toBe(line.split('\t')[0]);
});

test('our own reading, and that of others, leads to no further questions', async () => {
  const before = asked;
  for (let times = 0; times < 100; times += 1) engine.docker('top', 'webapp');
  const archive = `http://engine/containers/webapp/archive?path=/etc/hosts`;
  const socket = engine.host.slice('unix://'.length);
  for (let times = 0; times < 100; times += 1) execFileSync('curl', ['-sf', '--unix-socket', socket, archive, '-o', '/dev/null']);
  engine.docker('rename', 'webapp', 'webapp2');
  await until(() => row('webapp2') !== undefined, 2_000);
  engine.docker('rename', 'webapp2', 'webapp');
  await until(() => row('webapp') !== undefined, 2_000);
  // The two renames are what the questions are for: a list and the renamed container each.
  expect(asked - before).toBeLessThanOrEqual(4);
}, 60_000);

test('a source that restarts with another address is followed within two seconds', async () => {
  const before = row('DB_PORT_3306_TCP_ADDR')?.value;
  engine.docker('stop', '-t', '0', 'mysql_server');
  await until(() => row('DB_PORT_3306_TCP_ADDR') === undefined, 2_000);
  expect(row('mysql_server as db')?.description).toBe('broken: the source does not run');
  engine.docker('run', '-d', '--name', 'squatter', 'webapp:latest');
  engine.docker('start', 'mysql_server');
  await until(() => row('DB_PORT_3306_TCP_ADDR') !== undefined, 2_000);
  expect(row('DB_PORT_3306_TCP_ADDR')?.value).not.toBe(before);
  expect(real('DB_PORT_3306_TCP_ADDR')).toBe(before);
});

test('an engine that is killed is told at once, and comes back by itself', async () => {
  await engine.kill();
  await until(() => store.snapshot.engines[0]?.health.state === 'down', 2_000);
  expect(row('Docker 20.10.24+dfsg1')?.icon).toBe('debug-disconnect');
  await engine.again();
  await until(() => store.snapshot.engines[0]?.health.state === 'connected', 10_000);
  expect(row('mysql_server as db')?.description).toBe('stopped, like its source');
  engine.docker('start', 'mysql_server');
  await until(() => row('mysql_server as db')?.description !== 'stopped, like its source', 2_000);
});
