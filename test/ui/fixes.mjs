import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES = {
  'shop/compose.yaml':
    'services:\n  web:\n    image: shop/web\n    links:\n      - cache\n  db:\n    image: mysql\n  cache:\n    image: redis\n',
  'shop/compose.override.yaml': 'services:\n  web:\n    links:\n      - db:mysql\n',
  'wiki/docker-compose.yml':
    'services:\n  wiki:\n    image: wiki\n    links:\n      - search:elastic\n      - pages\n  search:\n    image: elasticsearch\n    scale: 2\n  pages:\n    image: postgres\n',
  'mail/docker-compose.yml': 'web:\n  image: roundcube\n  links:\n    - db:mysql\ndb:\n  image: mysql\n',
  'odd/docker-compose.yml':
    'services:\n  front:\n    image: nginx\n    links:\n      - back:store\n  back:\n    image: app\n  store:\n    image: redis\n',
};

const SAFE = { 'one/compose.yaml': FILES['shop/compose.yaml'], 'two/compose.yaml': FILES['shop/compose.yaml'] };

function folderOf(scratch, name, files) {
  const folder = join(scratch, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The menu at a link, the Refactor Preview of what asks and of what edits two files, and all links of a workspace at one stroke. */
export async function fixesAreMade(scratch, inWorkbench, builtin) {
  const folder = folderOf(scratch, 'fixes', FILES);
  const stored = (path) => readFileSync(join(folder, path), 'utf8');
  const dockerHost = `unix://${scratch}/none.sock`;
  await inWorkbench('fixes', { folder, dockerHost, builtin }, async (bench) => {
    await bench.openView('Docker Links');
    await bench.row(/^wiki/).waitFor();
    const menu = bench.page.locator('.action-widget .monaco-list-row');
    const preview = bench.page.locator('.bulk-edit-panel');
    const button = (name) => preview.locator('.monaco-button', { hasText: name });
    const rows = preview.locator('.monaco-list-row');

    // The first below the heading is the one that needs no question.
    await bench.openFile('wiki/docker-compose.yml');
    const titles = await bench.quickFixes('wiki/docker-compose.yml', 'pages');
    assert.equal(titles[1], 'Replace link "pages" by `depends_on`', `offered: ${titles.join(' | ')}`);
    await bench.screenshot('fix-menu');
    await bench.page.keyboard.press('Escape');

    // What asks is confirmed first.
    await bench.quickFixes('wiki/docker-compose.yml', 'search:elastic');
    await bench.screenshot('fix-menu-asks');
    await menu.filter({ hasText: 'by a name for all containers' }).first().click();
    await rows.filter({ hasText: 'docker-compose.yml' }).first().waitFor({ timeout: 15_000 });
    assert.equal(await rows.locator('input[type=checkbox]:checked, .monaco-checkbox.checked, .checked').count(), 0);
    await bench.screenshot('fix-asks');
    await button('Discard').click();
    await preview.waitFor({ state: 'hidden' });
    assert.equal(stored('wiki/docker-compose.yml'), FILES['wiki/docker-compose.yml']);

    // Two files at once.
    await bench.openFile('shop/compose.override.yaml');
    await bench.quickFixes('shop/compose.override.yaml', 'db:mysql');
    await menu.filter({ hasText: 'restarted together' }).first().click();
    for (const name of ['compose.yaml', 'compose.override.yaml']) await rows.filter({ hasText: name }).first().waitFor({ timeout: 15_000 });
    await bench.screenshot('fix-two-files');
    await button('Discard').click();
    await preview.waitFor({ state: 'hidden' });

    // A way that is refused says why.
    await bench.openFile('odd/docker-compose.yml');
    await bench.quickFixes('odd/docker-compose.yml', 'back:store');
    await bench.screenshot('fix-refused');
    await bench.page.keyboard.press('Escape');

    // The whole workspace: what asks is not ticked.
    await bench.command('Docker Links: Replace All Links in Workspace…');
    await rows.filter({ hasText: 'docker-compose.yml' }).first().waitFor({ timeout: 30_000 });
    await bench.page.locator('[aria-label^="Group Changes By Type"]').first().click();
    await rows
      .filter({ hasText: 'Convert to `services:` and replace the links (mail/docker-compose.yml)' })
      .first()
      .waitFor({ timeout: 15_000 });
    await bench.screenshot('replace-all-preview');
    await button('Apply').click();
    const toast = bench.page.locator('.notification-toast', { hasText: /Replaced \d+ links in \d+ files/ });
    await toast.waitFor({ timeout: 30_000 });
    await bench.screenshot('replace-all-done');
    console.log(`all links of a workspace: ${(await toast.innerText()).split('\n')[0]}`);
    await toast.locator('.monaco-button', { hasText: 'Show Report' }).click();
    const report = bench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await report.locator('h1', { hasText: 'Links replaced by discovery' }).waitFor({ timeout: 15_000 });
    await bench.screenshot('replace-all-report');
    assert.equal(stored('shop/compose.override.yaml'), 'services:\n  web:\n    depends_on:\n      - db\n');
    assert.match(stored('wiki/docker-compose.yml'), /depends_on:\n {6}- pages\n {4}links:\n {6}- search:elastic\n/);
    assert.equal(stored('mail/docker-compose.yml'), FILES['mail/docker-compose.yml']);
  });
  const quiet = folderOf(scratch, 'fixes-safe', SAFE);
  await inWorkbench('fixes-safe', { folder: quiet, dockerHost, builtin }, async (bench) => {
    await bench.openView('Docker Links');
    await bench.row(/^two/).waitFor();
    await bench.command('Docker Links: Replace All Links in Workspace…');
    const dialog = bench.page.locator('.monaco-dialog-box', { hasText: 'Replace 2 links in 2 files?' });
    await dialog.waitFor({ timeout: 30_000 });
    await bench.screenshot('replace-all-question');
    await dialog.locator('.monaco-button', { hasText: /^Replace$/ }).click();
    await bench.page.locator('.notification-toast', { hasText: 'Replaced 2 links in 2 files.' }).waitFor({ timeout: 30_000 });
    await bench.screenshot('replace-all-safe');
    assert.equal(readFileSync(join(quiet, 'two/compose.yaml'), 'utf8').includes('links:'), false);
  });
  console.log('what asks is confirmed in the Refactor Preview, and all links of a workspace go at one stroke');
}
