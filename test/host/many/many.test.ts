import * as assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IntervalHistogram } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { activated, eventually } from '../support.ts';

/** The folder of the many files, which stands behind one that stays. */
function many(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[1];
  assert.ok(folder);
  return folder;
}

/** How many files in the folder the tree shows. */
function shown(rows: vscode.TreeDataProvider<unknown>): number {
  const labels = ((rows.getChildren() ?? []) as unknown[]).map((row) => (rows.getTreeItem(row) as vscode.TreeItem).label);
  return labels.filter((label) => typeof label === 'string' && label.startsWith('many/')).length;
}

/** What is done, with how long it took and how long nothing else could run meanwhile, both in milliseconds. */
async function timed(delay: IntervalHistogram, work: () => Promise<unknown>): Promise<string> {
  delay.reset();
  const start = performance.now();
  await work();
  const taken = Math.round(performance.now() - start);
  // A task that has just ended is counted when the monitor's own timer comes.
  await new Promise((resolve) => setTimeout(resolve, 10));
  return `${taken} ms (longest task ${Math.round(delay.max / 1e6)} ms)`;
}

suite('a workspace of many compose files', () => {
  const count = Number(process.env['DOCKER_LINKS_TEST_MANY']);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  suiteSetup(() => {
    delay.enable();
  });

  test('is found while the extension host stays free, and typed in', async () => {
    const found = await timed(delay, activated);
    const { rows } = await activated();
    assert.ok(rows.onDidChangeTreeData);
    await eventually(rows.onDidChangeTreeData, () => (shown(rows) === count ? true : null));
    const uri = vscode.Uri.joinPath(many().uri, 'service-7', 'compose.yaml');
    await vscode.commands.executeCommand('vscode.open', uri);
    const strokes: string[] = [];
    for (let stroke = 0; stroke < 3; stroke++) {
      strokes.push(await timed(delay, () => typed(uri, stroke)));
    }
    console.log(`    ${count} files: found in ${found}; keystrokes: ${strokes.join(', ')}`);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }).timeout(600_000);

  test('is forgotten with its folder, also while it is looked through', async () => {
    const { rows } = await activated();
    assert.ok(rows.onDidChangeTreeData);
    const { name, uri } = many();
    vscode.workspace.updateWorkspaceFolders(1, 1);
    await eventually(rows.onDidChangeTreeData, () => (shown(rows) === 0 ? true : null));
    vscode.workspace.updateWorkspaceFolders(1, 0, { name, uri });
    const some = await eventually(rows.onDidChangeTreeData, () => shown(rows) || null);
    vscode.workspace.updateWorkspaceFolders(1, 1);
    await eventually(rows.onDidChangeTreeData, () => (shown(rows) === 0 ? true : null));
    console.log(`    the folder went when ${some} of ${count} files were read`);
  }).timeout(600_000);
});

/** A comment before everything, until the problems have moved down with it and the lightbulb has its actions. */
async function typed(uri: vscode.Uri, stroke: number): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), '#\n');
  await vscode.workspace.applyEdit(edit);
  const range = new vscode.Range(5 + stroke, 8, 5 + stroke, 8);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
  assert.ok(actions.some(({ title }) => title.startsWith('Replace link')));
  await eventually(vscode.languages.onDidChangeDiagnostics, () => {
    const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Docker Links');
    return own.some((each) => each.range.start.line === range.start.line) ? true : null;
  });
}
