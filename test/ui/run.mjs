import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { installHost } from '../support/host/install.mjs';
import { openBrowser, startServer, workbenchUrl } from '../support/host/server.mjs';
import { workbench } from '../support/host/workbench.mjs';

// A person's view: the packaged extension installed into a real workbench, on a copy of the sample, with pictures in .vscode-test/shots.
const root = join(import.meta.dirname, '..', '..');
const vsix = join(root, '.vscode-test', 'docker-link-inspector.vsix');
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(`SKIP ui: the workbench in a browser is prepared for linux-x64 only, this is ${process.platform}-${process.arch}`);
  process.exit(77);
}
if (!existsSync(vsix)) throw new Error('there is no package: npm run package');

const scratch = mkdtempSync(join(tmpdir(), 'docker-links-ui-'));
const userData = join(scratch, 'user');
const extensions = join(scratch, 'extensions');
const folder = join(scratch, 'sample');
cpSync(join(root, 'media', 'sample'), folder, { recursive: true });
const host = await installHost();
install();
const server = await startServer({ userData, extensions });
const { browser, page } = await openBrowser();
const bench = workbench(page);
try {
  await page.goto(workbenchUrl({ ...server, folder }), { waitUntil: 'commit' });
  await treeShowsTheSample();
  await hoverExplainsALink();
  await quickFixIsOffered();
} catch (error) {
  console.error(error);
  await bench.screenshot('failed');
  process.exitCode = 1;
} finally {
  await browser.close();
  const ended = new Promise((resolve) => server.child.once('close', resolve));
  server.kill();
  await ended;
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Installs the package as `code --install-extension` does. */
function install() {
  const args = [host.server, '--server-data-dir', userData, '--user-data-dir', userData, '--extensions-dir', extensions];
  const { status, stdout, stderr } = spawnSync(host.node, [...args, '--accept-server-license-terms', '--install-extension', vsix], {
    encoding: 'utf8',
  });
  assert.ok(status === 0 && stdout.includes('successfully installed'), `the package could not be installed:\n${stdout}${stderr}`);
}

async function treeShowsTheSample() {
  await bench.openView('Docker Links');
  await bench.row('compose.yaml').waitFor();
  await bench.row('docker-compose.yml').waitFor();
  await bench.screenshot('tree');
  console.log('the tree shows the files of the sample');
}

async function hoverExplainsALink() {
  await bench.openFile('compose.yaml');
  assert.match(await bench.hover('compose.yaml', 'mysql:db'), /db/);
  await bench.screenshot('hover');
  await page.keyboard.press('Escape');
  console.log('the hover explains a link');
}

async function quickFixIsOffered() {
  const titles = await bench.quickFixes('compose.yaml', 'mysql:db');
  assert.ok(
    titles.some((title) => /mysql:db/.test(title)),
    `offered: ${titles.join(' | ')}`,
  );
  await bench.screenshot('fix');
  console.log(`the quick fix menu offers: ${titles.join(' | ')}`);
}
