import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, open } from './support.ts';

suite('links in a compose file', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('each link on a project network is a hint, not a warning', async () => {
    const document = await open('compose.yaml');
    const found = await diagnosticsOf(document.uri);
    assert.deepEqual(
      found.map(({ range, severity }) => [document.getText(range), severity]),
      [
        ['db', vscode.DiagnosticSeverity.Hint],
        ['cache:redis', vscode.DiagnosticSeverity.Hint],
      ],
    );
  });

  test('the fix of an alias link makes it a network alias and keeps the start order', async () => {
    const document = await open('compose.yaml');
    await diagnosticsOf(document.uri);
    const offset = document.getText().indexOf('cache:redis');
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    const expected = [
      'services:',
      '  web:',
      '    image: nginx',
      '    depends_on:',
      '      - cache',
      '    links:',
      '      - db',
      '      # the session store',
      '  db:',
      '    image: mysql',
      '  cache:',
      '    image: redis',
      '    networks:',
      '      default:',
      '        aliases:',
      '          - redis',
      '',
    ].join('\n');
    assert.equal(document.getText(), expected);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
