import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, askedOfEngine, eventually } from './support.ts';

type Rows = vscode.TreeDataProvider<unknown>;

/** What the rows below one say, or those of the view. */
async function said(
  names: Rows,
  below?: unknown,
): Promise<readonly { readonly row: unknown; readonly text: string; readonly item: vscode.TreeItem }[]> {
  const rows = ((await names.getChildren(below)) ?? []) as readonly unknown[];
  return rows.map((row) => {
    const item = names.getTreeItem(row) as vscode.TreeItem;
    const label = typeof item.label === 'string' ? item.label : '';
    return { row, item, text: item.description === '' ? label : `${label} (${String(item.description)})` };
  });
}

/** The row to which these texts lead from the top, as soon as it is there; each begins what a row says. */
async function rowAt(names: Rows, path: readonly string[]): Promise<unknown> {
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      const listening = names.onDidChangeTreeData?.(() => {
        listening?.dispose();
        resolve();
      });
    });
    let row: unknown;
    for (const [at, text] of path.entries()) {
      const found = (await said(names, row)).find((one) => one.text.startsWith(text));
      if (!found) break;
      row = found.row;
      if (at === path.length - 1) return row;
    }
    await changed;
  }
}

/** The document about names as soon as its text fits. */
async function documentThatSays(pattern: RegExp): Promise<string> {
  const look = (): string | null => {
    const shown = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'docker-links-names').map((one) => one.getText());
    return shown.find((text) => pattern.test(text)) ?? null;
  };
  return await eventually(vscode.workspace.onDidChangeTextDocument, look);
}

suite('names', () => {
  suiteSetup(async () => {
    await activated();
    await vscode.commands.executeCommand('dockerLinks.names.focus');
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('of a container: each with whom it leads to, by what it is found and how it stands', async () => {
    const { names } = await activated();
    const row = await rowAt(names, ['Docker 28.5', 'webapp (bridge']);
    // Who opens the row has the hosts file read, and then the name is no guess any more.
    await rowAt(names, ['Docker 28.5', 'webapp', 'db (→ mysql_server · hosts file)', 'mysql_server (172.17.0.2 · 3306/tcp)']);
    const told = await said(names, row);
    const texts = told.map(({ text }) => text);
    assert.deepEqual(
      texts.filter((text) => !text.startsWith('6d79')),
      ['db (→ mysql_server · hosts file)', 'mysql_server (hosts file)', 'Other names (asked of the servers in resolv.conf)'],
    );
    const [db] = told;
    assert.equal((db?.item.iconPath as vscode.ThemeIcon).id, 'pass');
    assert.match(
      typeof db?.item.tooltip === 'string' ? db.item.tooltip : '',
      /"db" leads to mysql_server\.[^]*programs read before they ask any DNS/,
    );
  });

  test('of files of which nothing runs, as predicted; a service leads to where it is written', async () => {
    const { names } = await activated();
    const row = await rowAt(names, ['compose.yaml (', 'web (']);
    const [first] = await said(names, row);
    assert.ok(first);
    assert.match(String((names.getTreeItem(row) as vscode.TreeItem).contextValue), /written/);
    assert.match(String(first.item.description), /service name|link alias|container name|extra_hosts/);
  });

  test('by network, and by container again', async () => {
    const { names } = await activated();
    await vscode.commands.executeCommand('dockerLinks.groupNamesByNetwork');
    await rowAt(names, ['Docker 28.5.2 (0 networks']);
    await vscode.commands.executeCommand('dockerLinks.groupNamesByContainer');
    await rowAt(names, ['Docker 28.5.2 (2 containers']);
  });

  test('who can resolve a name, and what a container sees, as documents', async () => {
    const { names } = await activated();
    const db = await rowAt(names, ['Docker 28.5', 'webapp', 'db (']);
    await vscode.commands.executeCommand('dockerLinks.whoResolves', db);
    const who = await documentThatSays(/# Who can resolve `db`\?[^]*`webapp`/);
    assert.match(who, /\| `webapp` \| "db" leads to mysql_server\. \| hosts file \|/);
    const webapp = await rowAt(names, ['Docker 28.5', 'webapp']);
    await vscode.commands.executeCommand('dockerLinks.whatSees', webapp);
    const what = await documentThatSays(/# What does `webapp` see\?[^]*`mysql_server`/);
    assert.match(what, /\| `db` \| "db" leads to mysql_server\. \| hosts file \|/);
    assert.doesNotMatch(what, /hunter2/);
  });

  test('nothing was run in a container for any of it', async () => {
    const asked = await askedOfEngine();
    assert.ok(asked.some((path) => path.endsWith('/archive')));
    assert.ok(asked.every((path) => !path.includes('/exec')));
  });
});
