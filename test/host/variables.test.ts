import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandId } from '../../src/features/shared/ids.ts';
import { activated, diagnosticsOf, open } from './support.ts';

const COMMAND: CommandId = 'dockerLinks.setVariables';

suite('variables that a link sets', () => {
  suiteSetup(async () => {
    await activated();
  });

  test('can be set by hand from the link, a person chooses which', async () => {
    const document = await open('legacy/docker-compose.yml');
    await diagnosticsOf(document.uri);
    const at = document.positionAt(document.getText().indexOf('database:db'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
      vscode.CodeActionKind.RefactorRewrite.value,
    );
    const action = actions.find(({ command }) => command?.command === COMMAND);
    assert.equal(action?.title, 'Set the variables of link "database:db" in `environment`…');
    const answers: unknown[] = [];
    const asked = vscode.commands
      .executeCommand(COMMAND, ...((action.command?.arguments ?? []) as readonly unknown[]))
      .then((answer) => answers.push(answer));
    // The question comes as soon as the program that it needs is loaded.
    while (answers.length === 0) await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await asked;
    assert.equal(document.isDirty, false);
  });
});
