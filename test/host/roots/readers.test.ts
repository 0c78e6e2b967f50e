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
    '/till/web/Dockerfile': 'FROM node\nCOPY app.js *.py /app/\n',
    '/till/web/app.js': `module.exports = process.env.${NAME};\n`,
    '/till/web/other.py': `import os\nhost = os.environ["${NAME}"]\n`,
    '/till/web/plain.rb': 'puts 1\n',
    '/till/web/tool.js': `process.env.${NAME};\n`,
    '/till/web/made/app.js': `process.env.${NAME};\n`,
    '/till/node_modules/x/index.js': `process.env.${NAME};\n`,
    '/till/web/logo.png': 'no text',
    // More than are read at once.
    ...Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`/till/more/${at}.rb`, 'puts 1\n'])),
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

  test('readers are found whose folders were made just before them', async () => {
    const uris = Array.from({ length: 6 }, (_, at) => inRoot('one', `till/web/fresh/${at}/made/app.py`));
    const text = `import os\nhost = os.environ["${NAME}"]\n`;
    for (const uri of uris) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    for (const uri of uris) await become(uri, 'usage-not-set');
    await vscode.workspace.fs.delete(inRoot('one', 'till/web/fresh'), { recursive: true });
    for (const uri of uris) await become(uri, '');
  });

  test('a folder on no disk is searched as others are, and a changed file costs that file', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.ok(vscode.workspace.updateWorkspaceFolders(folders.length, 0, { uri: vscode.Uri.parse('elsewhere:/till'), name: 'elsewhere' }));
    await vscode.workspace.openTextDocument(vscode.Uri.parse('elsewhere:/till/docker-compose.yml'));
    await become(app, 'usage-not-set');
    const code = (): readonly string[] => elsewhere.reads.filter((path) => path.startsWith('/till/web/') && !path.endsWith('Dockerfile'));
    const all = ['/till/web/app.js', '/till/web/other.py', '/till/web/plain.rb', '/till/web/tool.js'];
    assert.deepEqual([...new Set(code())].toSorted(), all);
    elsewhere.reads.length = 0;
    elsewhere.put('/till/web/app.js', `module.exports = process.env.${NAME} + process.env.DB_PORT_3306_TCP_PORT;\n`);
    await become(app, 'usage-not-set,usage-not-set');
    assert.deepEqual([...new Set(code())], ['/till/web/app.js']);
  });

  test('what a Dockerfile on no disk copies belongs to its service, and nothing else does', async () => {
    const [tool, other] = [app.with({ path: '/till/web/tool.js' }), app.with({ path: '/till/web/other.py' })];
    await become(other, 'usage-not-set');
    assert.equal(codesOf(tool), '');
    elsewhere.put('/till/web/Dockerfile', 'FROM node\nCOPY . /app/\n');
    await become(tool, 'usage-not-set');
    elsewhere.put('/till/web/Dockerfile', 'FROM node\nCOPY app.js *.py /app/\n');
    await become(tool, '');
    assert.equal(codesOf(other), 'usage-not-set');
  });

  test('the button Cancel of the search’s progress ends the search, and nothing of it goes on', async () => {
    const read = (): number => elsewhere.reads.filter((path) => path.startsWith('/till/more/')).length;
    let open: () => void = () => undefined;
    elsewhere.reads.length = 0;
    elsewhere.held = /[/]more[/]/;
    elsewhere.gate = new Promise((resolve) => {
      open = resolve;
    });
    const ended: unknown[] = [];
    const searching = vscode.commands.executeCommand('dockerLinks.findUsages').then(() => ended.push(true));
    await eventually(elsewhere.onRead, () => (read() > 0 ? true : null));
    // What the button does, once the progress is shown.
    while (ended.length === 0) await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    await searching;
    const before = read();
    assert.ok(before < 120, `${before} files were being read`);
    open();
    elsewhere.gate = null;
    elsewhere.held = /^/;
    const document = await vscode.workspace.openTextDocument(app);
    await vscode.window.showTextDocument(document);
    assert.match(await hoverOn(document, NAME), /In the code: no reader found in what was searched/);
    assert.equal(read(), before);
    await vscode.commands.executeCommand('dockerLinks.findUsages');
    assert.match(await hoverOn(document, NAME), /In the code: read in \d places\./);
    assert.equal(read(), before + 120);
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
    await become(app, 'usage-not-set,usage-not-set');
    await become(inRoot('one', 'till/web/app.py'), 'usage-not-set');
  });
});
