import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareMeasured } from '../../src/domain/names/measured.ts';
import { resolverFor } from '../../src/domain/names/resolvConf.ts';
import { namesIn } from '../../src/domain/names/namesIn.ts';
import type { Asked } from '../../src/domain/names/resolveName.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import type { EngineApi } from '../../src/sources/engine/api.ts';
import { measureNames } from '../../src/sources/engine/measure.ts';
import { readAll } from '../../src/sources/engine/readAll.ts';
import { readLookup } from '../../src/sources/engine/readEvidence.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

// Every name that is told of a container is looked up inside it.

let engine: PrivateEngine;
const folder = mkdtempSync(join(tmpdir(), 'links-names-'));

beforeAll(async () => {
  engine = await startEngine();
  execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'esbuild.mjs'), '--outdir', folder]);
  engine.image('app:latest', ['EXPOSE 3306/tcp', 'CMD ["sleep","600"]'], ['getent']);
  engine.image('bare:latest', ['CMD ["sleep","600"]']);
});

afterAll(async () => {
  await engine.end();
  rmSync(folder, { recursive: true });
});

function run(name: string, ...more: readonly string[]): void {
  engine.docker('run', '-d', '--name', name, ...more, 'app:latest');
}

/** The address that each name has for a program in the container, which looks into the hosts file first. */
function lookedUp(container: string, names: readonly string[]): ReadonlyMap<string, string | null> {
  const each = 'for name; do echo "name $name"; busybox ping -c 1 -w 1 "$name" 2>&1; done';
  const { stdout } = spawnSync('docker', ['-H', engine.host, 'exec', container, 'sh', '-c', each, 'sh', ...names], { encoding: 'utf8' });
  const answers = stdout.split(/^name /m).slice(1);
  return new Map(answers.map((answer) => [answer.slice(0, answer.indexOf('\n')), /\(([0-9.]+)\)/.exec(answer)?.[1] ?? null]));
}

/** The running containers as they are now, with the way to their engine. */
async function allAsked(): Promise<{ readonly api: EngineApi; readonly asked: readonly Asked[] }> {
  const api = connectEngine({ host: engine.host, deadline: 60_000 });
  if ('fault' in api) throw new Error(api.fault);
  const read = await readAll(api);
  if ('fault' in read) throw new Error(read.fault);
  const facts = read.value;
  const options = { api, facts, now: () => '', signal: new AbortController().signal };
  const asked: Asked[] = [];
  for (const receiver of facts.details.filter(({ running }) => running)) {
    const { evidence, resolver } = await readLookup(receiver, options);
    asked.push({ receiver, facts, evidence, ...(resolver && { resolver }) });
  }
  return { api, asked };
}

/** What measuring tells that was not computed, with how many names were compared. */
async function measured(
  api: EngineApi,
  asked: readonly Asked[],
): Promise<{ readonly wrong: readonly string[]; readonly compared: number }> {
  const options = { now: () => '', signal: new AbortController().signal, deadline: 60_000 };
  const wrong: string[] = [];
  let compared = 0;
  for (const one of asked) {
    const seen = namesIn(one);
    if (seen.kind === 'unknown') throw new Error(seen.reason);
    if (seen.names.length === 0) continue;
    const names = seen.names.map(({ name }) => name);
    const told = await measureNames(one.receiver, names, { ...options, api });
    if ('fault' in told) throw new Error(told.fault);
    expect(told.asker).toBe('getent');
    for (const name of seen.names) {
      const found = compareMeasured(name, told, one.facts);
      compared += found?.agrees === null ? 0 : 1;
      if (found?.agrees !== true) wrong.push(`${one.receiver.name}: ${name.name}: ${found?.why ?? 'not measured'}`);
    }
  }
  return { wrong, compared };
}

test('ten containers on three networks: every name leads where it is told to lead', async () => {
  for (const network of ['front', 'back', 'apart']) engine.docker('network', 'create', network);
  run('db', '--network', 'back', '--network-alias', 'database', '--hostname', 'db.corp.test');
  run('db2', '--network', 'back', '--network-alias', 'database');
  run('cache', '--network', 'back', '--network-alias', 'redis.local');
  run('api', '--network', 'back', '--link', 'db:maindb', '--add-host', 'cache:10.9.9.9');
  engine.docker('network', 'connect', '--alias', 'backend', 'front', 'api');
  run('web', '--network', 'front', '--link', 'api:service');
  run('web2', '--network', 'front', '--network-alias', 'backend');
  run('far', '--network', 'apart');
  run('old_db', '--expose', '3306');
  run('old_web', '--link', 'old_db:db');
  run('gone', '--network', 'back', '--network-alias', 'lost');
  engine.docker('stop', '-t', '0', 'gone');

  const { api, asked } = await allAsked();
  const wrong: string[] = [];
  let compared = 0;
  for (const one of asked) {
    const { receiver } = one;
    const seen = namesIn(one);
    if (seen.kind === 'unknown') throw new Error(seen.reason);
    const found = lookedUp(
      receiver.name,
      seen.names.map(({ name }) => name),
    );
    for (const { name, addresses } of seen.names) {
      const address = found.get(name) ?? null;
      compared += 1;
      if (address === null ? addresses.length > 0 : !addresses.includes(address))
        wrong.push(`${receiver.name}: ${name} leads to ${address ?? 'nobody'}, told: ${addresses.join(' or ')}`);
    }
  }
  api.close();
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(40);
}, 120_000);

test('measured inside the containers, every name leads where it was computed to, until a line of a hosts file is written by hand', async () => {
  const { api, asked } = await allAsked();
  const before = await measured(api, asked);
  expect(before.wrong).toEqual([]);
  expect(before.compared).toBeGreaterThan(40);
  const address = engine.docker('inspect', '-f', '{{.NetworkSettings.Networks.back.IPAddress}}', 'db2');
  engine.docker('exec', 'api', 'sh', '-c', `echo "${address} db" >> /etc/hosts`);
  const apis = asked.filter(({ receiver }) => receiver.name === 'api');
  expect((await measured(api, apis)).wrong).toEqual([
    `api: db: ${address} is "db2": its hosts file, its way of looking up names or the answers of another name server are not as they were read.`,
  ]);
  // Read again, the line is known.
  const anew = (await allAsked()).asked.filter(({ receiver }) => receiver.name === 'api');
  expect((await measured(api, anew)).wrong).toEqual([]);
  api.close();
}, 120_000);

test('search domains and ndots: what the engine writes is what it is told to write, and names are found by them', async () => {
  run('named', '--network', 'apart', '--network-alias', 'sql.corp.test');
  run('seeker', '--network', 'apart', '--dns-search', 'corp.test');
  run('dotted', '--network', 'apart', '--dns-search', 'corp.test', '--dns-opt', 'ndots:2');
  const { api, asked } = await allAsked();
  const own = ['seeker', 'dotted'].flatMap((name) => asked.filter(({ receiver }) => receiver.name === name));
  for (const { receiver, resolver } of own) expect(resolver).toEqual(resolverFor(receiver, true));
  const told = own.map((one) => {
    const seen = namesIn(one);
    return seen.kind === 'names' ? seen.names.find(({ name }) => name === 'sql') : null;
  });
  expect(told).toMatchObject([
    { foundBy: 'search domain', asksFirst: ['sql'] },
    { foundBy: 'search domain', asksFirst: [] },
  ]);
  expect((await measured(api, own)).wrong).toEqual([]);
  api.close();
}, 120_000);

test('the command line shows what it would run, runs it, and tells who cannot be asked', () => {
  engine.docker('run', '-d', '--name', 'bare', '--network', 'back', 'bare:latest');
  const names = (...args: readonly string[]): { readonly status: number | null; readonly stdout: string } =>
    spawnSync(process.execPath, [join(folder, 'cli.cjs'), 'names', '--host', engine.host, '--measure', ...args], { encoding: 'utf8' });
  const dry = names('--dry-run', 'api');
  expect(dry.stdout).toContain('\n  ["getent","ahosts","maindb"]\n');
  expect(dry.status).toBe(0);
  const address = engine.docker('inspect', '-f', '{{.NetworkSettings.Networks.back.IPAddress}}', 'db');
  const run = names('api', 'bare');
  expect(run.stdout).toContain(`  maindb → db [${address} 3306/tcp] (link alias on back); measured ${address}\n`);
  expect(run.stdout).toContain('  not measured: "bare" has none of getent, ping, nslookup that would tell, so it cannot be asked.\n');
  expect(run.status).toBe(0);
  const json = JSON.parse(names('--format', 'json', 'old_web').stdout) as Told;
  const [container] = json.engines[0]?.containers ?? [];
  expect(container?.measured).toMatchObject({ by: 'getent' });
  const old = engine.docker('inspect', '-f', '{{.NetworkSettings.Networks.bridge.IPAddress}}', 'old_db');
  expect(container?.names.find(({ name }) => name === 'db')?.measured).toEqual({ addresses: [old], agrees: true });
}, 120_000);

/** What the command line tells as data. */
interface Told {
  readonly engines: readonly {
    readonly containers: readonly {
      readonly measured: unknown;
      readonly names: readonly { readonly name: string; readonly measured: unknown }[];
    }[];
  }[];
}
