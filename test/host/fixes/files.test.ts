import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fixProvider } from '../../../src/features/codeActions/provider.ts';
import { Store } from '../../../src/model/store.ts';
import { activated, opened } from '../support.ts';
import { actionsAt, apply, openRead, put, stored } from './support.ts';

/** Windows line ends, comments in odd places, and no line end at the end. */
const ODD = [
  '# the shop',
  'services:',
  '  web:   # public',
  '    image: nginx',
  '    links:',
  '      - db:mysql   # until 2019',
  '',
  '  db:',
  '    image: "mysql"  # last line',
].join('\r\n');

const BASE = 'services:\n  web:\n    image: nginx\n  db:\n    image: mysql\n';
const OVERRIDE = 'services:\n  web:\n    links:\n      - db:mysql\n';

suite('files that are edited', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('undo gives a file back byte for byte: Windows line ends, comments, no line end at the end', async () => {
    await put({ 'odd/compose.yaml': ODD });
    const document = await openRead('odd/compose.yaml');
    const [fix] = await actionsAt(document, '- db:mysql', 'quickfix');
    assert.ok(fix);
    await apply(fix);
    const edited = document.getText();
    assert.match(edited, /depends_on:\r\n {6}- db/);
    assert.match(edited, /image: "mysql" {2}# last line\r\n {4}networks:\r\n/);
    assert.equal(edited.replaceAll('\r\n', '').includes('\n'), false);
    await document.save();
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), ODD);
    await document.save();
    assert.equal(await stored('odd/compose.yaml'), ODD);
  });

  test('a link of an override is replaced in both files', async () => {
    await put({ 'both/compose.yaml': BASE, 'both/compose.override.yaml': OVERRIDE });
    const document = await openRead('both/compose.override.yaml');
    const [fix] = await actionsAt(document, '- db:mysql', 'quickfix');
    assert.ok(fix?.isPreferred);
    const files = new Set(fix.edit?.edits.map(({ resource }) => resource.path));
    assert.deepEqual([...files].sort(), [opened('both/compose.override.yaml').path, opened('both/compose.yaml').path]);
    await apply(fix);
    assert.equal(document.getText(), 'services:\n  web:\n    depends_on:\n      - db\n');
    const base = await vscode.workspace.openTextDocument(opened('both/compose.yaml'));
    assert.equal(base.getText(), `${BASE}    networks:\n      default:\n        aliases:\n          - mysql\n`);
    await vscode.workspace.saveAll();
  });

  test('a name that a text beside another file of the project uses keeps the link', async () => {
    const text = BASE.replace('nginx', 'nginx\n    links:\n      - db');
    const files = { 'above/compose.yaml': 'include: [below/compose.yaml]\n', 'above/upstream.conf': 'server db_1:3306;\n' };
    await put({ ...files, 'above/below/compose.yaml': text });
    const above = opened('above/compose.yaml');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(above));
    const document = await openRead('above/below/compose.yaml');
    const ofLink = async (): Promise<boolean> => {
      const fixes = await actionsAt(document, '- db', 'quickfix');
      const fix = fixes.find(({ title }) => title === 'Replace link "db" by `depends_on`');
      assert.ok(fix, `offered: ${fixes.map(({ title }) => title).join(' | ')}`);
      return fix.edit !== undefined;
    };
    assert.equal(await ofLink(), false);
    await vscode.workspace.fs.delete(opened('above/upstream.conf'));
    assert.equal(await ofLink(), true);
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
