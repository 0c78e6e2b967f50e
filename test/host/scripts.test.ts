import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, hoverOn, open } from './support.ts';

const TEXT = '#!/bin/sh\ndocker run -d --name db mysql\ndocker run -d --name web --link db:mysql web\n';

suite('scripts', () => {
  let uri: vscode.Uri;

  suiteSetup(async () => {
    await activated();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    uri = vscode.Uri.joinPath(folder.uri, 'scripts', 'up.sh');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '..'), { recursive: true });
  });

  test('a link of docker run is judged, explained and replaced, and undo gives the old text back', async () => {
    const document = await open('scripts/up.sh');
    const [found] = await diagnosticsOf(document.uri);
    assert.equal(found && document.getText(found.range), '--link db:mysql');
    assert.match(await hoverOn(document, '--link db:mysql'), /\*\*Link\*\* of `web` to `db` as `mysql`/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      found?.range,
      'quickfix',
      9,
    );
    const fix = actions.find(({ title }) => title === 'Replace links of these commands by a network');
    assert.ok(fix?.edit);
    const entries = fix.edit.entries().flatMap(([, edits]) => edits);
    const plain = new vscode.WorkspaceEdit();
    for (const { range, newText } of entries) plain.replace(uri, range, newText);
    await vscode.workspace.applyEdit(plain);
    assert.equal(
      document.getText(),
      '#!/bin/sh\ndocker network inspect workspace >/dev/null 2>&1 || docker network create workspace\n' +
        'docker run -d --name db --network workspace --network-alias mysql mysql\ndocker run -d --name web --network workspace web\n',
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), TEXT);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('units of systemd that belong together are edited together, open or not', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const source = vscode.Uri.joinPath(folder.uri, 'scripts', 'db.service');
    const client = vscode.Uri.joinPath(folder.uri, 'scripts', 'web.service');
    const put = (to: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(to, new TextEncoder().encode(text));
    await put(source, '[Service]\nExecStart=/usr/bin/docker run --name %p postgres\n');
    await put(client, '[Service]\nExecStart=/usr/bin/docker run --name site --link db:data web\n');
    const document = await open('scripts/web.service');
    const [found] = await diagnosticsOf(document.uri);
    assert.equal(found && document.getText(found.range), '--link db:data');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      client,
      found?.range,
      'quickfix',
      9,
    );
    const fix = actions.find(({ title }) => title === 'Replace links of these commands by a network');
    assert.deepEqual(
      fix?.edit?.entries().map(([to, edits]) => [to.toString(), edits.length]),
      [
        [source.toString(), 2],
        [client.toString(), 2],
      ],
    );
  });
});
