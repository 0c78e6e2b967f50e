import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '../../src/extension/clock.ts';
import { engineStatuses } from '../../src/features/engines/view.ts';
import { connectedTarget, engineView } from '../../src/model/engineView.ts';
import type { EngineFact } from '../../src/model/facts.ts';
import { connectEngine, readEngine } from '../../src/sources/engine/client.ts';
import { Follower } from '../../src/sources/engine/follow.ts';
import { lacking, startPodman } from './privatePodman.ts';
import type { PrivatePodman } from './privatePodman.ts';

// A real `podman system service`, in namespaces of its own.

const missing = lacking(['podman', 'runc', 'conmon']);
if (missing.length > 0) console.log(`SKIP podman: ${missing.join(', ')} not found (Debian: podman, runc, conmon)`);

let podman: PrivatePodman | null = null;
let host: string;

beforeAll(async () => {
  if (missing.length > 0) return;
  podman = await startPodman();
  host = podman.host;
  image(podman);
});

afterAll(async () => {
  await podman?.end();
});

function docker(...args: readonly string[]): string {
  return podman?.docker(...args) ?? '';
}

/** Imports an image that is never run. */
function image({ folder }: PrivatePodman): void {
  const root = join(folder, 'image');
  mkdirSync(root);
  writeFileSync(join(root, 'hello'), 'hello');
  execFileSync('tar', ['-c', '-f', `${root}.tar`, '-C', root, '.']);
  docker('import', '-c', 'EXPOSE 3306/tcp', '-c', 'CMD ["hello"]', `${root}.tar`, 'docker.io/library/mysql:latest');
}

test.skipIf(missing.length > 0)('it is recognised, and is no Docker that files are judged for', async () => {
  const facts = await readEngine({ host });
  expect(facts).toMatchObject({ version: { product: 'podman' } });
  if ('fault' in facts) return;
  const view = engineView({ address: host, health: { state: 'connected' }, facts });
  expect(connectedTarget([view])).toBeNull();
  expect(engineStatuses([view])[0]?.text).toBe(`Podman ${facts.version.version}`);
});

test.skipIf(missing.length > 0)('it refuses to create a container with a link, in its own words', async () => {
  docker('create', '--name', 'mysql_server', 'mysql:latest');
  const { status, stderr } = spawnSync('docker', ['-H', host, 'create', '--name', 'webapp', '--link', 'mysql_server:db', 'mysql:latest'], {
    encoding: 'utf8',
  });
  expect(status).not.toBe(0);
  expect(stderr).toContain('link is not supported');
  const facts = await readEngine({ host });
  expect('fault' in facts ? facts : facts.summaries.map(({ name }) => name)).toEqual(['mysql_server']);
});

test.skipIf(missing.length > 0)('it is followed', async () => {
  const api = connectEngine({ host });
  if ('fault' in api) throw new Error(api.fault);
  let fact: EngineFact | null = null;
  const names = (): readonly string[] => fact?.facts?.summaries.map(({ name }) => name) ?? [];
  const follower = new Follower(api, {
    clock: wallClock,
    random: Math.random,
    now: () => '2026-01-01T00:00:00Z',
    publish: (one) => (fact = one),
  });
  follower.start();
  while (names().length !== 1) await after(20);
  docker('create', '--name', 'second', 'mysql:latest');
  while (!names().includes('second')) await after(20);
  docker('rm', 'second');
  while (names().includes('second')) await after(20);
  follower.dispose();
});
