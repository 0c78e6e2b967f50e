import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fakeContainer, startFakeEngine } from '../support/fakeEngine.mjs';

const FILE = `services:
  registry: { image: "consul:1.15", ports: ["8500:8500"] }
  registrator: { image: gliderlabs/registrator, command: "consul://registry:8500" }
  db: { image: "mysql:8", expose: ["3306"], environment: { SERVICE_NAME: db } }
  web: { image: shop/web, ports: ["80:80"], links: [db] }
`;

/** What a Consul answers, written by hand from its documentation. */
const check = (Status, Output = '') => [{ CheckID: 'service:web', Status, Output }];
const place = (Address, ID, Checks) => ({
  Node: { Node: 'vm', Address: '10.1.10.12' },
  Service: { ID, Address, Port: 8080, Tags: ['v2'] },
  Checks,
});
const ANSWERS = {
  '/v1/catalog/services': { consul: [], web: ['v2'] },
  '/v1/health/service/consul': [{ Node: { Node: 'vm', Address: '10.1.10.12' }, Service: { ID: 'consul', Port: 8300 }, Checks: [] }],
  '/v1/health/service/web': [
    place('10.0.0.5', 'vm:web_1:80', check('passing')),
    place('10.0.0.6', 'vm:web_2:80', check('critical', 'connection refused')),
  ],
};

/** What the manager of a Swarm answers. */
const SWARM = {
  '/services': [
    {
      ID: 's1',
      Spec: { Name: 'shop_api', TaskTemplate: { Networks: [{ Target: 'n1', Aliases: ['api'] }] } },
      Endpoint: { VirtualIPs: [{ NetworkID: 'n1', Addr: '10.0.1.4/24' }] },
      ServiceStatus: { RunningTasks: 1, DesiredTasks: 2 },
    },
  ],
  '/tasks': [
    {
      ID: 't1',
      ServiceID: 's1',
      Slot: 1,
      NodeID: 'node1',
      DesiredState: 'running',
      Status: { State: 'running' },
      NetworksAttachments: [{ Network: { ID: 'n1', Spec: { Name: 'shop' } }, Addresses: ['10.0.1.5/24'] }],
    },
  ],
  '/nodes': [{ ID: 'node1', Description: { Hostname: 'vm' } }],
  '/networks': [{ Id: 'n1', Name: 'shop' }],
};

/** The view "Registries": what is recognised is asked nothing until a person says where it is; then it is read when its row is opened, once. */
export async function registriesAreAsked(scratch, inWorkbench) {
  const asked = [];
  const tokens = new Set();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    tokens.add(request.headers['x-consul-token'] ?? 'none');
    response.end(JSON.stringify(ANSWERS[request.url] ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = join(scratch, 'registries');
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, 'compose.yaml'), FILE);
  // A workspace must not be able to name an address.
  const settings = { 'dockerLinks.registries': [{ kind: 'consul', address: `127.0.0.1:${server.address().port}` }] };
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  const labels = { 'com.docker.swarm.service.name': 'shop_api' };
  const task = fakeContainer('shop_api.1.t1', { labels });
  const engine = await startFakeEngine(`${scratch}/swarm.sock`, [task]);
  // Names of services are asked for with the containers; of nodes only this view wants to know.
  const swarm = new EventEmitter();
  for (const [path, answer] of Object.entries(SWARM))
    engine.spoiled.set(path, (response) => {
      response.end(JSON.stringify(answer));
      if (path === '/nodes') swarm.emit('read');
    });
  const swarmAsked = () => engine.asked.filter((path) => path === '/nodes').length;
  try {
    await inWorkbench('registries', { folder, dockerHost: `unix://${scratch}/swarm.sock` }, async (bench) => {
      await bench.openView('Docker Links');
      const pane = bench.page.locator('.sidebar .pane-header', { hasText: 'Registries' });
      await pane.waitFor({ timeout: 30_000 });
      if ((await pane.getAttribute('aria-expanded')) === 'false') await pane.click();
      await bench.row('registry in compose.yaml, not asked').waitFor();
      await bench.row('registrator passes over 3306/tcp').waitFor();
      // The view of links makes room.
      await bench.page.locator('.sidebar .pane-header', { hasText: /^Links/ }).click();
      await bench.row('Docker Swarm').waitFor();
      assert.equal(await bench.rows.filter({ hasText: '127.0.0.1' }).count(), 0);
      assert.deepEqual([asked, swarmAsked()], [[], 0]);
      await bench.press('registry in compose.yaml, not asked', 'Ask a Registry…');
      const input = bench.page.locator('.quick-input-widget input.input').first();
      await input.waitFor();
      await input.fill(`127.0.0.1:${server.address().port}`);
      await bench.page.keyboard.press('Enter');
      await bench.row(`127.0.0.1:${server.address().port}`).waitFor();
      assert.deepEqual(asked, []);
      await bench.open(`127.0.0.1:${server.address().port}`);
      await bench.open(/^web\s*v2/);
      await bench.row('10.0.0.6:8080').waitFor();
      await bench.open('Docker Swarm');
      await bench.open(/^shop_api/);
      await bench.row('10.0.1.4').waitFor();
      await bench.screenshot('registries');
      const paths = Object.keys(ANSWERS).map((path) => `GET ${path}`);
      assert.deepEqual(asked.sort(), paths.sort());
      // Something happens on the engine: its Swarm is read again, and no other registry.
      const again = once(swarm, 'read');
      labels.changed = 'yes';
      engine.says('start', task.listed.Id);
      await again;
      assert.equal(asked.length, paths.length);
      await tokenIsKeptSecret(bench, { server, tokens, data: join(scratch, 'user-registries') });
      await zookeeperRunsWhenConfirmed(bench, scratch);
    });
    const before = asked.length;
    sameMachine(join(scratch, 'user-registries'), join(scratch, 'user-registries-restricted'));
    const restricted = { folder, dockerHost: `unix://${scratch}/swarm.sock`, trusts: false };
    await inWorkbench('registries-restricted', restricted, async (bench) => {
      await bench.openView('Docker Links');
      const pane = bench.page.locator('.sidebar .pane-header', { hasText: 'Registries' });
      await pane.waitFor({ timeout: 30_000 });
      if ((await pane.getAttribute('aria-expanded')) === 'false') await pane.click();
      await bench.page.locator('.sidebar .pane-header', { hasText: /^Links/ }).click();
      await bench.row('registry in compose.yaml, not asked').waitFor();
      // What the machine names is shown, and asked nothing.
      await bench.open(`127.0.0.1:${server.address().port}`);
      await bench.row('This workspace is not trusted, so no registry is asked.').waitFor();
      await bench.row('registry in compose.yaml, not asked').hover();
      assert.equal(await bench.page.locator('.sidebar a.action-label[aria-label="Ask a Registry…"]').count(), 0);
      await bench.screenshot('registries-restricted');
      assert.equal(asked.length, before);
    });
  } finally {
    await engine.end();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
  console.log('a registry is asked when a person says where it is, and read when its row is opened');
}

const TOKEN = 'token-that-nobody-may-read';

/** Takes the settings of a machine over to another profile. */
function sameMachine(from, to) {
  const settings = readFileSync(join(from, 'Machine', 'settings.json'), 'utf8');
  assert.ok(settings.includes('dockerLinks.registries') && !settings.includes(TOKEN));
  mkdirSync(join(to, 'Machine'), { recursive: true });
  writeFileSync(join(to, 'Machine', 'settings.json'), settings);
}

/** A token goes along with each question from then on, and stands in no file of settings. */
async function tokenIsKeptSecret(bench, { server, tokens, data }) {
  const address = `127.0.0.1:${server.address().port}`;
  assert.deepEqual([...tokens], ['none']);
  tokens.clear();
  await bench.press(address, 'Set Token of Registry…');
  const input = bench.page.locator('.quick-input-widget input.input').first();
  await input.waitFor();
  assert.equal(await input.getAttribute('type'), 'password');
  await input.fill(TOKEN);
  const asked = once(server, 'request');
  await bench.page.keyboard.press('Enter');
  await asked;
  await bench.row(/^web\s*v2/).waitFor();
  assert.deepEqual([...tokens], [TOKEN]);
  const settings = readdirSync(data, { recursive: true }).filter((name) => name.endsWith('.json'));
  for (const name of settings) assert.ok(!readFileSync(join(data, name), 'utf8').includes(TOKEN), `the token stands in ${name}`);
}

/** What a ZooKeeper's shell prints for the lines that it is given, in registrator's layout; and that it was run. */
const SHELL = `const { appendFileSync, readFileSync } = require('node:fs');
const given = readFileSync(0, 'utf8');
appendFileSync(process.argv[2], given);
const node = '/services/db/10.0.0.2:3306';
const value = JSON.stringify({ Name: 'db', IP: '10.0.0.2', PublicPort: 3306, PrivatePort: 3306 });
console.log(given.startsWith('ls -R /\\n') ? '/\\n' + node : node + '\\n' + value + '\\nephemeralOwner = 0x1');
`;

/** The command of a ZooKeeper is shown as the words that it consists of, and is not run before somebody says so. */
async function zookeeperRunsWhenConfirmed(bench, scratch) {
  const [script, log] = [join(scratch, 'shell.cjs'), join(scratch, 'shell.log')];
  writeFileSync(script, SHELL);
  await bench.command('Docker Links: Ask a Registry…');
  await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'ZooKeeper' }).first().click();
  const input = bench.page.locator('.quick-input-widget input.input').first();
  await bench.page.locator('.quick-input-title', { hasText: 'Ask ZooKeeper' }).waitFor();
  await input.fill(`${process.execPath} ${script} ${log}`);
  await bench.page.keyboard.press('Enter');
  await bench.open(/^ZooKeeper/);
  const dialog = bench.page.locator('.monaco-dialog-box', { hasText: 'Run this command?' });
  const ask = async (answer) => {
    await bench.row('Read Through Its Command…').click();
    await dialog.waitFor();
    assert.ok((await dialog.innerText()).includes(JSON.stringify([process.execPath, script, log])), 'the dialog shows the words');
    if (answer === 'Run') await bench.screenshot('registries-zookeeper');
    await dialog.locator('.monaco-button', { hasText: answer }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await ask('Cancel');
  assert.ok(!existsSync(log), 'the command was run without being confirmed');
  await ask('Run');
  await bench.open(/^db(?!: registrator)/);
  await bench.row('10.0.0.2:3306').waitFor();
  await bench.screenshot('registries-zookeeper-read');
  const path = '/services/db/10.0.0.2:3306';
  assert.equal(readFileSync(log, 'utf8'), `ls -R /\nquit\nls -R ${path}\nget -s ${path}\nls /\nquit\n`);
}
