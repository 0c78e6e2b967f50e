import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyNames } from '../../src/domain/verify/verify.ts';
import type { NameCheck } from '../../src/domain/verify/verify.ts';
import { wallClock } from '../../src/extension/clock.ts';
import { Store } from '../../src/model/store.ts';
import { promisesOf } from '../../src/model/verify.ts';
import type { Follower } from '../../src/sources/engine/follow.ts';
import { follow } from './followed.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';
import { storeUntil } from './storeUntil.ts';

// What is said of a name is compared with what the container's own resolver answers.

let engine: PrivateEngine;
let follower: Follower;
let folder: string;
const store = new Store(() => 'connected', wallClock);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-verify-'));
  execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'esbuild.mjs'), '--outdir', folder]);
  engine = await startEngine();
  engine.image('app:latest', ['EXPOSE 3306/tcp', 'CMD ["sleep","600"]']);
  follower = follow(engine.host, store);
});

afterAll(async () => {
  follower.dispose();
  store.dispose();
  await engine.end();
  rmSync(folder, { recursive: true });
});

function run(name: string, ...more: readonly string[]): string {
  // What nobody here answers is asked of a server that is not there, so that no test waits for one.
  const dns = ['--dns', '127.0.0.1', '--dns-opt', 'timeout:1', '--dns-opt', 'attempts:1'];
  return engine.docker('run', '-d', '--name', name, ...dns, ...more, 'app:latest');
}

/** What is said of the names that a container was promised, by the name. */
function checks(receiver: string): ReadonlyMap<string, NameCheck> {
  const view = store.snapshot.engines[0];
  const all = view?.facts ? verifyNames(promisesOf(view.facts, view.seenLinks, []), view.facts, view.evidence) : [];
  return new Map(all.find((one) => one.receiver === receiver)?.names.map((check) => [check.name, check]));
}

/** Waits until this is how a name turns out. */
async function turnsOut(receiver: string, name: string, outcome: NameCheck['outcome']): Promise<NameCheck | undefined> {
  const found = (): NameCheck | undefined => checks(receiver).get(name);
  await storeUntil(
    store,
    () => found()?.outcome === outcome && found()?.known !== 'derived',
    5_000,
    () => [outcome, found()],
  );
  return found();
}

/** The addresses that the container's own resolver answers with. */
function resolved(container: string, name: string): readonly string[] {
  const { stdout } = spawnSync('docker', ['-H', engine.host, 'exec', container, 'busybox', 'ping', '-c', '1', '-w', '1', name], {
    encoding: 'utf8',
  });
  return /\(([0-9.]+)\)/.exec(stdout)?.slice(1) ?? [];
}

function addressOf(container: string, network: string): string {
  return engine.docker('inspect', '-f', `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`, container);
}

test('before the migration the link’s names lead to its source', async () => {
  run('db');
  follower.want(run('web', '--link', 'db:database'));
  await turnsOut('web', 'database', 'right');
  expect(checks('web').get('db')?.outcome).toBe('right');
  expect(resolved('web', 'database')).toEqual([addressOf('db', 'bridge')]);
});

test('made again on a network without the alias, nobody answers to it', async () => {
  engine.docker('rm', '-f', 'web', 'db');
  engine.docker('network', 'create', 'shop');
  run('db', '--network', 'shop');
  follower.want(run('web', '--network', 'shop'));
  const check = await turnsOut('web', 'database', 'nobody');
  expect(check?.text).toBe('Nobody answers to "database".');
  expect(check?.by).toEqual([expect.stringMatching(/^a link "database" it had \(seen last /)]);
  expect(checks('web').get('db')?.outcome).toBe('right');
  expect(resolved('web', 'database')).toEqual([]);
  expect(resolved('web', 'db')).toEqual([addressOf('db', 'shop')]);
});

test('with the alias it is right; with another container of that alias it is one of several, and then somebody else', async () => {
  engine.docker('network', 'disconnect', 'shop', 'db');
  engine.docker('network', 'connect', '--alias', 'database', 'shop', 'db');
  await turnsOut('web', 'database', 'right');
  expect(resolved('web', 'database')).toEqual([addressOf('db', 'shop')]);
  run('stranger', '--network', 'shop', '--network-alias', 'database');
  const both = await turnsOut('web', 'database', 'several');
  expect(both?.text).toBe('"database" leads to "db" and "stranger"; only "db" is meant.');
  engine.docker('stop', '-t', '0', 'db');
  const other = await turnsOut('web', 'database', 'other');
  expect(other?.text).toBe('"database" leads to "stranger", not to "db". "db" does not run.');
  expect(resolved('web', 'database')).toEqual([addressOf('stranger', 'shop')]);
  engine.docker('rm', '-f', 'stranger');
  engine.docker('start', 'db');
  await turnsOut('web', 'database', 'right');
});

test('a line that the old link left in the hosts file is believed before DNS', async () => {
  run('cache');
  follower.want(run('job', '--link', 'cache:store'));
  await turnsOut('job', 'store', 'right');
  engine.docker('network', 'connect', 'shop', 'job');
  engine.docker('network', 'connect', '--alias', 'store', 'shop', 'cache');
  engine.docker('network', 'disconnect', 'bridge', 'job');
  engine.docker('network', 'disconnect', 'bridge', 'cache');
  const check = await turnsOut('job', 'store', 'nobody');
  expect(check?.text).toMatch(/^"store" leads to 172\.30\.99\.\d+, which no running container has\.$/);
  expect(resolved('job', 'store')).not.toEqual([addressOf('cache', 'shop')]);
  engine.docker('restart', '-t', '0', 'job');
  await turnsOut('job', 'store', 'right');
  expect(resolved('job', 'store')).toEqual([addressOf('cache', 'shop')]);
});

test('the command line compares what a compose file declares with what resolves, and reads nothing by running it', () => {
  const project = join(folder, 'blog');
  mkdirSync(project);
  const file = join(project, 'compose.yaml');
  const text = (alias: string): string =>
    `services:\n  front:\n    image: app\n    depends_on: [mysql]\n  mysql:\n    image: app\n    networks:\n      default:\n        aliases: [${alias}]\n`;
  writeFileSync(file, text('sql'));
  engine.docker('network', 'create', 'blog_default');
  const labels = (service: string): readonly string[] =>
    [`project=blog`, `service=${service}`, `project.working_dir=${project}`, `project.config_files=${file}`].flatMap((label) => [
      '--label',
      `com.docker.compose.${label}`,
    ]);
  run('blog-mysql-1', ...labels('mysql'), '--network', 'blog_default', '--network-alias', 'mysql', '--network-alias', 'sql');
  run('blog-front-1', ...labels('front'), '--network', 'blog_default', '--network-alias', 'front');
  const verify = (): { readonly status: number | null; readonly stdout: string } =>
    spawnSync(process.execPath, [join(folder, 'cli.cjs'), 'verify', '--host', engine.host, project], { encoding: 'utf8' });
  const right = verify();
  expect(right.stdout).toContain(`blog-front-1 → mysql: right: "mysql" leads to "blog-mysql-1".\n`);
  expect(right.stdout).toContain(`blog-front-1 → sql: right: "sql" leads to "blog-mysql-1".\n`);
  expect(right.status).toBe(0);
  writeFileSync(file, text('database'));
  const wrong = verify();
  expect(wrong.stdout).toContain(`blog-front-1 → database: nobody: Nobody answers to "database".\n`);
  expect(wrong.stdout).toContain(`  promised by: alias of mysql on the network default in compose.yaml\n`);
  expect(wrong.status).toBe(1);
  expect(resolved('blog-front-1', 'sql')).toEqual([addressOf('blog-mysql-1', 'blog_default')]);
  expect(resolved('blog-front-1', 'database')).toEqual([]);
});
