import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { REPLACE_ALL_KIND, SOURCE } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { fixAll, fixesAt } from './view.ts';
import type { FixRow, OpenText } from './view.ts';

/** The kind of "replace all in file". */
const ReplaceAll = vscode.CodeActionKind.Empty.append(REPLACE_ALL_KIND);

/** The kinds of actions that are offered. */
export const KINDS: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix, ReplaceAll];

/** An action that gets its edit when it is chosen, if the document has not moved on by then. */
class Fix extends vscode.CodeAction {
  readonly #document: vscode.TextDocument;
  readonly #version: number;
  readonly #row: FixRow;

  constructor(document: vscode.TextDocument, kind: vscode.CodeActionKind, row: FixRow) {
    super(row.title, kind);
    this.#document = document;
    this.#version = document.version;
    this.#row = row;
    if (row.outcome.kind === 'refused') this.disabled = { reason: row.outcome.reason };
  }

  complete(): void {
    const { outcome } = this.#row;
    if (outcome.kind === 'refused' || this.#document.version !== this.#version) return;
    this.edit = new vscode.WorkspaceEdit();
    this.edit.set(
      this.#document.uri,
      outcome.edits.map(({ range, newText }) => vscode.TextEdit.replace(toRange(range), newText)),
    );
  }
}

/** Offers what is proved for the document as it is on screen. */
export function fixProvider(store: Store): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range, { only, diagnostics, triggerKind }) {
      const open: OpenText = { uri: document.uri.toString(), version: document.version, text: document.getText() };
      const actions: Fix[] = [];
      if (!only || only.contains(vscode.CodeActionKind.QuickFix)) {
        for (const row of fixesAt(store.snapshot, open, range)) actions.push(quickFix(document, row, diagnostics));
      }
      const all = asksForAll(only, triggerKind) ? fixAll(store.snapshot, open) : null;
      if (all) actions.push(new Fix(document, ReplaceAll, all));
      return actions;
    },
    resolveCodeAction(action) {
      if (action instanceof Fix) action.complete();
      return action;
    },
  };
}

/** A save that runs all source actions must not migrate links: what happens by itself has to ask for this very kind. */
function asksForAll(only: vscode.CodeActionKind | undefined, trigger: vscode.CodeActionTriggerKind): boolean {
  if (!only) return false;
  return ReplaceAll.contains(only) || (only.contains(ReplaceAll) && trigger === vscode.CodeActionTriggerKind.Invoke);
}

function quickFix(document: vscode.TextDocument, row: FixRow, diagnostics: readonly vscode.Diagnostic[]): Fix {
  const fix = new Fix(document, vscode.CodeActionKind.QuickFix, row);
  const ranges = row.ranges.map(toRange);
  fix.diagnostics = diagnostics.filter((one) => one.source === SOURCE && ranges.some((range) => range.isEqual(one.range)));
  return fix;
}
