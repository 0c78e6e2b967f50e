import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { COMPOSE_SELECTOR } from '../shared/places.ts';
import { KINDS, fixProvider } from './provider.ts';

/** Offers to replace links, one by one or all of a file. */
export function register(store: Store): Disposable {
  return vscode.languages.registerCodeActionsProvider(COMPOSE_SELECTOR, fixProvider(store), { providedCodeActionKinds: KINDS });
}
