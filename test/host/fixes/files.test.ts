import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fixProvider } from '../../../src/features/codeActions/provider.ts';
import { Store } from '../../../src/model/store.ts';
import { activated } from '../support.ts';
import { openRead, put } from './support.ts';

const BASE = 'services:\n  web:\n    image: nginx\n  db:\n    image: mysql\n';

suite('files that are edited', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('what was offered before a document changed has no edit', async () => {
    await put({ 'moved/compose.yaml': BASE.replace('nginx', 'nginx\n    links:\n      - db:mysql') });
    const document = await openRead('moved/compose.yaml');
    const place = document.positionAt(document.getText().indexOf('db:mysql') + 1);
    const range = new vscode.Range(place, place);
    const store = new Store(() => 'connected', { later: () => ({ dispose: () => undefined }) });
    const read = (): void => {
      const uri = document.uri.toString();
      const fact = { kind: 'text', uri, folder: uri.slice(0, uri.lastIndexOf('/')), path: 'moved/compose.yaml', named: false } as const;
      store.putFile({ ...fact, text: document.getText(), version: document.version });
    };
    read();
    const provider = fixProvider(store);
    const { token } = new vscode.CancellationTokenSource();
    const context = { diagnostics: [], only: vscode.CodeActionKind.QuickFix, triggerKind: vscode.CodeActionTriggerKind.Invoke };
    const offered = (await provider.provideCodeActions(document, range, context, token)) ?? [];
    const [first] = offered;
    assert.ok(first instanceof vscode.CodeAction);
    assert.ok((await provider.resolveCodeAction?.(first, token))?.edit);
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(0, 0), '# later\n');
    await vscode.workspace.applyEdit(change);
    read();
    for (const action of offered) {
      assert.ok(action instanceof vscode.CodeAction);
      delete action.edit;
      assert.equal((await provider.resolveCodeAction?.(action, token))?.edit, undefined);
    }
    await vscode.commands.executeCommand('undo');
    await document.save();
  });

  test('saving with `source.fixAll` and `source.dockerLinks` on changes nothing', async () => {
    await put({ 'saved/compose.yaml': BASE.replace('nginx', 'nginx\n    links:\n      - db') });
    const document = await openRead('saved/compose.yaml');
    const editor = vscode.workspace.getConfiguration('editor');
    await editor.update('codeActionsOnSave', { 'source.fixAll': 'always', source: 'always' }, vscode.ConfigurationTarget.Workspace);
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(0, 0), '# saved\n');
    await vscode.workspace.applyEdit(change);
    const text = document.getText();
    assert.ok(await document.save());
    assert.equal(document.getText(), text);
    await editor.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
  });
});
