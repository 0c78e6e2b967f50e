import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '../../src/extension/clock.ts';
import { engineView } from '../../src/model/engineView.ts';
import type { EngineFact } from '../../src/model/facts.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import { FollowAll } from '../../src/sources/engine/followAll.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

let engine: PrivateEngine;
let all: FollowAll;
let fact: EngineFact | null = null;
let told: string[] = [];

beforeAll(async () => {
  engine = await startEngine();
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'CMD ["sleep","600"]']);
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  engine.docker('run', '-d', '--name', 'webapp', '--link', 'mysql_server:db', 'mysql:latest');
  const api = connectEngine({ host: engine.host });
  if ('fault' in api) throw new Error(api.fault);
  all = new FollowAll({
    // Five times as fast; otherwise most of the time would be waits between tries.
    clock: { later: (milliseconds, run) => wallClock.later(milliseconds / 5, run) },
    random: () => 0,
    now: () => '2026-01-01T00:00:00Z',
    find: () => Promise.resolve([{ address: api.address, identity: 'one', api }]),
    publish: (one) => (fact = one),
    forget: () => undefined,
    tell: (sentence) => told.push(sentence),
    failed: (error) => told.push(String(error)),
  });
  all.start();
});

afterAll(async () => {
  all.dispose();
  await engine.end();
});

/** Looks again and again until this is true; the test's own limit ends a wait in vain. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await after(10);
}

/** Why the link of `webapp` sets nothing now; null when it does, undefined without a link. */
function unset(): string | null | undefined {
  const links = fact?.health.state === 'connected' ? engineView(fact).receivers.flatMap((receiver) => receiver.links) : [];
  return links[0] && (links[0].unset?.code ?? null);
}

test('an engine that is killed and started 20 times is known rightly after each, with one message for each change', async () => {
  await until(() => unset() === null);
  for (let times = 0; times < 20; times += 1) {
    told = [];
    await engine.kill();
    await until(() => fact?.health.state === 'down');
    await engine.again();
    await until(() => unset() === 'source-stopped');
    expect(told).toHaveLength(2);
    engine.docker('start', 'mysql_server');
    await until(() => unset() === null);
  }
}, 120_000);
