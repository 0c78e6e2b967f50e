import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../model/store.ts';
import { SOURCE } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';

/** Remembers of each open compose file how it was when all its links had their targets, and lets a link follow when its target was renamed since. */
export class RenameWatch implements vscode.CodeActionProvider, Disposable {
  readonly #whole = new Map<string, ReadFile>();
  readonly #store: Store;
  readonly #listener: Disposable;

  constructor(store: Store) {
    this.#store = store;
    this.#listener = store.changed((snapshot) => {
      this.#remember(snapshot);
    });
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const missing = diagnostics.filter(isMissingTarget);
    const uri = document.uri.toString();
    const before = this.#whole.get(uri);
    if (missing.length === 0 || !before) return [];
    const snapshot = this.#store.recent;
    const now = snapshot.files.find((file) => file.uri === uri);
    if (now?.kind !== 'compose' || now.version !== document.version) return [];
    const { followUps, renameBetween } = await import('./answers.ts');
    const rename = renameBetween(before, now);
    if (!rename) return [];
    return missing.flatMap((diagnostic) =>
      followUps(snapshot, uri, { position: diagnostic.range.start, rename }).map(({ title, edits }, index) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.isPreferred = index === 0;
        action.edit = new vscode.WorkspaceEdit();
        for (const { range, newText } of edits) action.edit.replace(document.uri, toRange(range), newText);
        return action;
      }),
    );
  }

  #remember({ files }: Snapshot): void {
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const uri of this.#whole.keys()) if (!open.has(uri)) this.#whole.delete(uri);
    for (const file of files) {
      if (file.kind !== 'compose' || !open.has(file.uri) || file.links.length === 0) continue;
      if (file.links.every(({ link }) => link.targetState !== 'missing')) this.#whole.set(file.uri, file);
    }
  }
}

function isMissingTarget({ source, code }: vscode.Diagnostic): boolean {
  return source === SOURCE && (typeof code === 'object' ? code.value : code) === 'link-target-missing';
}
