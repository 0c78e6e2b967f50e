import * as vscode from 'vscode';
import type { ScriptFile } from '../../model/scripts.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../model/store.ts';
import type { TextEdit } from '../../syntax/text.ts';
import { SOURCE } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { commandFix, commandHover } from './view.ts';

/** Edits by file; the version is that of the open document, and null where none is open. */
export type CommandEdits = readonly { readonly uri: string; readonly version: number | null; readonly edits: readonly TextEdit[] }[];

/** Builds and proves the edits of a script by its URI, with those of others that belong together with it; null when the script is not open. */
export type FixCommands = (uri: string) => Promise<CommandEdits | null>;

const SEVERITY = {
  hint: vscode.DiagnosticSeverity.Hint,
  information: vscode.DiagnosticSeverity.Information,
  warning: vscode.DiagnosticSeverity.Warning,
  error: vscode.DiagnosticSeverity.Error,
};

/** Shows what is said of links in commands; of a file that is what it was nothing is touched. */
export function commandPainter(collection: vscode.DiagnosticCollection): (snapshot: Snapshot) => void {
  let shown: ReadonlyMap<string, ScriptFile> = new Map();
  return ({ scripts }) => {
    const now = new Map(scripts.map((script) => [script.uri, script]));
    for (const uri of shown.keys()) if (!now.has(uri)) collection.delete(vscode.Uri.parse(uri));
    for (const [uri, script] of now) if (shown.get(uri) !== script) collection.set(vscode.Uri.parse(uri), diagnosticsOf(script));
    shown = now;
  };
}

function diagnosticsOf({ links, target }: ScriptFile): readonly vscode.Diagnostic[] {
  return links.flatMap(({ range, findings }) => {
    const finding = findings[target];
    if (!finding) return [];
    const diagnostic = new vscode.Diagnostic(toRange(range), finding.message, SEVERITY[finding.severity]);
    diagnostic.source = SOURCE;
    diagnostic.code = finding.code;
    return [diagnostic];
  });
}

/** Explains links where they are written. */
export function commandHovers(store: Store): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const script = scriptOf(store, document);
      const hover = script && commandHover(script, position);
      return hover && new vscode.Hover(new vscode.MarkdownString(hover.markdown), toRange(hover.range));
    },
  };
}

class Fix extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly asks: string | null;

  constructor(title: string, document: vscode.TextDocument, asks: string | null) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.version = document.version;
    this.asks = asks;
  }
}

/** Offers to replace the links of a script; the edit is made and proved when it is chosen. */
export function commandFixes(store: Store, fix: FixCommands): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range, { diagnostics }) {
      const script = scriptOf(store, document);
      const row = script && commandFix(script, range);
      if (!row) return [];
      const action = new Fix(row.title, document, row.asks);
      action.diagnostics = diagnostics.filter((one) => one.source === SOURCE && row.ranges.some((own) => toRange(own).isEqual(one.range)));
      if (row.refused !== null) action.disabled = { reason: row.refused };
      return [action];
    },
    async resolveCodeAction(action, token) {
      if (action instanceof Fix) await complete(action, fix, token);
      return action;
    },
  };
}

/** Where one of the documents has moved on, none gets an edit. */
async function complete(action: Fix, fix: FixCommands, token: vscode.CancellationToken): Promise<void> {
  const { document, asks, title, version } = action;
  const made = await fix(document.uri.toString());
  if (!made || document.version !== version || token.isCancellationRequested) return;
  const open = new Map(vscode.workspace.textDocuments.map((one) => [one.uri.toString(), one.version]));
  if (made.some((file) => (open.get(file.uri) ?? null) !== file.version)) return;
  const metadata = asks === null ? undefined : { needsConfirmation: true, label: title, description: asks };
  action.edit = new vscode.WorkspaceEdit();
  for (const { uri, edits } of made) {
    for (const { range, newText } of edits) action.edit.replace(vscode.Uri.parse(uri), toRange(range), newText, metadata);
  }
}

/** Null when another version of the document was read. */
function scriptOf({ snapshot }: Store, { uri, version }: vscode.TextDocument): ScriptFile | null {
  const wanted = uri.toString();
  return snapshot.scripts.find((script) => script.uri === wanted && script.version === version) ?? null;
}
