import { copyFileSync, mkdirSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareMeasured } from '../../src/domain/names/measured.ts';
import { namesIn } from '../../src/domain/names/namesIn.ts';
import type { Asked } from '../../src/domain/names/resolveName.ts';
import { noEvidence } from '../../src/domain/verdicts/evidence.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import { measureNames } from '../../src/sources/engine/measure.ts';
import { readAll } from '../../src/sources/engine/readAll.ts';
import { readLookup } from '../../src/sources/engine/readEvidence.ts';
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
  for (const applet of ['busybox', 'sh', 'sleep', 'ping']) copyFileSync(busybox, join(root, applet));
  execFileSync('tar', ['-c', '-f', join(podman.folder, 'image.tar'), '-C', join(podman.folder, 'image'), '.']);
  podman.docker('import', '-c', 'CMD ["sleep","600"]', join(podman.folder, 'image.tar'), 'docker.io/library/app:latest');
});

afterAll(async () => {
  await podman?.end();
});

test.skipIf(missing.length > 0)(
  'on networks with Podman’s DNS every name leads where it is told to lead, also with dns.podman behind it',
  async () => {
    if (!podman) throw new Error('no podman');
    const { host } = podman;
    const docker = (...args: readonly string[]): unknown => podman?.docker(...args);
    for (const network of ['shop', 'back']) docker('network', 'create', network);
    docker('run', '-d', '--name', 'db', '--network', 'shop', '--network-alias', 'database', '--hostname', 'dbhost', 'app:latest');
    docker('run', '-d', '--name', 'db2', '--network', 'shop', '--network-alias', 'database', 'app:latest');
    docker('run', '-d', '--name', 'far', '--network', 'back', '--network-alias', 'hidden', 'app:latest');
    docker('run', '-d', '--name', 'gone', '--network', 'shop', '--network-alias', 'lost', 'app:latest');
    docker('stop', '-t', '0', 'gone');
    docker('run', '-d', '--name', 'web', '--network', 'shop', '--add-host', 'mail:10.0.0.25', 'app:latest');
    docker('run', '-d', '--name', 'plain', 'app:latest');
    const api = connectEngine({ host, deadline: 60_000 });
    if ('fault' in api) throw new Error(api.fault);
    const read = await readAll(api);
    if ('fault' in read) throw new Error(read.fault);
    const facts = read.value;
    const options = { api, facts, now: () => '', signal: new AbortController().signal };
    const told = async (name: string): Promise<Asked> => {
      const receiver = facts.details.find((one) => one.name === name);
      if (!receiver) throw new Error(`there is no container ${name}`);
      return { receiver, facts, ...(await readLookup(receiver, options)) };
    };
    const web = await told('web');
    const seen = namesIn(web);
    if (seen.kind === 'unknown') throw new Error(seen.reason);
    const shown = seen.names.filter(({ foundBy }) => foundBy !== 'short id');
    expect(shown.map(({ name, foundBy, state }) => `${name}: ${foundBy}, ${state}`)).toEqual(
      expect.arrayContaining([
        'mail: hosts file, stranger',
        'db: container name, right',
        'database: network alias, several',
        'db2: container name, right',
        'gone: container name, stopped',
        'lost: network alias, stopped',
      ]),
    );
    expect(shown.some(({ name }) => name === 'dbhost' || name === 'far' || name === 'hidden')).toBe(false);
    // What a program finds is what is told, name by name, in any letter case, and also with the domain behind it.
    for (const { name, addresses } of seen.names.filter(({ foundBy }) => foundBy !== 'hosts file')) {
      const found = [pinged(host, name), pinged(host, name.toUpperCase()), resolved(host, `${name}.dns.podman`)];
      for (const address of found) {
        if (addresses.length === 0) expect(address, name).toBeNull();
        else expect(addresses, name).toContain(address);
      }
    }
    for (const name of ['dbhost', 'far', 'hidden', 'maindb']) expect(resolved(host, name), name).toBeNull();
    // On the network that a container is on without a wish Podman answers for no name.
    const plain = namesIn(await told('plain'));
    expect(plain.kind === 'names' && plain.names.filter(({ foundBy }) => foundBy !== 'hosts file')).toEqual([]);
    // What is measured inside is the same, by whatever the container has.
    const measured = await measureNames(
      web.receiver,
      shown.map(({ name }) => name),
      { ...options, deadline: 60_000 },
    );
    if ('fault' in measured) throw new Error(measured.fault);
    expect(shown.filter((one) => compareMeasured(one, measured, facts)?.agrees === false)).toEqual([]);
    // Without its resolv.conf nothing is told.
    expect(namesIn({ receiver: web.receiver, facts, evidence: noEvidence(web.receiver.id) })).toMatchObject({ kind: 'unknown' });
    api.close();
  },
  60_000,
);

/** The address that a program finds by the C library in the container "web"; null where there is none. */
function pinged(host: string, name: string): string | null {
  const { stdout } = spawnSync('docker', ['-H', host, 'exec', 'web', 'busybox', 'ping', '-c', '1', '-W', '1', name], { encoding: 'utf8' });
  return /\(([0-9.]+)\)/.exec(stdout)?.[1] ?? null;
}

/** The address that a program in the container "web" gets for a name; null where there is none. */
function resolved(host: string, name: string): string | null {
  const { stdout } = spawnSync('docker', ['-H', host, 'exec', 'web', 'busybox', 'nslookup', name], { encoding: 'utf8' });
  return /^Name:.*\nAddress: ([0-9.]+)$/m.exec(stdout)?.[1] ?? null;
}
