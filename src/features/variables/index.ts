import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId } from '../shared/ids.ts';
import { COMPOSE_SELECTOR } from '../shared/places.ts';
import { offersProvider, setVariables } from './provider.ts';

const COMMAND: CommandId = 'dockerLinks.setVariables';

/** Lets people set by hand what a link sets, before the link goes. */
export function register(store: Store): Disposable {
  const held = new Disposables();
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.RefactorRewrite] };
  held.add(vscode.languages.registerCodeActionsProvider(COMPOSE_SELECTOR, offersProvider(store), kinds));
  held.add(
    vscode.commands.registerCommand(COMMAND, (uri: vscode.Uri, link: { service: string; raw: string }) => setVariables(store, uri, link)),
  );
  return held;
}
