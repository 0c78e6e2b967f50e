import * as assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { composeText } from '../bench/texts.ts';
import { activated, diagnosticsOf, eventually } from './support.ts';

const SERVICES = 5000;

suite('a large file', () => {
  test('is read while the extension host stays free; what is asked of it waits for the newest version', async () => {
    await activated();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'large', 'compose.yaml');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(composeText(SERVICES)));
    await diagnosticsOf(uri);
    const reading = longest(delay);
    // An editor alone: a document that an extension opened would stay behind its editor for minutes.
    await vscode.commands.executeCommand('vscode.open', uri);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.toString(), uri.toString());
    const edit = new vscode.WorkspaceEdit();
    // A line for its own sake moves every link one line down.
    edit.insert(uri, new vscode.Position(0, 0), '# the largest one\n');
    await vscode.workspace.applyEdit(edit);
    delay.reset();
    const position = document.positionAt(document.getText().lastIndexOf(':db') + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
    assert.equal(hovers.length > 0, true);
    await eventually(vscode.languages.onDidChangeDiagnostics, () => {
      const first = vscode.languages.getDiagnostics(uri).find(({ source }) => source === 'Docker Links');
      return first && document.lineAt(first.range.start.line).text.includes('- service-') ? true : null;
    });
    console.log(
      `    longest task with ${SERVICES} services: ${reading} ms while the file is found, ${longest(delay)} ms after a keystroke`,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, 'large'), { recursive: true });
    await eventually(vscode.languages.onDidChangeDiagnostics, () => (vscode.languages.getDiagnostics(uri).length === 0 ? true : null));
  }).timeout(120_000);
});

/** How long nothing else could run, in milliseconds; the clock of the monitor itself ticks every 5. */
function longest({ max }: { readonly max: number }): number {
  return Math.round(max / 1e6);
}
