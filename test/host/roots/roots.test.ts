import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, askedOfEngine, eventually } from '../support.ts';

/** The rows below a row, by label, with what they say besides. */
function below(
  rows: vscode.TreeDataProvider<unknown>,
  parent?: unknown,
): ReadonlyMap<string, { readonly row: unknown; readonly said: string }> {
  return new Map(
    ((rows.getChildren(parent) ?? []) as unknown[]).map((row) => {
      const { label, description } = rows.getTreeItem(row) as vscode.TreeItem;
      return [typeof label === 'string' ? label : '', { row, said: String(description ?? '') }];
    }),
  );
}

function codesOf(path: string): string {
  const [one] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(one);
  const found = vscode.languages.getDiagnostics(vscode.Uri.joinPath(one.uri, '..', path));
  return found.map(({ code }) => String(typeof code === 'object' ? code.value : code)).join();
}

suite('two roots with one project name', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('a set of files that one root names in its settings counts there alone', async () => {
    await eventually(vscode.languages.onDidChangeDiagnostics, () =>
      codesOf('one/shop/compose.yaml') === 'link-refused' && codesOf('two/shop/compose.yaml') === 'link-legacy' ? true : null,
    );
    assert.deepEqual(await askedOfEngine(), []);
  });

  test('each has the containers that were made of its own files', async () => {
    const { rows } = await activated();
    await vscode.commands.executeCommand('dockerLinks.show');
    assert.ok(rows.onDidChangeTreeData);
    const receivers = await eventually(rows.onDidChangeTreeData, () => {
      const files = below(rows);
      const said = ['one', 'two'].map((root) => {
        const file = files.get(`${root}/shop/compose.yaml`);
        return file && below(rows, file.row).get('web')?.said;
      });
      return said.every((one) => one?.includes('-web')) ? said : null;
    });
    assert.deepEqual(receivers, ['one-web · 1 link', 'two-web · 1 link']);
  });
});
