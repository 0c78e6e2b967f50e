import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { LANGUAGES, VARIABLE_LANGUAGES } from '../shared/ids.ts';
import { COMPOSE_SELECTOR } from '../shared/places.ts';
import { RenameWatch } from './renameWatch.ts';
import { completions, definitions, renames, variableCompletions } from './provider.ts';

/** Goes from links and their variables to services, renames aliases through everything that uses them, and completes what can be linked or reached. */
export function register(store: Store): Disposable {
  const held = new Disposables();
  const watch = held.add(new RenameWatch(store));
  held.add(vscode.languages.registerDefinitionProvider([...LANGUAGES, ...VARIABLE_LANGUAGES], definitions(store)));
  held.add(vscode.languages.registerRenameProvider(COMPOSE_SELECTOR, renames(store)));
  held.add(vscode.languages.registerCompletionItemProvider(COMPOSE_SELECTOR, completions(store), '-', ' ', ':', '=', '/', '@'));
  held.add(vscode.languages.registerCompletionItemProvider([...VARIABLE_LANGUAGES], variableCompletions(store), '_'));
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  held.add(vscode.languages.registerCodeActionsProvider(COMPOSE_SELECTOR, watch, kinds));
  return held;
}
