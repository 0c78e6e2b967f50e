import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EngineFact } from '../../src/model/facts.ts';
import type { EngineApi } from '../../src/sources/engine/api.ts';
import { findEngine, readEngine } from '../../src/sources/engine/client.ts';
import { Follower } from '../../src/sources/engine/follow.ts';
import { logins } from './children.ts';
import { countedClock } from './countedClock.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

// A real sshd on the loopback interface, with keys and settings of its own; the system's own ssh logs in to it, and docker's dial-stdio answers there.

const path = process.env['PATH'] ?? '';
const SSHD = '/usr/sbin/sshd';
const missing = [SSHD, '/usr/bin/ssh', '/usr/bin/ssh-keygen'].filter((program) => !existsSync(program));
if (missing.length > 0) console.log(`SKIP sshd: ${missing.join(', ')} not found (Debian: openssh-server, openssh-client)`);

let folder: string;
let port: number;
let engine: PrivateEngine;
let sshd: ChildProcess;

beforeAll(async () => {
  if (missing.length > 0) return;
  folder = mkdtempSync(join(tmpdir(), 'links-sshd-'));
  engine = await startEngine();
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'CMD ["sleep","600"]']);
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  engine.docker('run', '-d', '--name', 'webapp', '--link', 'mysql_server:db', 'mysql:latest');
  port = await freePort();
  for (const name of ['host', 'client', 'stranger'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  writeFileSync(join(folder, 'authorized_keys'), readFileSync(join(folder, 'client.pub')));
  writeFileSync(join(folder, 'known_hosts'), `[127.0.0.1]:${port} ${readFileSync(join(folder, 'host.pub'), 'utf8')}`);
  writeFileSync(join(folder, 'known_other'), `[127.0.0.1]:${port} ${readFileSync(join(folder, 'stranger.pub'), 'utf8')}`);
  writeFileSync(join(folder, 'sshd_config'), settings());
  writeFileSync(join(folder, 'ssh_config'), clientSettings());
  // The system's ssh, told to mind these settings alone.
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F '${folder}/ssh_config' "$@"\n`);
  chmodSync(join(folder, 'bin', 'ssh'), 0o755);
  vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${path}`);
  vi.stubEnv('DOCKER_CONFIG', join(folder, 'docker'));
  vi.stubEnv('DOCKER_HOST', '');
  for (const name of ['far', 'changed', 'locked'])
    execFileSync('docker', ['context', 'create', name, '--docker', `host=ssh://${name}`], { stdio: 'pipe' });
  await startSshd();
});

afterAll(async () => {
  if (missing.length > 0) return;
  vi.unstubAllEnvs();
  await stopSshd();
  await engine.end();
  rmSync(folder, { recursive: true });
});

function settings(): string {
  return [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${folder}/host`,
    `AuthorizedKeysFile ${folder}/authorized_keys`,
    `PidFile ${folder}/sshd.pid`,
    `SetEnv DOCKER_HOST=${engine.host} PATH=${path}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    '',
  ].join('\n');
}

function clientSettings(): string {
  const hosts = [
    ['far', 'client', 'known_hosts'],
    ['changed', 'client', 'known_other'],
    ['locked', 'stranger', 'known_hosts'],
  ].map(([name, key, known]) => `Host ${name}\n  IdentityFile ${folder}/${key}\n  UserKnownHostsFile ${folder}/${known}\n`);
  return `${hosts.join('')}Host *\n  HostName 127.0.0.1\n  Port ${port}\n  User root\n  IdentitiesOnly yes\n  StrictHostKeyChecking yes\n`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}

/** In namespaces of its own, so that it needs no folder of the system, and ends with every session. */
async function startSshd(): Promise<void> {
  const namespaces = ['unshare', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
  const shell = `mount -t tmpfs tmpfs /run && mkdir /run/sshd && exec ${SSHD} -D -e -f '${folder}/sshd_config'`;
  sshd = spawn('setpriv', ['--pdeathsig', 'KILL', ...namespaces, 'sh', '-c', shell], { stdio: 'ignore' });
  while (!(await listens())) await after(20);
}

function listens(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function stopSshd(): Promise<void> {
  const exited = once(sshd, 'exit');
  sshd.kill('SIGKILL');
  await exited;
}

async function connected(name: string): Promise<EngineApi> {
  const api = await findEngine({ kind: 'context', name });
  if ('fault' in api) throw new Error(api.fault);
  return api;
}

/** Looks again and again until this is true; the test's own limit ends a wait in vain. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await after(20);
}

test.skipIf(missing.length > 0)('what is read through a context over ssh is what the engine’s socket says', async () => {
  const direct = await readEngine({ host: engine.host });
  expect(direct).toHaveProperty('details.length', 2);
  expect(await readEngine({ host: 'ssh://far' })).toEqual(direct);
  const api = await connected('far');
  expect([api.address, api.name]).toEqual(['ssh://far', 'far']);
  expect(await api.list()).toEqual({ value: 'fault' in direct ? [] : direct.summaries });
  api.close();
  await until(() => logins().length === 0);
});

test.skipIf(missing.length > 0)('an engine is followed over two logins; the server’s end is told, and it is back by itself', async () => {
  const api = await connected('far');
  const clock = countedClock();
  let fact: EngineFact | null = null;
  const follower = new Follower(api, { clock, random: () => 0, now: () => '2026-01-01T00:00:00Z', publish: (one) => (fact = one) });
  const known = (): EngineFact | null => fact;
  const names = (): readonly string[] => known()?.facts?.summaries.map(({ name }) => name) ?? [];
  follower.start();
  await until(() => names().length === 2);
  engine.docker('run', '-d', '--name', 'late', 'mysql:latest');
  await until(() => names().includes('late'));
  expect(logins().length).toBeLessThanOrEqual(2);
  await stopSshd();
  await until(() => known()?.health.state === 'down');
  engine.docker('rename', 'late', 'later');
  await startSshd();
  await until(() => known()?.health.state === 'connected' && names().includes('later'));
  follower.stop();
  await until(() => logins().length === 0);
  expect(clock.pending).toBe(0);
});

test.skipIf(missing.length > 0).each([
  ['changed', 'Host key verification failed.'],
  ['locked', 'Permission denied (publickey).'],
])('the login "%s" that fails is told in ssh’s own words, and nobody is asked for a password', async (name, words) => {
  const fault = await readEngine({ host: `ssh://${name}` });
  expect(fault).toMatchObject({ code: 'failed' });
  expect('fault' in fault && fault.fault).toContain(words);
  expect('fault' in fault && fault.fault.split('\n')).toHaveLength(1);
});
