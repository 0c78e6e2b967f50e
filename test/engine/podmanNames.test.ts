import { copyFileSync, mkdirSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { namesIn } from '../../src/domain/names/namesIn.ts';
import { noEvidence } from '../../src/domain/verdicts/evidence.ts';
import { readEngine } from '../../src/sources/engine/client.ts';
import { lacking, startPodman } from './privatePodman.ts';
import type { PrivatePodman } from './privatePodman.ts';

// What a real Podman answers for names on a network, beside what it says of its containers.

const missing = lacking(['podman', 'runc', 'conmon', 'netavark', 'aardvark-dns', 'busybox']);
if (missing.length > 0)
  console.log(`SKIP podman names: ${missing.join(', ')} not found (Debian: podman, runc, conmon, netavark, aardvark-dns, busybox-static)`);

let podman: PrivatePodman | null = null;

beforeAll(async () => {
  if (missing.length > 0) return;
  podman = await startPodman(['network_backend="netavark"']);
  const root = join(podman.folder, 'image', 'bin');
  mkdirSync(root, { recursive: true });
  const busybox = execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim();
  for (const applet of ['busybox', 'sh', 'sleep']) copyFileSync(busybox, join(root, applet));
  execFileSync('tar', ['-c', '-f', join(podman.folder, 'image.tar'), '-C', join(podman.folder, 'image'), '.']);
  podman.docker('import', '-c', 'CMD ["sleep","600"]', join(podman.folder, 'image.tar'), 'docker.io/library/app:latest');
});

afterAll(async () => {
  await podman?.end();
});

test.skipIf(missing.length > 0)(
  'a container answers to its name, its aliases and its short id, and to nobody else’s wish',
  async () => {
    if (!podman) throw new Error('no podman');
    const { host } = podman;
    const docker = (...args: readonly string[]): unknown => podman?.docker(...args);
    docker('network', 'create', 'shop');
    docker('run', '-d', '--name', 'db', '--network', 'shop', '--network-alias', 'database', 'app:latest');
    docker('run', '-d', '--name', 'web', '--network', 'shop', 'app:latest');
    const facts = await readEngine({ host });
    if ('fault' in facts) throw new Error(facts.fault);
    const [db, web] = ['db', 'web'].map((name) => facts.details.find((one) => one.name === name));
    if (!db || !web) throw new Error('no containers');
    const endpoint = db.networks.get('shop');
    expect([...(endpoint?.aliases ?? [])].sort()).toEqual([db.id.slice(0, 12), 'database'].sort());
    for (const name of ['db', ...(endpoint?.aliases ?? [])]) expect(resolved(host, name), name).toBe(endpoint?.ipv4);
    expect(resolved(host, 'maindb')).toBeNull();
    // None of its names is told, as Podman tells nowhere how it answers.
    expect(namesIn({ receiver: web, facts, evidence: noEvidence(web.id) })).toMatchObject({ kind: 'unknown' });
  },
  60_000,
);

/** The address that a program in the container "web" gets for a name; null where there is none. */
function resolved(host: string, name: string): string | null {
  const { stdout } = spawnSync('docker', ['-H', host, 'exec', 'web', 'busybox', 'nslookup', name], { encoding: 'utf8' });
  return /^Name:.*\nAddress: ([0-9.]+)$/m.exec(stdout)?.[1] ?? null;
}
