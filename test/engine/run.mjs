import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

// The tests on a real engine: 0 all passed, 1 a failure, 77 skipped with the reason printed.
const programs = ['dockerd', 'docker', 'busybox', 'setpriv', 'unshare', 'ip', 'openssl', 'curl'];
const missing = programs.filter((name) => !(process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name))));

function reasonToSkip() {
  if (process.platform !== 'linux') return `a private dockerd runs on Linux only, this is ${process.platform}`;
  if (missing.length > 0) return `${missing.join(', ')} not found (Debian: docker.io, busybox-static, iproute2, util-linux, openssl, curl)`;
  return process.getuid?.() === 0 ? null : 'dockerd needs root';
}

const reason = reasonToSkip();
if (reason !== null) {
  console.log(`SKIP engine: ${reason}`);
  process.exit(77);
}
const runner = join(import.meta.dirname, '..', '..', 'node_modules', 'vitest', 'vitest.mjs');
const config = join(import.meta.dirname, 'vitest.config.ts');
const { status } = spawnSync(process.execPath, [runner, 'run', '-c', config, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status === 0 ? 0 : 1);
