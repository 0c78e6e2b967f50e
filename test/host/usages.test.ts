import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, eventually, hoverOn, open, opened } from './support.ts';

const NAME = 'DB_PORT_3306_TCP_ADDR';
/** The same reader in each language, with what somebody has typed when the name is to be completed. */
const LANGUAGES = {
  'app.js': 'process.env.DB_PO',
  'app.py': 'os.environ["DB_PO',
  'app.rb': 'ENV.fetch("DB_PO',
  'app.php': "getenv('DB_PO",
  'app.go': 'os.LookupEnv("DB_PO',
  'App.java': 'System.getenv("DB_PO',
  'run.sh': 'echo "${DB_PO',
};
const CODE = Object.keys(LANGUAGES);
const ALL = ['readers/docker-compose.yml', ...CODE.map((one) => `readers/web/${one}`)].toSorted();

suite('readers of link variables', () => {
  suiteSetup(async () => {
    await activated();
    await target('29');
    await vscode.commands.executeCommand('dockerLinks.findUsages');
  });

  suiteTeardown(async () => {
    await target(undefined);
  });

  for (const file of CODE) {
    test(`${file}: hover, problems and references`, async () => {
      const document = await open(`readers/web/${file}`);
      const hover = await hoverOn(document, NAME);
      assert.match(hover, /Address of port 3306\/tcp.*of the link `db` of `web`/);
      assert.match(hover, /In the code: read in 7 places\./);
      const [found] = await diagnosticsOf(document.uri);
      assert.equal(found?.code, 'usage-not-set');
      assert.equal(document.getText(found.range), NAME);
      assert.equal(found.severity, file === 'app.js' ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning);
      assert.deepEqual(await references(document, NAME), ALL);
    });

    test(`${file}: definition`, async () => {
      const document = await open(`readers/web/${file}`);
      const position = document.positionAt(document.getText().indexOf(NAME) + 1);
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      );
      const places = found.map((place) =>
        'targetUri' in place ? { uri: place.targetUri, range: place.targetRange } : { uri: place.uri, range: place.range },
      );
      const compose = await vscode.workspace.openTextDocument(opened('readers/docker-compose.yml'));
      assert.deepEqual(
        places.map(({ uri, range }) => [vscode.workspace.asRelativePath(uri), compose.getText(range)]),
        [['readers/docker-compose.yml', 'db']],
      );
    });
  }

  test('an alias that the link gets is renamed in every language, and no file keeps the old one', async () => {
    const compose = await open('readers/docker-compose.yml');
    await diagnosticsOf(compose.uri);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      compose.uri,
      compose.positionAt(compose.getText().indexOf('- db') + 3),
      'store',
    );
    assert.deepEqual(
      edit
        .entries()
        .map(([uri]) => vscode.workspace.asRelativePath(uri))
        .toSorted(),
      [...ALL, 'readers/web/ignored.js'].toSorted(),
    );
    const before = new Map<vscode.Uri, string>();
    for (const [uri] of edit.entries()) before.set(uri, (await vscode.workspace.openTextDocument(uri)).getText());
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(compose.getText(), /- db:store\n/);
    for (const file of CODE) {
      const document = await vscode.workspace.openTextDocument(opened(`readers/web/${file}`));
      assert.match(document.getText(), /STORE_PORT_3306_TCP_ADDR/);
      assert.doesNotMatch(document.getText(), /DB_PORT/);
    }
    for (const [uri, text] of before) await put(uri, text);
    for (const file of CODE) await changed(opened(`readers/web/${file}`), (codes) => codes.includes('usage-not-set'));
  });

  for (const [file, typed] of Object.entries(LANGUAGES)) {
    test(`${file}: completion, as long as the engine sets variables`, async () => {
      const document = await open(`readers/web/${file}`);
      const before = document.getText();
      const end = document.lineAt(document.lineCount - 1).range.end;
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, end, `\n${typed}`);
      assert.ok(await vscode.workspace.applyEdit(edit));
      const offered = async (): Promise<readonly string[]> => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          document.lineAt(document.lineCount - 1).range.end,
        );
        return list.items.flatMap(({ label, detail }) =>
          detail?.includes('from the link db of web') ? [typeof label === 'string' ? label : label.label] : [],
        );
      };
      assert.deepEqual(await offered(), []);
      await target('28');
      await changed(opened('readers/web/app.py'), (codes) => !codes.includes('usage-not-set'));
      assert.ok((await offered()).includes(NAME));
      await target('29');
      await changed(opened('readers/web/app.py'), (codes) => codes.includes('usage-not-set'));
      await put(document.uri, before);
    });
  }

  test('the link’s own references are its readers', async () => {
    const document = await open('readers/docker-compose.yml');
    const found = await references(document, '- db');
    assert.deepEqual([...new Set(found)], ALL);
  });

  test('readers in all files and the environment are rewritten in one edit', async () => {
    const document = await open('readers/web/app.py');
    const at = document.positionAt(document.getText().indexOf(NAME) + 3);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
      vscode.CodeActionKind.RefactorRewrite.value,
      10,
    );
    const [keeping, replacing] = actions.filter(({ title }) => title.startsWith('Have the readers of link "db" of web'));
    const files = (keeping?.edit?.entries() ?? []).map(([uri]) => vscode.workspace.asRelativePath(uri)).toSorted();
    assert.deepEqual(files, ALL);
    const texts = (replacing?.edit?.get(document.uri) ?? []).map((edit) => edit.newText);
    assert.deepEqual(texts, ['DB_HOST']);
  });

  for (const [file, mark] of [
    ['app.py', '#'],
    ['app.go', '//'],
    ['run.sh', '#'],
  ] as const) {
    test(`${file}: a comment silences what is said there`, async () => {
      const document = await open(`readers/web/${file}`);
      const [found] = await diagnosticsOf(document.uri);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        found?.range,
      );
      const ignoring = actions.filter(({ title }) => title.startsWith('Ignore usage-not-set'));
      assert.deepEqual(
        ignoring.map(({ title }) => title),
        ['Ignore usage-not-set here', 'Ignore usage-not-set in this workspace'],
      );
      assert.ok(ignoring[0]?.edit && (await vscode.workspace.applyEdit(ignoring[0].edit)));
      assert.ok(
        document
          .lineAt(found?.range.start.line ?? 0)
          .text.trim()
          .startsWith(`${mark} docker-links: ignore usage-not-set `),
      );
      await changed(document.uri, (codes) => codes.length === 0);
      await target('28');
      await changed(document.uri, (codes) => codes.join() === 'ignore-unused');
      await target('29');
      await changed(document.uri, (codes) => codes.length === 0);
      // The editor may have saved the file in between.
      const back = new vscode.WorkspaceEdit();
      back.delete(document.uri, document.lineAt(found?.range.start.line ?? 0).rangeIncludingLineBreak);
      assert.ok(await vscode.workspace.applyEdit(back));
      await changed(document.uri, (codes) => codes.includes('usage-not-set'));
    });
  }

  test('a slip of the pen is told and mended', async () => {
    const document = await open('readers/web/app.js');
    const found = (await diagnosticsOf(document.uri)).find(({ code }) => code === 'usage-no-link');
    assert.match(found?.message ?? '', /Did you mean DB_PORT_3306_TCP_PORT\?/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found?.range,
    );
    const mend = actions.find(({ title }) => title === 'Read DB_PORT_3306_TCP_PORT');
    assert.ok(mend?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(mend.edit));
    await changed(document.uri, (codes) => !codes.includes('usage-no-link'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await changed(document.uri, (codes) => codes.includes('usage-no-link'));
  });
});

/** Gives a file a text and stores it: the editor may have stored what was there in between. */
async function put(uri: vscode.Uri, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  await document.save();
  await eventually(vscode.workspace.onDidChangeTextDocument, () => (document.isDirty ? null : true));
}

/** The engine that everything answers for. */
async function target(engine: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('dockerLinks').update('targetEngine', engine, vscode.ConfigurationTarget.Workspace);
}

/** The files of all references to what stands at the first place of a text, sorted. */
async function references(document: vscode.TextDocument, text: string): Promise<readonly string[]> {
  const position = document.positionAt(document.getText().indexOf(text) + text.length - 1);
  const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, position);
  return found.map(({ uri }) => vscode.workspace.asRelativePath(uri)).toSorted();
}

/** Waits until the problems of a file are as wished, by their codes. */
async function changed(uri: vscode.Uri, wished: (codes: readonly unknown[]) => boolean): Promise<void> {
  const look = (): boolean => wished(vscode.languages.getDiagnostics(uri).map(({ code }) => code));
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      if (!look()) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.languages.onDidChangeDiagnostics(settle);
    settle();
  });
}
