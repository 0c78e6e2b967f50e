import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId } from '../shared/ids.ts';
import { COMPOSE_SELECTOR } from '../shared/places.ts';
import { ignoreInWorkspace, ignoreProvider } from './provider.ts';

const COMMAND: CommandId = 'dockerLinks.ignoreInWorkspace';

/** Lets people silence findings, at one place or in the whole workspace. */
export function register(store: Store): Disposable {
  const held = new Disposables();
  held.add(
    vscode.languages.registerCodeActionsProvider(COMPOSE_SELECTOR, ignoreProvider(store), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
  held.add(vscode.commands.registerCommand(COMMAND, ignoreInWorkspace));
  return held;
}
