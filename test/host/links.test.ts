import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The diagnostics of a document, as soon as the extension has published some. */
async function diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  const own = (): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Docker Links');
  return await new Promise((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      settle();
    });
    const settle = (): void => {
      if (own().length === 0) return;
      listener.dispose();
      resolve(own());
    };
    settle();
  });
}

async function open(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

suite('links in a compose file', () => {
  suiteSetup(async () => {
    await vscode.extensions.getExtension('docker-link-inspector.docker-link-inspector')?.activate();
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
