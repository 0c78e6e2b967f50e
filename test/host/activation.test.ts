import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, askedOfEngine, diagnosticsOf, eventually, find, hoverOn, hoverSaying, open } from './support.ts';

// The first suite of the window: nothing was opened before it.
suite('the extension at rest', () => {
  test('activation asks no engine', async () => {
    await activated();
    assert.deepEqual(await askedOfEngine(), []);
  });

  test('the rows of the tree, from files alone', async () => {
    const { rows } = await activated();
    assert.equal(find(rows, 'cache as redis')?.description, 'private name in DNS');
    assert.equal(find(rows, 'database as db')?.description, 'legacy link: hosts line, no variables');
    assert.equal(find(rows, 'webapp'), null);
  });

  test('a hover on a link variable in a script tells its endpoint, and that Docker 29 does not set it', async () => {
    const { rows } = await activated();
    assert.ok(rows.onDidChangeTreeData);
    // The Dockerfile that tells of the port is read behind the compose file.
    const said = await hoverSaying(
      await open('legacy/run.sh'),
      'DB_PORT_3306_TCP_ADDR',
      /`<address of database>`/,
      rows.onDidChangeTreeData,
    );
    assert.match(said, /Address of port 3306\/tcp/);
    assert.match(said, /Docker 29 does not set it/);
    assert.match(said, /the host name `db`/);
    assert.deepEqual(await askedOfEngine(), []);
  });

  test('the engine is asked as soon as the view shows, and its links are there', async () => {
    const { rows } = await activated();
    await vscode.commands.executeCommand('dockerLinks.show');
    assert.ok(rows.onDidChangeTreeData);
    const link = await eventually(rows.onDidChangeTreeData, () => find(rows, 'mysql_server as db', /^stale/));
    assert.equal(link.description, 'stale: the variables name an old address');
    assert.ok(find(rows, 'DB_PORT_3306_TCP_ADDR', /^172\.17\.0\.9 → 172\.17\.0\.2$/));
    assert.equal(find(rows, 'DB_ENV_MYSQL_ROOT_PASSWORD')?.description, '••••••');
    const asked = await askedOfEngine();
    assert.deepEqual(asked.slice(0, 3), ['/events', '/version', '/containers/json']);
    assert.deepEqual(
      asked
        .slice(3)
        .filter((path) => !path.startsWith('/images/'))
        .map((path) => path.split('/').at(-1))
        .sort(),
      ['archive', 'bridge', 'json', 'json', 'top'],
    );
    const images = asked.filter((path) => path.startsWith('/images/'));
    assert.ok(images.includes('/images/mysql%3Alatest/json'), images.join());
    assert.equal(new Set(images).size, images.length);
  });

  test('a hover tells the ports of an image that the engine has', async () => {
    assert.match(await hoverOn(await open('compose.yaml'), 'db'), /`db:3306`, `db:33060` \(from files and images;/);
  });

  test('the document of a container shows no secret', async () => {
    const { rows } = await activated();
    assert.ok(rows.onDidChangeTreeData);
    const container = await eventually(rows.onDidChangeTreeData, () => containerOf(rows));
    await vscode.commands.executeCommand('dockerLinks.showInspect', { label: 'webapp', container });
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.languageId, 'json');
    assert.match(shown.getText(), /"API_TOKEN=••••••"/);
    assert.doesNotMatch(shown.getText(), /hunter2/);
  });

  test('a row becomes a script that moves its containers, without a secret in it', async () => {
    const { rows } = await activated();
    assert.ok(rows.onDidChangeTreeData);
    const row = await eventually(rows.onDidChangeTreeData, () => rowOf(rows, 'webapp'));
    await vscode.commands.executeCommand('dockerLinks.writeMigration', row, [row]);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.languageId, 'shellscript');
    const text = shown.getText();
    assert.match(text, /^#!\/bin\/sh\n# Moves mysql_server, webapp from links to networks/);
    assert.match(text, /\n {2}--network-alias db \\\n/);
    assert.match(text, /\n {2}show "\$old" '\{\{index \.Config\.Env \d+\}\}' # API_TOKEN\n/);
    assert.doesNotMatch(text, /hunter2/);
    assert.ok(!(await askedOfEngine()).some((path) => path.includes('exec')));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('an engine that nobody looks at is not followed any more, and read anew when somebody looks again', async () => {
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const before = (await askedOfEngine('quiet')).length;
    const document = await open('legacy/run.sh');
    await hoverOn(document, 'DB_PORT_3306_TCP_ADDR');
    assert.equal((await askedOfEngine()).length, before);
    const { rows } = await activated();
    const changed = rows.onDidChangeTreeData;
    assert.ok(changed);
    await eventually(changed, () => find(rows, 'Docker 28.5.2', /^as it was read before$/));
    await vscode.commands.executeCommand('dockerLinks.show');
    await eventually(changed, () => find(rows, 'Docker 28.5.2', /link/));
    const asked = (await askedOfEngine()).slice(before);
    assert.ok(asked.includes('/containers/json'), asked.join(' '));
  });

  test('saving with every fix of source.fixAll migrates no link', async () => {
    const editor = vscode.workspace.getConfiguration('editor');
    await editor.update('codeActionsOnSave', { 'source.fixAll': 'always', source: 'always' }, vscode.ConfigurationTarget.Global);
    const document = await open('compose.yaml');
    await diagnosticsOf(document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# saved\n');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    assert.match(document.getText(), /^# saved\nservices:/);
    assert.match(document.getText(), /links:\n {6}- db\n {6}- cache:redis # the session store/);
    await editor.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    const back = new vscode.WorkspaceEdit();
    back.delete(document.uri, new vscode.Range(0, 0, 1, 0));
    await vscode.workspace.applyEdit(back);
    await document.save();
  });
});

/** The first row with this label, as the tree hands it to commands. */
function rowOf(rows: vscode.TreeDataProvider<unknown>, label: string, below?: unknown): unknown {
  for (const row of (rows.getChildren(below) ?? []) as unknown[]) {
    const found = (rows.getTreeItem(row) as vscode.TreeItem).label === label ? row : rowOf(rows, label, row);
    if (found) return found;
  }
  return null;
}

/** The container of the first receiver, as its row holds it. */
function containerOf(rows: vscode.TreeDataProvider<unknown>, below?: unknown): unknown {
  for (const row of (rows.getChildren(below) ?? []) as { readonly container: unknown }[]) {
    if (row.container) return row.container;
    const found = containerOf(rows, row);
    if (found) return found;
  }
  return null;
}
