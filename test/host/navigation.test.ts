import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, eventually, open } from './support.ts';

/** The place a few characters into the first occurrence of a text. */
function placeOf(document: vscode.TextDocument, text: string, into = 1): vscode.Position {
  return document.positionAt(document.getText().indexOf(text) + into);
}

async function definitionOf(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    position,
  );
  return found.map((place) => {
    const { uri, range } = 'targetUri' in place ? { uri: place.targetUri, range: place.targetRange } : place;
    return `${uri.path.split('/').at(-1) ?? ''}:${range.start.line + 1}`;
  });
}

/** A rename as an editor asks for it. */
async function rename(document: vscode.TextDocument, position: vscode.Position, newName: string): Promise<vscode.WorkspaceEdit> {
  return await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    position,
    newName,
  );
}

async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await eventually(vscode.workspace.onDidChangeTextDocument, () => (document.isDirty ? null : true));
}

suite('navigation', () => {
  let compose: vscode.TextDocument;

  suiteSetup(async () => {
    await activated();
    const neighbour = vscode.extensions.getExtension('docker.docker');
    assert.ok(neighbour, 'the neighbour that renames services is there');
    await neighbour.activate();
    compose = await open('navigation/compose.yaml');
    await diagnosticsOf(compose.uri);
  });

  test('a link leads to its service by the target and by the alias', async () => {
    assert.deepEqual(await definitionOf(compose, placeOf(compose, 'orders:database')), ['compose.yaml:11']);
    assert.deepEqual(await definitionOf(compose, placeOf(compose, 'database\n')), ['compose.yaml:11']);
    assert.deepEqual(await definitionOf(compose, placeOf(compose, 'database:3306')), ['compose.yaml:11']);
  });

  for (const name of ['app.js', 'app.py', 'app.rb', 'app.php', 'app.go', 'app.sh']) {
    test(`a variable in ${name} leads to its link`, async () => {
      const code = await open(`navigation/${name}`);
      assert.deepEqual(await definitionOf(code, placeOf(code, 'DATABASE_PORT')), ['compose.yaml:6']);
    });
  }

  test('an alias is renamed in its link at once, and in values and code when somebody agrees', async () => {
    const edit = await rename(compose, placeOf(compose, 'database\n'), 'store');
    const told = edit.entries().map(([uri, edits]) => [uri.path.split('/').at(-1), edits.length]);
    assert.deepEqual(told.toSorted(), [
      ['app.js', 1],
      ['compose.yaml', 2],
    ]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(compose.getText(), /- orders:store\n/);
    await revert(compose);
    const code = await open('navigation/app.js');
    await revert(code);
  });

  test('a service is renamed by the neighbour, and a link that it left dangling follows', async () => {
    const edit = await rename(compose, placeOf(compose, '  orders:', 3), 'ledger');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const missing = await eventually(vscode.languages.onDidChangeDiagnostics, () =>
      vscode.languages.getDiagnostics(compose.uri).find(({ code }) => typeof code === 'object' && code.value === 'link-target-missing'),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      compose.uri,
      missing.range,
      vscode.CodeActionKind.QuickFix.value,
      20,
    );
    const follow = actions.find(({ title }) => title === 'Follow the rename: link "ledger:database"');
    assert.ok(follow?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(follow.edit));
    assert.match(compose.getText(), /- ledger:database\n/);
    await revert(compose);
    await diagnosticsOf(compose.uri);
  });

  test('services are completed inside links, and endpoints in values', async () => {
    const labels = async (position: vscode.Position): Promise<readonly string[]> => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        compose.uri,
        position,
      );
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await labels(placeOf(compose, '- cache', 2))).includes('queue'));
    const endpoints = await labels(placeOf(compose, 'CACHE: cache', 7));
    assert.ok(endpoints.includes('queue:5672'), endpoints.join(', '));
    assert.ok(endpoints.includes('database:3306'), endpoints.join(', '));
  });
});
