import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Elsewhere } from './elsewhere.ts';
import { activated, diagnosticsOf, eventually, open, opened } from './support.ts';

/** The codes of a document's diagnostics, once they are these. */
async function codesBecome(uri: vscode.Uri, ...expected: readonly string[]): Promise<void> {
  await eventually(vscode.languages.onDidChangeDiagnostics, () => (codesOf(uri).join() === expected.join() ? true : null));
}

function codesOf(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Docker Links')
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

suite('projects', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('an override that is not saved changes what is said of the base beside it', async () => {
    const base = await open('sets/compose.yaml');
    await codesBecome(base.uri, 'link-dns');
    const override = await open('sets/compose.override.yaml');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(override.uri, new vscode.Range(2, 4, 2, override.lineAt(2).text.length), 'network_mode: host');
    await vscode.workspace.applyEdit(edit);
    await codesBecome(base.uri, 'link-refused');
    assert.ok(override.isDirty);
    await vscode.window.showTextDocument(override);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await codesBecome(base.uri, 'link-dns');
  });

  test('a problem is silenced by a comment that a quick fix writes', async () => {
    const document = await open('sets/compose.yaml');
    await codesBecome(document.uri, 'link-dns');
    const [finding] = await diagnosticsOf(document.uri);
    assert.ok(finding);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const ignore = actions.find(({ title }) => title === 'Ignore link-dns here');
    assert.ok(ignore?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(ignore.edit));
    assert.equal(document.lineAt(4).text, '      # docker-links: ignore link-dns because …');
    await codesBecome(document.uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await codesBecome(document.uri, 'link-dns');
  });

  test('a problem is silenced in the workspace by a setting that a quick fix writes', async () => {
    const document = await open('sets/compose.yaml');
    await codesBecome(document.uri, 'link-dns');
    await vscode.commands.executeCommand('dockerLinks.ignoreInWorkspace', 'link-dns');
    await codesBecome(document.uri);
    assert.deepEqual(vscode.workspace.getConfiguration('dockerLinks').get('ignore'), ['link-dns']);
    await vscode.workspace.getConfiguration('dockerLinks').update('ignore', undefined, vscode.ConfigurationTarget.Workspace);
    await codesBecome(document.uri, 'link-dns');
  });

  test('a file is a compose file as long as a project has links there, whatever it is called', async () => {
    const included = opened('parts/web.yml');
    await codesBecome(included);
    const base = await open('parts/compose.yaml');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(base.uri, new vscode.Position(0, 0), 'include: [web.yml]\n');
    await vscode.workspace.applyEdit(edit);
    await codesBecome(included, 'link-dns');
    // The editor may have saved it by itself meanwhile, so that it is not reverted but edited back.
    const back = new vscode.WorkspaceEdit();
    back.delete(base.uri, new vscode.Range(0, 0, 1, 0));
    await vscode.workspace.applyEdit(back);
    await codesBecome(included);
    assert.ok(await base.save());
  });

  test('files are found whose folders were made just before them', async () => {
    const text = 'services:\n  web:\n    image: nginx\n    links: ["db:sql"]\n  db:\n    image: mysql\n';
    const uris = Array.from({ length: 12 }, (_, at) => opened(`fresh/${at}/made/compose.yaml`));
    for (const uri of uris) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    for (const uri of uris) await codesBecome(uri, 'link-dns');
    await vscode.workspace.fs.delete(opened('fresh'), { recursive: true });
    for (const uri of uris) await codesBecome(uri);
  });

  test('a file of a read-only folder that lies on no disk is judged like any other', async () => {
    const text = 'services:\n  web:\n    image: nginx\n    links: ["db:sql"]\n  db:\n    image: mysql\n';
    const files = new Elsewhere({ '/shop/compose.yaml': text });
    const registered = vscode.workspace.registerFileSystemProvider('nowhere', files, { isReadonly: true });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('nowhere:/shop/compose.yaml'));
    await codesBecome(document.uri, 'link-dns');
    registered.dispose();
  });
});
