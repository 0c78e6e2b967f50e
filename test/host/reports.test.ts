import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, askedOfEngine, eventually, find, opened, rowWith } from './support.ts';

/** The document of a scheme as soon as its text fits. */
async function documentThatSays(scheme: string, said: RegExp): Promise<string> {
  const look = (): string | null => {
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === scheme)?.getText() ?? '';
    return said.test(shown) ? shown : null;
  };
  return await eventually(vscode.workspace.onDidChangeTextDocument, look);
}

suite('reports', () => {
  suiteSetup(async () => {
    await activated();
  });

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('what changes on Docker 29 and 30, of files and of the running engine', async () => {
    await vscode.commands.executeCommand('dockerLinks.showReadiness');
    const text = await documentThatSays('docker-links-readiness', /### `webapp` → `mysql_server` as `db`/);
    assert.match(text, /^# What Docker 29 and 30 change\n/);
    assert.match(text, /## \[`legacy\/docker-compose\.yml`\]/);
    assert.match(text, /\| `DB_PORT_3306_TCP_ADDR` \| `172\.17\.0\.9` \| read \|/);
    assert.doesNotMatch(text, /hunter2/);
  });

  test('whom the promised names lead to, by the hosts file of the container', async () => {
    await vscode.commands.executeCommand('dockerLinks.verify');
    const text = await documentThatSays('docker-links-verify', /\| `db` \| right \|/);
    assert.match(text, /### `webapp`\n/);
    assert.match(text, /Hosts file: "172\.17\.0\.2 db /);
    const asked = await askedOfEngine();
    assert.ok(asked.every((path) => !path.includes('/exec')));
  });

  test('a dump is shown beside the engine, with what it says of a container, secrets masked, until it is closed', async () => {
    const { rows } = await activated();
    assert.ok(rows.onDidChangeTreeData);
    await vscode.commands.executeCommand('dockerLinks.openInspectOutput', opened('dump/inspect.json'));
    await eventually(rows.onDidChangeTreeData, () => find(rows, 'far_db as db'));
    const row = rowWith(rows, (label) => label === 'far_web');
    assert.ok(row);
    await vscode.commands.executeCommand('dockerLinks.showInspect', row);
    const shown = vscode.window.activeTextEditor?.document;
    assert.match(shown?.getText() ?? '', /"API_TOKEN=••••••"/);
    assert.doesNotMatch(shown?.getText() ?? '', /hunter2/);
    await vscode.commands.executeCommand('dockerLinks.closeInspectOutput');
    await eventually(rows.onDidChangeTreeData, () => (find(rows, 'far_db as db') ? null : true));
  });
});

suite('which engines are followed', () => {
  test('a workspace has no say in it', async () => {
    const section = vscode.workspace.getConfiguration('dockerLinks');
    const text = await vscode.workspace.fs.readFile(opened('.vscode/settings.json'));
    assert.match(new TextDecoder().decode(text), /named-by-the-workspace/);
    assert.deepEqual(section.get('engines'), []);
    assert.equal(section.inspect('engines')?.workspaceValue, undefined);
    await assert.rejects(async () => {
      await section.update('engines', ['tcp://127.0.0.1:1'], vscode.ConfigurationTarget.Workspace);
    });
  });

  test('the choice is kept in the settings of the user, and taken back when none is chosen', async () => {
    const { rows } = await activated();
    const changed = rows.onDidChangeTreeData;
    assert.ok(changed);
    await vscode.commands.executeCommand('dockerLinks.show');
    await eventually(changed, () => find(rows, 'mysql_server as db'));
    const section = vscode.workspace.getConfiguration('dockerLinks');
    await section.update('engines', ['unix:///nowhere/docker.sock'], vscode.ConfigurationTarget.Global);
    await eventually(changed, () => (find(rows, 'mysql_server as db') ? null : true));
    await section.update('engines', undefined, vscode.ConfigurationTarget.Global);
    await eventually(changed, () => find(rows, 'mysql_server as db'));
  });
});
