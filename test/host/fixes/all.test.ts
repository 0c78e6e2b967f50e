import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, opened } from '../support.ts';
import { actionsAt, openRead, put, stored } from './support.ts';

const BASE = 'services:\n  web:\n    image: nginx\n    links:\n      - db:mysql\n  db:\n    image: mysql\n  cache:\n    image: redis\n';
const OVERRIDE = 'services:\r\n  web:\r\n    links:\r\n      - cache:redis';
const REPORT = vscode.Uri.from({ scheme: 'docker-links-replaced', path: '/Links Replaced by Discovery.md' });

const replaceAll = (wish: object): Thenable<unknown> => vscode.commands.executeCommand('dockerLinks.replaceAllInWorkspace', wish);
const report = async (): Promise<string> => (await vscode.workspace.openTextDocument(REPORT)).getText();

// The first of all suites, so that the workspace holds no other links.
suite('links that are replaced together', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('those of a base and its override go at one stroke, which undo takes back; a second time nothing changes', async () => {
    await put({ 'pair/compose.yaml': BASE, 'pair/compose.override.yaml': OVERRIDE });
    const override = await openRead('pair/compose.override.yaml');
    const base = await openRead('pair/compose.yaml');
    const offered = await actionsAt(base, '- db:mysql', 'refactor.rewrite.dockerLinks');
    const whole = offered.find(({ title }) => title === 'Replace all links of this project');
    assert.ok(whole?.command, `offered: ${offered.map(({ title }) => title).join(' | ')}`);
    // The editor keeps the command's arguments behind an id of its own.
    const { id, arguments: kept } = whole.command;
    assert.equal(await vscode.commands.executeCommand(id, ...kept), 'Replaced 2 links in 2 files.');
    const texts = [base.getText(), override.getText()];
    assert.equal(texts[1], 'services:\r\n  web:\r\n    depends_on:\r\n      - cache');
    assert.match(await report(), /`web` → `cache:redis` \(pair\/compose\.override\.yaml/);
    assert.equal(await replaceAll({ uri: base.uri.toString() }), 'No link was replaced.');
    assert.deepEqual([base.getText(), override.getText()], texts);
    await vscode.window.showTextDocument(base);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual([base.getText(), override.getText()], [BASE, OVERRIDE]);
    await replaceAll({ uri: base.uri.toString() });
    await vscode.workspace.saveAll();
  });

  test('in the whole workspace files that are not open are edited, too, and what stays is told', async function () {
    // Files are searched, opened and saved, some of them after the watcher has told of them.
    this.timeout(120_000);
    await put({ 'deep/a/compose.yaml': BASE, 'deep/b/docker-compose.yml': BASE.replace('db:mysql', 'gone') });
    for (const path of ['deep/a/compose.yaml', 'deep/b/docker-compose.yml']) await diagnosticsOf(opened(path));
    assert.equal(await replaceAll({ confirmed: true }), 'Replaced 1 link in 1 file. 1 link stays.');
    const document = await vscode.workspace.openTextDocument(opened('deep/a/compose.yaml'));
    assert.equal(document.getText().includes('links:'), false);
    await document.save();
    assert.equal(await stored('deep/a/compose.yaml'), document.getText());
    assert.match(await report(), /`web` → `gone` \(deep\/b\/docker-compose\.yml, line 5\): The project defines no service/);
  });
});
