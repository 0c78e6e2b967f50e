import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { ContainerKey } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId } from '../shared/ids.ts';
import type { CureEnvironment } from './view.ts';

const RESTART: CommandId = 'dockerLinks.restartReceivers';
const TYPE = 'Type Into Terminal';

/** Offers to restart the receivers of a row in order; the commands are typed, and run by nobody but the person. */
export function register(store: Store): Disposable {
  return vscode.commands.registerCommand(RESTART, async ({ watched }: { readonly watched: readonly ContainerKey[] }) => {
    const { cureFor } = await import('./view.ts');
    const cure = cureFor(store.snapshot, watched);
    if (!cure) return;
    if (cure.kind === 'steps') {
      const answer = await vscode.window.showWarningMessage(cure.question, { modal: true, detail: cure.detail }, TYPE);
      if (answer === TYPE) type(cure.command, cure.environment);
      return;
    }
    const { first, reason, environment } = cure;
    const answer = await vscode.window.showWarningMessage(`Nothing is restarted: ${reason}`, ...(first === null ? [] : [TYPE]));
    if (answer === TYPE && first !== null) type(first, environment);
  });
}

/** Without an Enter behind it. */
function type(command: string, environment: CureEnvironment): void {
  const terminal = vscode.window.createTerminal({ name: 'Docker Links', env: environment });
  terminal.show();
  terminal.sendText(command, false);
}
