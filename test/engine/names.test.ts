import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { namesIn } from '../../src/domain/names/namesIn.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import { readAll } from '../../src/sources/engine/readAll.ts';
import { readLookup } from '../../src/sources/engine/readEvidence.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

// Every name that is told of a container is looked up inside it.

let engine: PrivateEngine;

beforeAll(async () => {
  engine = await startEngine();
  engine.image('app:latest', ['EXPOSE 3306/tcp', 'CMD ["sleep","600"]']);
});

afterAll(async () => {
  await engine.end();
});

function run(name: string, ...more: readonly string[]): void {
  // What nobody here answers is asked of a server that is not there, so that no look-up waits for one.
  const dns = ['--dns', '127.0.0.1', '--dns-opt', 'timeout:1', '--dns-opt', 'attempts:1'];
  engine.docker('run', '-d', '--name', name, ...dns, ...more, 'app:latest');
}

/** The address that each name has for a program in the container, which looks into the hosts file first. */
function lookedUp(container: string, names: readonly string[]): ReadonlyMap<string, string | null> {
  const each = 'for name; do echo "name $name"; busybox ping -c 1 -w 1 "$name" 2>&1; done';
  const { stdout } = spawnSync('docker', ['-H', engine.host, 'exec', container, 'sh', '-c', each, 'sh', ...names], { encoding: 'utf8' });
  const answers = stdout.split(/^name /m).slice(1);
  return new Map(answers.map((answer) => [answer.slice(0, answer.indexOf('\n')), /\(([0-9.]+)\)/.exec(answer)?.[1] ?? null]));
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

  const api = connectEngine({ host: engine.host });
  if ('fault' in api) throw new Error(api.fault);
  const read = await readAll(api);
  if ('fault' in read) throw new Error(read.fault);
  const facts = read.value;
  const options = { api, facts, now: () => '', signal: new AbortController().signal };
  const wrong: string[] = [];
  let compared = 0;
  for (const receiver of facts.details.filter(({ running }) => running)) {
    const { evidence, nameServers } = await readLookup(receiver, options);
    const seen = namesIn({ receiver, facts, evidence, ...(nameServers && { nameServers }) });
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
