import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = `services:
  web: { image: shop/web, networks: [front, back] }
  api: { image: shop/api, deploy: { replicas: 2 }, networks: { back: { aliases: [backend] } } }
  db: { image: "mysql:8", networks: [back] }
networks: { front: {}, back: {} }
`;

/** Containers on a network of their own, with every kind of name that a person meets. */
const RUN = [
  'network create store',
  'run -d --name db --network store --network-alias sql --expose 3306 webapp:latest',
  'run -d --name cache-1 --network store --network-alias cache webapp:latest',
  'run -d --name cache-2 --network store --network-alias cache webapp:latest',
  'run -d --name shop --network store --link db:database --add-host mail:10.0.0.25 webapp:latest',
  'run -d --name old --network store --network-alias queue webapp:latest',
  'stop -t 0 old',
];

/** The view "Names" by container and by network, with names of files of which nothing runs; and names measured in a container, once it is agreed to. */
export async function namesAreShown(scratch, { engine, inWorkbench }) {
  const folder = join(scratch, 'names');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'compose.yaml'), FILE);
  for (const line of RUN) await engine.run(line);
  await inWorkbench('names', { folder, dockerHost: engine.host }, async (bench) => {
    const { page } = bench;
    await bench.openView('Docker Links');
    const pane = page.locator('.sidebar .pane-header', { hasText: 'Names' });
    await pane.waitFor({ timeout: 30_000 });
    if ((await pane.getAttribute('aria-expanded')) === 'false') await pane.click();
    // The view gets the whole side bar.
    const links = page.locator('.sidebar .pane-header', { hasText: 'Links' }).first();
    if ((await links.getAttribute('aria-expanded')) === 'true') await links.click();
    const says = (pattern) => bench.rows.filter({ hasText: pattern }).first().waitFor({ timeout: 30_000 });
    await says(/^shop\s*store/);
    await bench.open(/^shop\s*store/);
    await says(/^database\s*→ db · link alias/);
    await says(/^cache\s*→ cache-1, cache-2 in turn · network alias/);
    await says(/^queue\s*→ old, which does not run/);
    await says(/^mail\s*→ 10\.0\.0\.25 · hosts file/);
    await bench.open(/^sql\s*→ db/);
    await says(/^sql\.store\s*leads there, too/);
    await bench.screenshot('names-container');
    // A line that nobody announces: what was read of the hosts file is of before.
    await engine.run('exec shop sh -c echo${IFS}10.9.9.9${IFS}sql>>/etc/hosts');
    await bench.choose(/^shop\s*store/, 'Measure Names…');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'Look names up inside shop?' });
    await dialog.waitFor({ timeout: 15_000 });
    assert.match(await dialog.innerText(), /\["getent","ahosts","NAME"\]/);
    await bench.screenshot('names-measure');
    await dialog.locator('.monaco-button', { hasText: 'Run' }).click();
    await says(/^database.*computed 172\.\d+\.0\.\d+ · measured 172\.\d+\.0\.\d+/);
    await page.locator('.editor-instance .view-lines', { hasText: 'Computed and measured names' }).first().waitFor({ timeout: 60_000 });
    await bench.screenshot('names-measured');

    await bench.command('Docker Links: Who Can Resolve…?');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'backend' }).first().click();
    await page.locator('.editor-instance .view-lines', { hasText: 'Who can resolve' }).first().waitFor({ timeout: 15_000 });
    await bench.screenshot('names-who');
    await bench.command('Docker Links: Group Names by Network');
    await says(/^store\s*5 containers/);
    await bench.open(/^store\s*5 containers/);
    await says(/^database\s*→ db · link alias.*only in shop/);
    await bench.screenshot('names-network');
  });
  for (const name of ['db', 'cache-1', 'cache-2', 'shop', 'old']) await engine.run(`rm -f ${name}`);
  await engine.run('network rm store');
  console.log('names are shown by container and by network, and measured in a container once it is agreed to');
}
