import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { SOURCE } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { linkAt } from './document.ts';

/** The command that opens the comparison. */
export const COMPARE = 'dockerLinks.compareDiscovery' satisfies CommandId;

const Compare = vscode.CodeActionKind.Refactor.append('dockerLinks.compare');

/** The kinds of actions that are offered. */
export const KINDS: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix, Compare];

/** Offers the comparison at every link, beside the fixes of its problems and among the refactorings. */
export function compareProvider(store: Store): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range, { only, diagnostics }) {
      const file = store.snapshot.files.find(({ uri }) => uri === document.uri.toString());
      const link = file?.kind === 'compose' && file.version === document.version ? linkAt(file, range) : null;
      if (!link) return [];
      const { uri, service, raw } = link;
      const own = diagnostics.filter((one) => one.source === SOURCE && one.range.isEqual(toRange(link.range)));
      return KINDS.filter((kind) => (only ? only.contains(kind) : kind !== Compare || own.length === 0)).map((kind) => {
        const action = new vscode.CodeAction('Which Discovery?…', kind);
        action.command = { command: COMPARE, title: 'Which Discovery?', arguments: [{ uri, service, raw }] };
        if (kind === vscode.CodeActionKind.QuickFix) action.diagnostics = own;
        return action;
      });
    },
  };
}
