import * as vscode from 'vscode';
import type { Dotenv } from '../../domain/fixes/surroundings.ts';
import type { Store } from '../../model/store.ts';
import { REPLACE_ALL_KIND, SOURCE } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { fixAll, fixesAt } from './view.ts';
import type { FixRow, OpenText } from './view.ts';

/** The kind of "replace all in file". */
const ReplaceAll = vscode.CodeActionKind.Empty.append(REPLACE_ALL_KIND);

/** The kinds of actions that are offered. */
export const KINDS: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix, ReplaceAll];

/** A document and the version of it that actions are made for. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/** An action that gets its edit when it is chosen, if the document has not moved on by then. */
class Fix extends vscode.CodeAction {
  readonly #document: vscode.TextDocument;
  readonly #version: number;
  readonly #row: FixRow;

  constructor({ document, version }: Asked, kind: vscode.CodeActionKind, row: FixRow) {
    super(row.title, kind);
    this.#document = document;
    this.#version = version;
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
    async provideCodeActions(document, range, { only, diagnostics, triggerKind }) {
      const open = await openText(document);
      const asked: Asked = { document, version: open.version };
      const actions: Fix[] = [];
      if (!only || only.contains(vscode.CodeActionKind.QuickFix)) {
        for (const row of fixesAt(store.snapshot, open, range)) actions.push(quickFix(asked, row, diagnostics));
      }
      const all = asksForAll(only, triggerKind) ? fixAll(store.snapshot, open) : null;
      if (all) actions.push(new Fix(asked, ReplaceAll, all));
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

/** The document as it is now, with what the editor has at hand around it. */
async function openText(document: vscode.TextDocument): Promise<OpenText> {
  const { uri, version } = document;
  const text = document.getText();
  const folder = vscode.Uri.joinPath(uri, '..').toString();
  const others = vscode.workspace.textDocuments.filter((other) => other !== document && other.uri.toString().startsWith(`${folder}/`));
  const texts = others.map((other) => ({ path: vscode.workspace.asRelativePath(other.uri), text: other.getText() }));
  const dotenv = await readDotenv(vscode.Uri.joinPath(uri, '..', '.env'));
  return { uri: uri.toString(), version, text, dotenv, texts };
}

/** As on screen when it is open. */
async function readDotenv(uri: vscode.Uri): Promise<Dotenv> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return { kind: 'text', text: open.getText() };
  try {
    return { kind: 'text', text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    return { kind: error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? 'none' : 'unread' };
  }
}

function quickFix(asked: Asked, row: FixRow, diagnostics: readonly vscode.Diagnostic[]): Fix {
  const fix = new Fix(asked, vscode.CodeActionKind.QuickFix, row);
  const ranges = row.ranges.map(toRange);
  fix.diagnostics = diagnostics.filter((one) => one.source === SOURCE && ranges.some((range) => range.isEqual(one.range)));
  return fix;
}
