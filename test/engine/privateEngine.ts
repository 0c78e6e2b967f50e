import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync, writeFileSync, copyFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** A dockerd of the test's own, in its own network namespace, beside any other. */
export interface PrivateEngine {
  /** In the form of `DOCKER_HOST`. */
  readonly host: string;
  /** Runs the docker command line on it; throws when that fails. */
  docker(...args: readonly string[]): string;
  /** Imports an image made of busybox, and of these programs of the machine, under a name; `changes` are Dockerfile instructions. */
  image(name: string, changes: readonly string[], programs?: readonly string[]): void;
  /** Kills the engine with all its containers; its files stay. */
  kill(): Promise<void>;
  /** Starts the engine again after a kill, and waits until it answers. */
  again(): Promise<void>;
  /** Ends the engine with all its containers and removes its files. */
  end(): Promise<void>;
}

/** Where a name server answers beside each engine that knows no name: what an engine cannot answer itself would else be waited for. */
const NO_NAMES = '10.53.53.53';
/** Its program, from the project's folder: this file may be a part of a bundle elsewhere. */
const NO_NAMES_PROGRAM = resolve('test/engine/noNames.mjs');

/** Starts an engine and waits until it answers. */
export async function startEngine(): Promise<PrivateEngine> {
  if (!existsSync(NO_NAMES_PROGRAM)) throw new Error(`There is no ${NO_NAMES_PROGRAM}: engines are started from the project's folder.`);
  const folder = mkdtempSync(join(tmpdir(), 'links-engine-'));
  const host = `unix://${folder}/docker.sock`;
  writeFileSync(join(folder, 'daemon.json'), JSON.stringify({ dns: [NO_NAMES] }));
  const start = (): ChildProcess => spawn('setpriv', daemonCommand(folder, host), { stdio: 'ignore' });
  let daemon = start();
  const ids: string[] = [];
  const docker = (...args: readonly string[]): string => {
    const answer = execFileSync('docker', ['-H', host, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
    if (args[0] === 'run') ids.push(answer);
    return answer;
  };
  const again = async (): Promise<void> => {
    // What these say holds for the process ids of the killed engine alone.
    for (const file of ['docker.pid', 'exec/containerd/containerd.pid']) rmSync(join(folder, file), { force: true });
    daemon = start();
    await answering(docker, daemon);
  };
  const end = (): Promise<void> => stop(daemon, folder, ids);
  try {
    await answering(docker, daemon);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    host,
    docker,
    image: (name, changes, programs = []) => {
      importImage(docker, folder, { name, changes, programs });
    },
    kill: () => kill(daemon),
    again,
    end,
  };
}

/** SIGKILL to this process ends the engine and all its containers, as they share a pid namespace. */
function daemonCommand(folder: string, host: string): readonly string[] {
  const namespaces = ['unshare', '--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--mount-proc', '--kill-child'];
  const names = `"${process.execPath}" "${NO_NAMES_PROGRAM}" ${NO_NAMES}`;
  const shell = ['sh', '-c', `ip link set lo up; ip address add ${NO_NAMES}/32 dev lo; ${names} & exec dockerd "$@"`, 'dockerd'];
  const files = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'docker.pid')];
  const rest = ['-H', host, '--config-file', join(folder, 'daemon.json'), '--userland-proxy=false', '--bip', '172.30.99.1/24'];
  return ['--pdeathsig', 'KILL', ...namespaces, ...shell, ...files, ...rest, '--log-level', 'warn'];
}

async function answering(docker: PrivateEngine['docker'], daemon: ChildProcess): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      docker('version');
      return;
    } catch (error) {
      if (daemon.exitCode !== null || Date.now() > until) throw error;
      await after(100);
    }
  }
}

interface ImageOf {
  readonly name: string;
  readonly changes: readonly string[];
  readonly programs: readonly string[];
}

function importImage(docker: PrivateEngine['docker'], folder: string, { name, changes, programs }: ImageOf): void {
  const root = mkdtempSync(join(folder, 'image-'));
  mkdirSync(join(root, 'bin'));
  copyFileSync(execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim(), join(root, 'bin', 'busybox'));
  for (const applet of ['sh', 'sleep', 'cat']) copyFileSync(join(root, 'bin', 'busybox'), join(root, 'bin', applet));
  for (const program of programs) copyWithLibraries(program, root);
  const archive = `${root}.tar`;
  execFileSync('tar', ['-c', '-f', archive, '-C', root, '.']);
  docker('import', ...changes.flatMap((change) => ['-c', change]), archive, name);
}

/** A program and the libraries that it is loaded with, each at its own place. */
function copyWithLibraries(program: string, root: string): void {
  const path = execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
  const libraries = execFileSync('ldd', [path], { encoding: 'utf8' }).matchAll(/(?:=> |^\s+)(\/\S+) \(/gm);
  for (const file of [path, ...Array.from(libraries, ([, library = '']) => library)]) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    copyFileSync(file, join(root, file));
  }
}

async function stop(daemon: ChildProcess, folder: string, ids: readonly string[]): Promise<void> {
  await kill(daemon);
  for (const id of ids) removeCgroups(id);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function kill(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const pid = daemon.pid ?? 0;
  const inside = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const exited = once(daemon, 'exit');
  daemon.kill('SIGKILL');
  await exited;
  // The first process inside ends last; until then files of the engine are still locked.
  while (inside.some(lives)) await after(20);
}

function lives(pid: string): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The killed engine leaves the empty control group folders of its containers behind. */
function removeCgroups(id: string): void {
  // Folders of another engine may go while it looks, which it tells as an error.
  const { stdout } = spawnSync('find', ['/sys/fs/cgroup', '-depth', '-type', 'd', '-name', id], { encoding: 'utf8' });
  for (const path of stdout.split('\n').filter((line) => line !== '')) {
    try {
      rmdirSync(path);
    } catch {
      // Its last process is still ending; an empty folder harms nobody.
    }
  }
}
