import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { readEngine } from '../../src/sources/engine/client.ts';

/** A `podman system service` of the test's own, in namespaces of its own. */
export interface PrivatePodman {
  /** In the form of `DOCKER_HOST`. */
  readonly host: string;
  readonly folder: string;
  /** Runs the docker command line on it; throws when that fails. */
  docker(...args: readonly string[]): string;
  /** Ends it with all its containers and removes its files. */
  end(): Promise<void>;
}

/** Which of these programs are not there. */
export function lacking(programs: readonly string[]): readonly string[] {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/lib/podman'];
  return programs.filter((name) => !folders.some((path) => existsSync(join(path, name))));
}

/** Starts the service, and waits until it answers; `network` are lines of the section for networks. */
export async function startPodman(network: readonly string[] = []): Promise<PrivatePodman> {
  const folder = mkdtempSync(join(tmpdir(), 'links-podman-'));
  const host = `unix://${folder}/podman.sock`;
  const limits = 'default_ulimits=["nofile=1024:1024","nproc=4096:4096"]';
  const engine = ['[engine]', 'runtime="runc"', 'cgroup_manager="cgroupfs"', 'events_logger="file"'];
  const networks = ['[network]', `network_config_dir="${join(folder, 'networks')}"`, ...network];
  mkdirSync(join(folder, 'networks'));
  writeFileSync(join(folder, 'containers.conf'), ['[containers]', limits, ...engine, ...networks, ''].join('\n'));
  const namespaces = ['unshare', '--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--mount-proc', '--kill-child'];
  const places = ['root', 'runroot', 'tmpdir'].flatMap((name) => [`--${name}`, join(folder, name)]);
  // Podman puts the sockets of its name server under /run, which is this service's own.
  const shell = ['sh', '-c', 'mount -t tmpfs tmpfs /run && ip link set lo up && exec "$@"', 'sh'];
  const podman = ['podman', ...places, '--storage-driver', 'vfs', 'system', 'service', '--time=0', host];
  const command = ['--pdeathsig', 'KILL', ...namespaces, ...shell, ...podman];
  const service = spawn('setpriv', command, { stdio: 'ignore', env: { ...process.env, CONTAINERS_CONF: join(folder, 'containers.conf') } });
  while ('fault' in (await readEngine({ host }))) {
    if (service.exitCode !== null) throw new Error('podman ended');
    await after(100);
  }
  return {
    host,
    folder,
    docker: (...args) => execFileSync('docker', ['-H', host, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim(),
    end: async () => {
      const exited = once(service, 'exit');
      service.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
