import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Elsewhere } from '../elsewhere.ts';
import { activated, eventually, hoverOn } from '../support.ts';

const NAME = 'DB_PORT_3306_TCP_ADDR';

function inRoot(root: string, path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ name }) => name === root);
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

function codesOf(uri: vscode.Uri): string {
  const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Docker Links');
  return own.map(({ code }) => String(typeof code === 'object' ? code.value : code)).join();
}

/** Waits until a file has these problems, by their codes. */
async function become(uri: vscode.Uri, codes: string): Promise<void> {
  await eventually(vscode.languages.onDidChangeDiagnostics, () => (codesOf(uri) === codes ? true : null));
}

suite('code of several folders', () => {
  const elsewhere = new Elsewhere({
    '/till/docker-compose.yml': 'web:\n  build: web\n  links:\n    - db\ndb:\n  image: mysql\n',
    '/till/.gitignore': 'made/\n',
    '/till/web/app.js': `module.exports = process.env.${NAME};\n`,
    '/till/web/other.py': `import os\nhost = os.environ["${NAME}"]\n`,
    '/till/web/plain.rb': 'puts 1\n',
    '/till/web/made/app.js': `process.env.${NAME};\n`,
    '/till/node_modules/x/index.js': `process.env.${NAME};\n`,
    '/till/web/logo.png': 'no text',
  });
  const app = vscode.Uri.parse('elsewhere:/till/web/app.js');

  suiteSetup(async () => {
    await activated();
    vscode.workspace.registerFileSystemProvider('elsewhere', elsewhere, { isReadonly: true });
  });

  test('as long as no link can set variables, no code is searched', async () => {
    await become(inRoot('one', 'till/docker-compose.yml'), 'link-legacy,file-v1');
    const document = await vscode.workspace.openTextDocument(inRoot('one', 'till/web/app.py'));
    await vscode.window.showTextDocument(document);
    assert.doesNotMatch(await hoverOn(document, NAME), /In the code/);
    assert.equal(codesOf(document.uri), '');
  });

  test('a folder with an engine that sets them has all searched, and is judged for its own engine alone', async () => {
    const [one, two] = [inRoot('one', 'till/web/app.py'), inRoot('two', 'till/web/app.py')];
    const engine = (value: string | undefined): Thenable<void> =>
      vscode.workspace.getConfiguration('dockerLinks', two).update('targetEngine', value, vscode.ConfigurationTarget.WorkspaceFolder);
    await engine('28');
    await become(one, 'usage-not-set');
    assert.equal(codesOf(two), '');
    await engine(undefined);
    await become(two, 'usage-not-set');
    await engine('28');
    await become(two, '');
    assert.equal(codesOf(one), 'usage-not-set');
    await engine(undefined);
    await become(two, 'usage-not-set');
  });

  test('a folder on no disk is searched as others are, and a changed file costs that file', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.ok(vscode.workspace.updateWorkspaceFolders(folders.length, 0, { uri: vscode.Uri.parse('elsewhere:/till'), name: 'elsewhere' }));
    await vscode.workspace.openTextDocument(vscode.Uri.parse('elsewhere:/till/docker-compose.yml'));
    await become(app, 'usage-not-set');
    const code = (): readonly string[] => elsewhere.reads.filter((path) => path.startsWith('/till/web/') && !path.endsWith('Dockerfile'));
    assert.deepEqual([...new Set(code())].toSorted(), ['/till/web/app.js', '/till/web/other.py', '/till/web/plain.rb']);
    elsewhere.reads.length = 0;
    elsewhere.put('/till/web/app.js', `module.exports = process.env.${NAME} + process.env.DB_PORT_3306_TCP_PORT;\n`);
    await become(app, 'usage-not-set,usage-not-set');
    assert.deepEqual([...new Set(code())], ['/till/web/app.js']);
  });

  test('who searches again gives the search up that runs', async () => {
    let open: () => void = () => undefined;
    elsewhere.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = vscode.commands.executeCommand('dockerLinks.findUsages');
    const second = vscode.commands.executeCommand('dockerLinks.findUsages');
    open();
    elsewhere.gate = null;
    await Promise.all([first, second]);
    assert.equal(codesOf(app), 'usage-not-set,usage-not-set');
    assert.equal(codesOf(inRoot('one', 'till/web/app.py')), 'usage-not-set');
  });
});
