import * as vscode from 'vscode';
import type { UsageFinding } from '../../domain/usages/findings.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../model/store.ts';
import type { UsageSearch } from '../../model/usageSearch.ts';
import { SOURCE } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { COMPOSE_SELECTOR, SEVERITY, toRange } from '../shared/places.ts';
import { findingsByFile, referencesAt, spotsOf } from './view.ts';
import type { Asked, Spot } from './view.ts';

const VARIABLE = /[A-Za-z_][A-Za-z0-9_]*/;

/** Lists who reads the link or the link variable at a place; who asks before anybody has searched has the code searched. */
export function readerReferences(store: Store, search: UsageSearch): vscode.ReferenceProvider {
  return {
    async provideReferences(document, position, { includeDeclaration }, token) {
      const range = document.getWordRangeAtPosition(position, VARIABLE);
      const asked: Asked = { uri: document.uri.toString(), position, word: range ? document.getText(range) : null };
      let found = referencesAt(store.snapshot, asked);
      if (found?.readers === null) {
        await search.find();
        if (token.isCancellationRequested) return [];
        found = referencesAt(store.snapshot, asked);
      }
      if (!found) return [];
      return [...(includeDeclaration ? found.declarations : []), ...(found.readers ? spotsOf(found.readers) : [])].map(toLocation);
    },
  };
}

/** Shows what is to be said about readers, file by file; of a file about which nothing new is said nothing is touched. */
export function findingPainter(collection: vscode.DiagnosticCollection): (snapshot: Snapshot) => void {
  let shown: ReadonlyMap<string, string> = new Map();
  return (snapshot) => {
    const files = findingsByFile(snapshot);
    const now = new Map([...files].map(([uri, findings]) => [uri, JSON.stringify(findings)]));
    for (const uri of shown.keys()) if (!now.has(uri)) collection.delete(vscode.Uri.parse(uri));
    for (const [uri, findings] of files) {
      if (shown.get(uri) !== now.get(uri)) collection.set(vscode.Uri.parse(uri), findings.map(toDiagnostic));
    }
    shown = now;
  };
}

/** Offers the name that was probably meant, and not to hear of such a finding any more. */
export function findingActions(store: Store, search: UsageSearch): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, { diagnostics }, token) {
      const findings = findingsByFile(store.recent).get(document.uri.toString()) ?? [];
      const here = findings.filter((finding) => toRange(finding.range).intersection(range));
      const { version } = document;
      const actions = await Promise.all(
        here.map(async (finding) => {
          const own = diagnostics.filter((one) => one.source === SOURCE && one.range.isEqual(toRange(finding.range)));
          const all = [...meantAction(document, finding), ...(await ignoreActions(document, finding, search))];
          return all.map((action) => Object.assign(action, { diagnostics: own }));
        }),
      );
      return token.isCancellationRequested || document.version !== version ? [] : actions.flat();
    },
  };
}

function meantAction(document: vscode.TextDocument, { meant, range }: UsageFinding): readonly vscode.CodeAction[] {
  if (meant === null) return [];
  const action = new vscode.CodeAction(`Read ${meant}`, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, toRange(range), meant);
  action.isPreferred = true;
  return [action];
}

/** In compose files findings of readers are silenced as those of links are. */
async function ignoreActions(
  document: vscode.TextDocument,
  { code, path, range }: UsageFinding,
  search: UsageSearch,
): Promise<readonly vscode.CodeAction[]> {
  if (code === 'ignore-unused' || vscode.languages.match(COMPOSE_SELECTOR, document) > 0) return [];
  const edit = await search.ignoreHere({ path, text: document.getText(), range, code });
  if (!edit) return [ignoreAction(code)];
  const here = new vscode.CodeAction(`Ignore ${code} here`, vscode.CodeActionKind.QuickFix);
  here.edit = new vscode.WorkspaceEdit();
  here.edit.replace(document.uri, toRange(edit.range), edit.newText);
  return [here, ignoreAction(code)];
}

function ignoreAction(code: UsageFinding['code']): vscode.CodeAction {
  const title = `Ignore ${code} in this workspace`;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const command: CommandId = 'dockerLinks.ignoreInWorkspace';
  action.command = { command, title, arguments: [code] };
  return action;
}

function toDiagnostic({ code, severity, message, range }: UsageFinding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(range), message, SEVERITY[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = code;
  return diagnostic;
}

function toLocation({ uri, range }: Spot): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), toRange(range));
}
