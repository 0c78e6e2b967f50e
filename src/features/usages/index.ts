import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import type { UsageSearch } from '../../model/usageSearch.ts';
import { LANGUAGES, SECTION, VARIABLE_LANGUAGES } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { findingActions, findingPainter, readerReferences } from './provider.ts';
import { REWRITE_READERS, rewriteProvider } from './rewriteProvider.ts';
import { foundWords } from './view.ts';

/** Lists the readers of links and of their variables, and says in code what is wrong with them. */
export function register(store: Store, search: UsageSearch): Disposable {
  const held = new Disposables();
  const languages = [...LANGUAGES, ...VARIABLE_LANGUAGES];
  held.add(vscode.languages.registerReferenceProvider(languages, readerReferences(store, search)));
  const kinds = [vscode.CodeActionKind.QuickFix];
  held.add(
    vscode.languages.registerCodeActionsProvider({ pattern: '**' }, findingActions(store, search), { providedCodeActionKinds: kinds }),
  );
  const rewrites = { providedCodeActionKinds: [REWRITE_READERS] };
  held.add(vscode.languages.registerCodeActionsProvider({ pattern: '**' }, rewriteProvider(store, search), rewrites));
  const collection = held.add(vscode.languages.createDiagnosticCollection(`${SECTION}.usages`));
  held.add(store.changed(findingPainter(collection)));
  const command: CommandId = 'dockerLinks.findUsages';
  held.add(
    vscode.commands.registerCommand(command, async () => {
      if (await search.find()) void vscode.window.showInformationMessage(foundWords(store.snapshot));
    }),
  );
  return held;
}
