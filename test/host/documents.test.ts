import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, eventually, hoverOn, open } from './support.ts';

suite('documents', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('a link variable is explained in a .env file and in a Dockerfile', async () => {
    assert.match(await hoverOn(await open('legacy/.env'), 'DB_PORT_3306_TCP_PORT'), /Number of port 3306\/tcp/);
    assert.match(await hoverOn(await open('legacy/web.Dockerfile'), 'DB_PORT_3306_TCP_ADDR'), /Address of port 3306\/tcp/);
  });

  test('a hover on a service tells who links to it', async () => {
    assert.match(await hoverOn(await open('compose.yaml'), 'cache:\n    image'), /`cache` is linked to by:\n\n- `web` as `redis`/);
  });

  test('what is on screen counts, saved or not', async () => {
    const document = await open('compose.yaml');
    await diagnosticsOf(document.uri);
    const offset = document.getText().indexOf('cache:redis');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + 'cache'.length)), 'nowhere');
    await vscode.workspace.applyEdit(edit);
    const missing = await eventually(vscode.languages.onDidChangeDiagnostics, () =>
      vscode.languages.getDiagnostics(document.uri).find(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
    assert.equal(document.getText(missing.range), 'nowhere:redis');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(vscode.languages.onDidChangeDiagnostics, () =>
      vscode.languages.getDiagnostics(document.uri).every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error) ? true : null,
    );
  });

  test('a setting names further compose files', async () => {
    const document = await open('more/shop.yml');
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    const section = vscode.workspace.getConfiguration('dockerLinks');
    await section.update('files.include', ['more/*.yml'], vscode.ConfigurationTarget.Workspace);
    const [found] = await diagnosticsOf(document.uri);
    assert.ok(found);
    assert.equal(document.getText(found.range), 'db:mysql');
    await section.update('files.include', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually(vscode.languages.onDidChangeDiagnostics, () =>
      vscode.languages.getDiagnostics(document.uri).length === 0 ? true : null,
    );
  });
});
