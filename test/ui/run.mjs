import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import assert from 'node:assert/strict';
import { installHost } from '../support/host/install.mjs';
import { fakeContainer, startFakeEngine } from '../support/fakeEngine.mjs';
import { openBrowser, startServer, workbenchUrl } from '../support/host/server.mjs';
import { shots, workbench } from '../support/host/workbench.mjs';
import { fixesAreMade } from './fixes.mjs';
import { namesAreShown } from './names.mjs';
import { registriesAreAsked } from './registries.mjs';

// A person's view: the packaged extension installed into a real workbench, on a copy of the sample, with pictures in .vscode-test/shots.
// With --pictures those of the README are taken over into media/; names of parts, such as `names`, choose some.
const root = join(import.meta.dirname, '..', '..');
const vsix = join(root, '.vscode-test', 'docker-link-inspector.vsix');
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(`SKIP ui: the workbench in a browser is prepared for linux-x64 only, this is ${process.platform}-${process.arch}`);
  process.exit(77);
}
if (!existsSync(vsix)) throw new Error('there is no package: npm run package');

/** One ambassador between services of a file, and one to another host. */
const AMBASSADORS = `services:
  redis_ambassador:
    image: svendowideit/ambassador
    links:
      - redis:redis
    expose: ["6379"]

  client:
    image: app
    links:
      - redis_ambassador:redis
      - far_ambassador:db

  redis:
    image: redis
    expose: ["6379"]

  far_ambassador:
    image: svendowideit/ambassador
    expose: ["5432"]
    environment:
      DB_PORT_5432_TCP: tcp://192.168.1.52:5432
`;

const scratch = mkdtempSync(join(tmpdir(), 'docker-links-ui-'));
const extensions = join(scratch, 'extensions');
const folder = join(scratch, 'sample');
const empty = join(scratch, 'empty');
mkdirSync(empty);
cpSync(join(root, 'media', 'sample'), folder, { recursive: true });
const host = await installHost();
install();
const engine = await startTestEngine();
/** The parts, each in a workbench of its own. */
const parts = {
  shop: () =>
    inWorkbench('shop', { folder, dockerHost: engine?.host ?? `unix://${scratch}/none.sock` }, async (bench) => {
      await treeShowsTheSample(bench);
      if (engine) await treeShowsTheEngine(bench);
      await groupings(bench);
      await selectionStays(bench);
      await hoverExplainsALink(bench);
      await enginesCanBeChosen(bench);
      await hoverExplainsAVariable(bench);
      await quickFixIsOffered(bench);
      await readersAreFound(bench);
      await readersAreRewritten(bench);
      if (engine) await reportsAreShown(bench);
      if (engine) await linksGoWrongAndAreCured(bench);
      if (engine) await engineGoesAndComesBack(bench);
    }),
  pictures: () => {
    if (process.argv.includes('--pictures')) takePictures();
  },
  docker29: () => inWorkbench('docker29', { folder: empty, dockerHost: `unix://${scratch}/docker29.sock` }, linkSetsNothing),
  names: () => (engine ? namesAreShown(scratch, { engine, inWorkbench }) : undefined),
  chains: chainsAndStrategies,
  fixes: () => fixesAreMade(scratch, inWorkbench, withMarkdown()),
  restricted: restrictedWorkspace,
  registries: () => registriesAreAsked(scratch, inWorkbench),
  empty: () => inWorkbench('empty', { folder: empty, dockerHost: `unix://${scratch}/none.sock` }, welcomes),
};
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
try {
  for (const [name, part] of Object.entries(parts)) if (chosen.length === 0 || chosen.includes(name)) await part();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await engine?.end();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The README's pictures are what this test has just seen, with a palette of 64 colours, which the package has room for (Debian: pngquant). */
function takePictures() {
  const pictures = { variables: 'tree', 'hover-variable': 'hover', fix: 'fix' };
  for (const [shot, name] of Object.entries(pictures)) {
    const args = ['--force', '--speed', '1', '--strip', '--output', join(root, 'media', `${name}.png`), '64', join(shots, `${shot}.png`)];
    assert.equal(spawnSync('pngquant', args, { stdio: 'inherit' }).status, 0, 'pngquant could not make the pictures');
  }
}

/** Installs the package as `code --install-extension` does. */
function install() {
  const data = join(scratch, 'install');
  const args = [host.server, '--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', extensions];
  const { status, stdout, stderr } = spawnSync(host.node, [...args, '--accept-server-license-terms', '--install-extension', vsix], {
    encoding: 'utf8',
  });
  assert.ok(status === 0 && stdout.includes('successfully installed'), `the package could not be installed:\n${stdout}${stderr}`);
}

/** Runs steps in a workbench of their own on a folder. */
async function inWorkbench(name, { folder: opened, dockerHost, trusts = true, builtin = host.builtin }, steps) {
  const environment = { DOCKER_HOST: dockerHost };
  const server = await startServer({ userData: join(scratch, `user-${name}`), extensions, environment, trusts, builtin });
  const { browser, page } = await openBrowser();
  const bench = workbench(page);
  try {
    await page.goto(workbenchUrl({ ...server, folder: opened }), { waitUntil: 'commit' });
    await steps(bench);
  } catch (error) {
    await bench.screenshot('failed');
    throw error;
  } finally {
    await browser.close();
    const ended = new Promise((resolve) => server.child.once('close', resolve));
    server.kill();
    await ended;
  }
}

/** A real engine with links, or null where none can run; what is left out then is said. */
async function startTestEngine() {
  const missing = ['dockerd', 'docker', 'docker-compose', 'busybox'].filter(
    (name) => !(process.env.PATH ?? '').split(':').some((path) => existsSync(join(path, name))),
  );
  if (missing.length > 0 || process.getuid?.() !== 0) {
    console.log(`SKIP engine: a private engine needs root and ${missing.join(', ') || 'nothing else'}; the workbench is tried without one`);
    return null;
  }
  const args = [join(root, 'test', 'support', 'runTs.mjs'), join(root, 'test', 'ui', 'engine.ts'), folder];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value = '' } = await said.next();
  assert.match(value, /^engine unix:/, 'the engine did not start');
  return {
    host: value.slice('engine '.length),
    run: async (line) => {
      child.stdin.write(`${line}\n`);
      assert.equal((await said.next()).value, `done ${line}`);
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

async function treeShowsTheSample(bench) {
  await bench.openView('Docker Links');
  await bench.row('compose.yaml').waitFor();
  await bench.row('docker-compose.yml').waitFor();
  await bench.page.locator('.statusbar-item', { hasText: /Docker \d+: \d+ links left/ }).waitFor();
  console.log('the tree shows the files of the sample, the status bar how many links are left');
}

/** The article's link with its variables; the blog of the sample's old file and its container are one row. */
async function treeShowsTheEngine(bench) {
  await bench.row('legacy_blog_1').waitFor();
  await bench.row('Docker 20.10').waitFor();
  await bench.screenshot('tree');
  await bench.open('mysql_server as db');
  await bench.open(/^Variables\s*[1-9]/);
  await bench.row('DB_PORT_3306_TCP_ADDR').scrollIntoViewIfNeeded();
  assert.match(await bench.row('DB_PORT_3306_TCP_ADDR').innerText(), /172\.30\.99\.\d+/);
  assert.match(await bench.row('DB_ENV_MYSQL_ROOT_PASSWORD').innerText(), /••••••/);
  await bench.screenshot('variables');
  await bench.press('DB_ENV_MYSQL_ROOT_PASSWORD', 'Reveal Value');
  await bench.rows
    .filter({ hasText: /DB_ENV_MYSQL_ROOT_PASSWORD\s*secret/ })
    .first()
    .waitFor();
  console.log('the tree shows what the engine says, a secret only when it is asked for');
}

async function groupings(bench) {
  await bench.command('Docker Links: Group by Source');
  await bench.rows
    .filter({ hasText: /^mysql/ })
    .first()
    .waitFor();
  await bench.screenshot('by-source');
  await bench.command('Docker Links: Show Only What Needs Action');
  await bench.row(engine ? 'Nothing needs action' : 'worker → queue').waitFor();
  await bench.screenshot('needs-action');
  await bench.command('Docker Links: Group by Receiver');
  await bench.row('worker').waitFor();
  console.log('links are grouped by receiver, by source and by what needs action');
}

/** What is selected stays so when everything is read anew. */
async function selectionStays(bench) {
  const selected = bench.page.locator('.sidebar .pane-body .monaco-list-row.selected');
  const row = bench.row('queue');
  await row.click();
  // The click shows where the link is written; what an editor takes the keyboard from goes.
  await bench.page.locator('.statusbar-item', { hasText: /selected\)/ }).waitFor();
  const text = await selected.innerText();
  await bench.command('Docker Links: Refresh');
  await bench.row('queue').waitFor();
  assert.equal(await selected.innerText(), text);
  console.log('a refresh keeps what is selected');
}

/** The choice among engines, and how it stands with them beside the language of a compose file. */
async function enginesCanBeChosen(bench) {
  await bench.command('Docker Links: Choose Engines…');
  const offers = bench.page.locator('.quick-input-list .monaco-list-row');
  await offers.filter({ hasText: 'The docker command uses this engine.' }).first().waitFor();
  await bench.screenshot('choose-engines');
  await bench.page.keyboard.press('Escape');
  await bench.openFile('compose.yaml');
  const status = bench.page.locator('#status\\.languageStatus');
  await status.click();
  await bench.page
    .locator('.hover-language-status', { hasText: engine ? /Docker 20\.10/ : /Docker/ })
    .first()
    .waitFor();
  await bench.screenshot('language-status');
  await bench.page.keyboard.press('Escape');
  console.log('engines are chosen from a list, and told of beside the language of a compose file');
}

/** An ambassador as the chain it stands in, its removal before it is made, and the ways of discovery compared for a link. */
async function chainsAndStrategies() {
  const chains = join(scratch, 'chains');
  mkdirSync(chains);
  writeFileSync(join(chains, 'compose.yaml'), AMBASSADORS);
  const options = { folder: chains, dockerHost: `unix://${scratch}/none.sock`, builtin: withMarkdown() };
  await inWorkbench('chains', options, async (bench) => {
    await bench.openView('Docker Links');
    // What is known of the engine comes last; until then rows move.
    await bench.row(/Docker engine\s*not found/).waitFor();
    await bench.open('client → redis_ambassador → redis');
    await bench.open(/^redis_ambassador\s*ambassador:/);
    await bench.open('client → far_ambassador → 192.168.1.52:5432');
    await bench.row('192.168.1.52:5432server').waitFor();
    await bench.screenshot('ambassador');
    await bench.openFile('compose.yaml');
    const titles = await bench.quickFixes('compose.yaml', 'redis_ambassador:redis');
    assert.ok(titles.includes('Which Discovery?…'), `offered: ${titles.join(' | ')}`);
    await bench.page.locator('.action-widget .monaco-list-row', { hasText: 'Which Discovery?…' }).first().click();
    const preview = bench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await preview.locator('h1', { hasText: 'Which discovery for client' }).waitFor({ timeout: 15_000 });
    await bench.screenshot('discovery');
    await preview.locator('h2', { hasText: 'Side by side' }).scrollIntoViewIfNeeded();
    await bench.screenshot('discovery-compared');
    await bench.openFile('compose.yaml');
    await bench.quickFixes('compose.yaml', 'redis_ambassador');
    const removal = bench.page.locator('.action-widget .monaco-list-row', { hasText: 'Remove the ambassador' }).first();
    await removal.waitFor();
    await bench.screenshot('ambassador-fix');
    await removal.click();
    await bench.page.locator('.bulk-edit-panel .monaco-list-row', { hasText: 'compose.yaml' }).first().waitFor({ timeout: 15_000 });
    await bench.screenshot('ambassador-removed');
    await bench.page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Discard' }).click();
  });
  console.log('an ambassador stands in the tree as its chain, and ways of discovery are compared for a link');
}

/** The extensions that are there from the start, with the one that shows Markdown as it reads best. */
function withMarkdown() {
  const builtin = join(scratch, 'builtin');
  if (existsSync(builtin)) return builtin;
  mkdirSync(builtin);
  const name = 'markdown-language-features';
  for (const one of readdirSync(host.builtin)) symlinkSync(realpathSync(join(host.builtin, one)), join(builtin, one));
  symlinkSync(join(realpathSync(join(host.builtin, 'yaml')), '..', name), join(builtin, name));
  return builtin;
}

/** In a folder that nobody trusts, no engine is asked: neither that of the environment nor one that the folder names. */
async function restrictedWorkspace() {
  const restricted = join(scratch, 'restricted');
  const sockets = ['environment', 'workspace'].map((name) => join(scratch, `${name}.sock`));
  cpSync(join(root, 'media', 'sample'), restricted, { recursive: true });
  mkdirSync(join(restricted, '.vscode'), { recursive: true });
  writeFileSync(join(restricted, '.vscode', 'settings.json'), JSON.stringify({ 'dockerLinks.engines': [`unix://${sockets[1]}`] }));
  const engines = await Promise.all(sockets.map((socket) => startFakeEngine(socket, [])));
  try {
    const options = { folder: restricted, dockerHost: `unix://${sockets[0]}`, trusts: false };
    await inWorkbench('restricted', options, async (bench) => {
      await bench.openView('Docker Links');
      await bench.row('compose.yaml').waitFor();
      await bench.openFile('compose.yaml');
      assert.match(await bench.hover('compose.yaml', 'mysql:db'), /db/);
      await bench.command('Docker Links: Refresh');
      await bench.row('compose.yaml').waitFor();
      await bench.screenshot('restricted');
      assert.deepEqual(
        engines.map(({ asked }) => asked),
        [[], []],
      );
    });
  } finally {
    for (const one of engines) await one.end();
  }
  console.log('in a folder that is not trusted no engine is asked, whoever names it');
}

async function hoverExplainsALink(bench) {
  await bench.openFile('compose.yaml');
  assert.match(await bench.hover('compose.yaml', 'mysql:db'), /db/);
  await bench.screenshot('hover');
  await bench.page.keyboard.press('Escape');
  console.log('the hover explains a link');
}

async function hoverExplainsAVariable(bench) {
  await bench.openFile('run.sh');
  const said = await bench.hover('run.sh', 'QUEUE_PORT_5672_TCP_ADDR');
  assert.match(said, /Address of port 5672\/tcp of the link queue of worker/);
  assert.match(said, /Instead: the host name queue/);
  await bench.screenshot('hover-variable');
  await bench.page.keyboard.press('Escape');
  console.log('the hover explains a link variable in a script');
}

async function quickFixIsOffered(bench) {
  await bench.openFile('compose.yaml');
  const titles = await bench.quickFixes('compose.yaml', 'mysql:db');
  assert.ok(
    titles.some((title) => /mysql:db/.test(title)),
    `offered: ${titles.join(' | ')}`,
  );
  await bench.screenshot('fix');
  await bench.page.keyboard.press('Escape');
  console.log(`the quick fix menu offers: ${titles.join(' | ')}`);
}

/** The code is searched when a person asks, as no link sets variables where there is no engine. */
async function readersAreFound(bench) {
  await bench.command('Docker Links: Find Code That Reads Link Variables');
  await bench.page.locator('.notification-toast', { hasText: /places in \d+ files read variables of links/ }).waitFor();
  await bench.page.keyboard.press('Escape');
  await bench.openFile('server.js');
  await bench.hover('server.js', 'DB_PORT_3306_TCP_ADDR');
  await bench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'In the code: read in 1 place' }).first().waitFor();
  await bench.screenshot('hover-javascript');
  await bench.page.keyboard.press('Escape');
  await bench.openFile('run.sh');
  await bench.clickOn('run.sh', 'QUEUE_PORT_5672_TCP_ADDR');
  await bench.page.keyboard.press('Shift+F12');
  await bench.page.locator('.reference-zone-widget .ref-tree .monaco-list-row', { hasText: 'report.py' }).first().waitFor();
  await bench.screenshot('references');
  await bench.page.keyboard.press('Escape');
  await bench.page.locator('.reference-zone-widget').waitFor({ state: 'detached' });
  console.log('readers are listed as references, and counted in the hover');
}

/** All edits of three files are shown before any is made. */
async function readersAreRewritten(bench) {
  await bench.openFile('run.sh');
  await bench.clickOn('run.sh', 'QUEUE_PORT_5672_TCP_ADDR');
  await bench.page.keyboard.press('Control+Shift+R');
  const item = bench.page.locator('.action-widget .monaco-list-row', { hasText: 'old names as fallback' }).first();
  await item.waitFor({ timeout: 15_000 });
  await bench.screenshot('rewrite');
  await item.click();
  const files = bench.page.locator('.bulk-edit-panel .monaco-list-row');
  for (const name of ['compose.yaml', 'run.sh', 'report.py']) await files.filter({ hasText: name }).first().waitFor({ timeout: 15_000 });
  await bench.screenshot('refactor-preview');
  await bench.page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Discard' }).click();
  console.log('the rewrite of readers is shown in three files before it is made');
}

/** What changes on later engines, whom promised names lead to, and the script that moves the article's containers to a network. */
async function reportsAreShown(bench) {
  const shown = (text) => bench.page.locator('.editor-instance .view-lines', { hasText: text }).first().waitFor({ timeout: 15_000 });
  await bench.command('Docker Links: Show What Changes on Docker 29 and 30');
  await shown('What Docker 29 and 30 change');
  await bench.screenshot('readiness');
  await bench.command('Docker Links: Verify Promised Names…');
  await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'All Containers' }).first().click();
  await shown('Do the promised names resolve?');
  await shown('"db" leads to "mysql_server"');
  await bench.screenshot('verify');
  await bench.choose('mysql_server as db', 'Write Migration Script');
  const way = bench.page.locator('.quick-input-list .monaco-list-row').first();
  await way.waitFor();
  await bench.screenshot('migration-way');
  await way.click();
  await shown('docker create');
  await bench.screenshot('migration');
  console.log('reports on later engines, on promised names and the migration script are shown');
}

/** The source restarts with another address while another container has its old one; then it stops. */
async function linksGoWrongAndAreCured(bench) {
  await bench.rows
    .filter({ hasText: /mysql_server as db\s*right/ })
    .first()
    .waitFor();
  await engine.run('stop -t 0 mysql_server');
  await bench.rows
    .filter({ hasText: /mysql_server as db\s*broken/ })
    .first()
    .waitFor();
  await bench.screenshot('broken');
  await engine.run('run -d --name squatter webapp:latest');
  await engine.run('start mysql_server');
  await bench.rows
    .filter({ hasText: /mysql_server as db\s*stale/ })
    .first()
    .waitFor();
  await bench.open('mysql_server as db');
  await bench.open(/^Verdict/);
  await bench.rows
    .filter({ hasText: /Restart "webapp"/ })
    .first()
    .waitFor();
  await bench.screenshot('stale');
  await bench.choose('mysql_server as db', 'Restart Receivers in Order');
  await bench.page.locator('.monaco-dialog-box', { hasText: 'Restart webapp?' }).waitFor();
  await bench.screenshot('cure');
  await bench.page.keyboard.press('Escape');
  await engine.run('restart -t 0 webapp');
  await bench.rows
    .filter({ hasText: /mysql_server as db\s*right/ })
    .first()
    .waitFor();
  await bench.row('mysql_server as db').locator('.monaco-tl-twistie').click();
  console.log('a link that goes wrong is told with its cure, and is right again by itself');
}

async function engineGoesAndComesBack(bench) {
  await engine.run('kill');
  await bench.rows
    .filter({ hasText: /Docker 20\.10\S*\s*not (running|found)/ })
    .first()
    .waitFor();
  await bench.rows
    .filter({ hasText: /mysql_server as db\s*last seen: right/ })
    .first()
    .waitFor();
  await bench.screenshot('engine-down');
  await engine.run('again');
  await bench.rows
    .filter({ hasText: /Docker 20\.10\S*\s*1 link/ })
    .first()
    .waitFor();
  console.log('an engine that goes is told, and its links are back when it is');
}

/** Answers as Docker 29 gives them, of which no package can be had here. */
async function linkSetsNothing(bench) {
  const docker29 = await startFakeEngine(
    join(scratch, 'docker29.sock'),
    [
      fakeContainer('mysql_server', { expose: ['3306/tcp'], linkNames: ['/webapp/db'] }),
      fakeContainer('webapp', {
        address: '172.17.0.3',
        links: [['mysql_server', 'db']],
        process: ['HOSTNAME=776562617070'],
        hosts: '172.17.0.2\tdb 6d7973716c5f mysql_server\n',
      }),
    ],
    { version: '29.7.2', api: '1.55' },
  );
  try {
    await bench.command('Docker Links: Show');
    await bench.rows
      .filter({ hasText: /mysql_server as db\s*hosts line, no variables/ })
      .first()
      .waitFor();
    await bench.open('mysql_server as db');
    await bench.open(/^Verdict/);
    await bench.screenshot('not-set');
    console.log('a link that sets nothing on Docker 29 is told as that');
  } finally {
    await docker29.end();
  }
}

async function welcomes(bench) {
  await bench.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await bench.command('Docker Links: Show');
  const welcome = bench.page.locator('.welcome-view-content', { hasText: 'No links found' });
  await welcome.waitFor({ timeout: 30_000 });
  await bench.page.locator('.welcome-view-content', { hasText: 'no Docker engine at its usual place' }).waitFor({ timeout: 15_000 });
  await bench.screenshot('welcome');
  console.log('without links and without an engine, the view says what to do');
}
