import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installHost } from '../support/host/install.mjs';
import { openBrowser } from '../support/host/server.mjs';
import { workbench } from '../support/host/workbench.mjs';

// From a clean clone of what is committed: `npm ci && npm start` prints an address, and behind it the tree of the sample shows.
const root = join(import.meta.dirname, '..', '..');
const skip = (reason) => {
  console.log(`SKIP start: ${reason}`);
  process.exit(77);
};
if (process.platform !== 'linux' || process.arch !== 'x64') skip('the workbench in a browser is prepared for linux-x64 only');
if (!existsSync(join(root, '.git'))) skip('this is no git checkout, so there is nothing to clone');

const scratch = mkdtempSync(join(tmpdir(), 'docker-links-clone-'));
const clone = join(scratch, 'clone');
const host = await installHost();
let started;
try {
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'inherit' });
  mkdirSync(join(clone, '.vscode-test'));
  symlinkSync(host.folder, join(clone, '.vscode-test', host.folder.split('/').at(-1)));
  execFileSync('npm', ['ci', '--prefer-offline', '--silent'], { cwd: clone, stdio: 'inherit' });
  started = spawn(process.execPath, ['test/support/start.mjs'], {
    cwd: clone,
    env: { ...process.env, DOCKER_LINKS_START: 'server' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await showsTheSample(await addressOf(started));
} finally {
  if (started?.exitCode === null) {
    const ended = new Promise((resolve) => started.once('close', resolve));
    started.kill('SIGTERM');
    await ended;
  }
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The address a started program prints; fails when it ends before it does. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    const said = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const address = /^Open (http:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('close', (code) => reject(new Error(`npm start ended with ${code} and printed no address:\n${said.join('\n')}`)));
  });
}

async function showsTheSample(address) {
  const { browser, page } = await openBrowser();
  try {
    await page.goto(address, { waitUntil: 'commit' });
    const bench = workbench(page);
    await bench.openView('Docker Links');
    await bench.row('compose.yaml').waitFor();
    await bench.screenshot('start');
    console.log('the address of npm start shows the tree of the sample');
  } finally {
    await browser.close();
  }
}
