import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { posix } from 'node:path';

/** A socket at which an engine usually listens, and which engine that is. */
export interface UsualSocket {
  readonly path: string;
  readonly product: string;
}

/** Where a machine keeps things: its variables and the home folder. */
export interface Machine {
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

const PIPES = '//./pipe/';

/** The sockets that engines make for their users, rootless ones first. */
export function usualSockets({ environment, home, platform }: Machine): readonly UsualSocket[] {
  if (platform === 'win32') {
    return [
      { path: `${PIPES}docker_engine`, product: 'Docker' },
      { path: `${PIPES}dockerDesktopLinuxEngine`, product: 'Docker Desktop' },
      { path: `${PIPES}podman-machine-default`, product: 'Podman' },
    ];
  }
  const runtime = environment['XDG_RUNTIME_DIR'] ?? '';
  const own = runtime.startsWith('/')
    ? [
        { path: posix.join(runtime, 'docker.sock'), product: 'rootless Docker' },
        { path: posix.join(runtime, 'podman', 'podman.sock'), product: 'rootless Podman' },
      ]
    : [];
  return [
    ...own,
    { path: '/var/run/docker.sock', product: 'Docker' },
    { path: '/run/podman/podman.sock', product: 'Podman' },
    ...HOME.map(({ path, product }) => ({ path: posix.join(home, path), product })),
  ];
}

const HOME: readonly UsualSocket[] = [
  { path: '.docker/run/docker.sock', product: 'Docker Desktop' },
  { path: '.docker/desktop/docker.sock', product: 'Docker Desktop' },
  { path: '.orbstack/run/docker.sock', product: 'OrbStack' },
  { path: '.rd/docker.sock', product: 'Rancher Desktop' },
  { path: '.colima/default/docker.sock', product: 'Colima' },
  { path: '.config/colima/default/docker.sock', product: 'Colima' },
  { path: '.local/share/containers/podman/machine/podman.sock', product: 'Podman machine' },
];

/** The usual sockets that exist; they are looked at, nobody connects to them. */
export async function foundSockets(
  machine: Machine = { environment: process.env, home: homedir(), platform: process.platform },
): Promise<readonly UsualSocket[]> {
  const usual = usualSockets(machine);
  if (machine.platform === 'win32') {
    // To look at one pipe would connect to it; the list of them does not.
    const pipes = new Set(await readdir(PIPES).catch(() => []));
    return usual.filter(({ path }) => pipes.has(path.slice(PIPES.length)));
  }
  const found = await Promise.all(
    usual.map(async (socket) => {
      const there = await stat(socket.path).catch(() => null);
      return there?.isSocket() ? [socket] : [];
    }),
  );
  return found.flat();
}
