import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VerdictCode } from '../../src/domain/verdicts/verdict.ts';
import { wallClock } from '../../src/extension/clock.ts';
import { Store } from '../../src/model/store.ts';
import type { Follower } from '../../src/sources/engine/follow.ts';
import { follow } from './followed.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';
import { storeUntil } from './storeUntil.ts';

let engine: PrivateEngine;
let follower: Follower;
const store = new Store(() => 'connected', wallClock);

beforeAll(async () => {
  engine = await startEngine();
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'CMD ["sleep","600"]']);
  engine.image('webapp:latest', ['CMD ["sleep","600"]']);
  follower = follow(engine.host, store);
});

afterAll(async () => {
  follower.dispose();
  store.dispose();
  await engine.end();
});

/** A source and a receiver that links to it as `db`, looked at from now on. */
function linked(source: string, receiver: string, ...more: readonly string[]): void {
  engine.docker('run', '-d', '--name', source, 'mysql:latest');
  const id = engine.docker('run', '-d', '--name', receiver, '--link', `${source}:db`, ...more);
  follower.want(id);
}

function codes(receiver: string): readonly VerdictCode[] {
  const found = store.snapshot.engines[0]?.verdicts.find((one) => one.receiver === receiver);
  return found?.links[0]?.verdicts.map(({ code }) => code) ?? [];
}

/** Waits until this is among what is said of the receiver's link. */
function says(receiver: string, code: VerdictCode): Promise<void> {
  return storeUntil(
    store,
    () => codes(receiver).includes(code),
    5_000,
    () => [code, codes(receiver)],
  );
}

test('a link is right until its source restarts with another address, and again after a restart of the receiver', async () => {
  linked('db1', 'web1', 'webapp:latest');
  await says('web1', 'right');
  engine.docker('stop', '-t', '0', 'db1');
  await says('web1', 'source-stopped');
  engine.docker('run', '-d', '--name', 'squatter', 'webapp:latest');
  engine.docker('start', 'db1');
  await says('web1', 'stale');
  const verdict = store.snapshot.engines[0]?.verdicts.find(({ receiver }) => receiver === 'web1')?.links[0]?.verdicts[0];
  const [, old] =
    /^DB_PORT_3306_TCP_ADDR=(.*)$/m.exec(engine.docker('exec', 'web1', 'cat', '/proc/1/environ').replaceAll('\0', '\n')) ?? [];
  const now = engine.docker('inspect', '-f', '{{.NetworkSettings.IPAddress}}', 'db1');
  expect(verdict?.variables).toContainEqual({ name: 'DB_PORT_3306_TCP_ADDR', old, now });
  expect(verdict?.known).toBe('read');
  engine.docker('restart', '-t', '0', 'web1');
  await says('web1', 'right');
});

test('what a stopped source breaks is what the engine then refuses', async () => {
  linked('db2', 'web2', 'webapp:latest');
  await says('web2', 'right');
  engine.docker('stop', '-t', '0', 'db2');
  await says('web2', 'source-stopped');
  expect(() => engine.docker('exec', 'web2', 'cat', '/dev/null')).toThrow(/Cannot link to a non running container/);
  expect(() => engine.docker('restart', '-t', '0', 'web2')).toThrow(/Cannot link to a non running container/);
});

test('a source that is made again, and one that is renamed', async () => {
  linked('db3', 'web3', 'webapp:latest');
  await says('web3', 'right');
  engine.docker('rename', 'db3', 'database3');
  await says('web3', 'source-renamed');
  engine.docker('rename', 'database3', 'db3');
  await says('web3', 'right');
  engine.docker('rm', '-f', 'db3');
  await says('web3', 'source-removed');
  engine.docker('run', '-d', '--name', 'db3', 'mysql:latest');
  await says('web3', 'source-recreated');
});

test('a program that overwrites its title shows no variables, and so nobody says that they are not set', async () => {
  const mounts = ['/usr', '/lib', '/lib64'].flatMap((path) => ['-v', `${path}:${path}:ro`]);
  linked('db4', 'web4', ...mounts, 'webapp:latest', '/usr/bin/perl', '-e', '$0 = "x" x 4000; sleep 600');
  await says('web4', 'right');
  expect(store.snapshot.engines[0]?.facts?.details.find(({ name }) => name === 'web4')?.running).toBe(true);
  const verdict = store.snapshot.engines[0]?.verdicts.find(({ receiver }) => receiver === 'web4')?.links[0]?.verdicts[0];
  expect(verdict?.known).toBe('derived');
  engine.docker('stop', '-t', '0', 'db4');
  engine.docker('run', '-d', '--name', 'squatter4', 'webapp:latest');
  engine.docker('start', 'db4');
  await says('web4', 'stale');
  expect(store.snapshot.engines[0]?.verdicts.find(({ receiver }) => receiver === 'web4')?.links[0]?.verdicts[0]?.known).toBe('derived');
});

test('a link on a network of its own', async () => {
  engine.docker('network', 'create', 'shop');
  engine.docker('run', '-d', '--name', 'db5', '--network', 'shop', 'mysql:latest');
  follower.want(engine.docker('run', '-d', '--name', 'web5', '--network', 'shop', '--link', 'db5:db', 'webapp:latest'));
  await says('web5', 'dns-right');
  engine.docker('stop', '-t', '0', 'db5');
  await says('web5', 'dns-source-stopped');
});
