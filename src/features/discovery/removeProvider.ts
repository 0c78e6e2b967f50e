import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { readWith } from '../../model/surroundings.ts';
import { SOURCE } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { openTexts, projectTexts, readDotenv } from '../shared/projectTexts.ts';
import type { ProjectTexts } from '../shared/projectTexts.ts';
import type { NoRewrite, Rewrite } from '../../domain/fixes/rewrite.ts';

/** The removal of an ambassador, which gets its edit when it is chosen. */
class RemoveAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly line: number;

  constructor(document: vscode.TextDocument, diagnostic: vscode.Diagnostic, removal: Rewrite | NoRewrite) {
    super(removal.kind === 'rewrite' ? removal.title : 'Remove the ambassador', vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.version = document.version;
    this.line = diagnostic.range.start.line;
    this.diagnostics = [diagnostic];
    if (removal.kind === 'refused') this.disabled = { reason: [removal.reason, ...removal.instead].join(' ') };
  }
}

/** Offers to take out the ambassador that a problem tells of; what is chosen is proved once more against every file of the project. */
export function removeProvider(store: Store): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, _range, { diagnostics }) {
      const actions: RemoveAction[] = [];
      for (const diagnostic of diagnostics.filter(isAmbassador)) {
        const texts = { texts: openTexts(document), unsearched: ['files that are not open'] };
        const removal = await removalFor(store, document, diagnostic.range.start.line, texts);
        if (removal) actions.push(new RemoveAction(document, diagnostic, removal));
      }
      return actions;
    },
    async resolveCodeAction(action, token) {
      if (!(action instanceof RemoveAction)) return action;
      const { document, version, line } = action;
      const file = store.recent.files.find(({ uri }) => uri === document.uri.toString());
      const others = file?.kind === 'compose' ? readWith(file) : [];
      const removal = await removalFor(store, document, line, await projectTexts(document, token, others));
      if (!removal || document.version !== version || token.isCancellationRequested) return action;
      if (removal.kind === 'refused') {
        void vscode.window.showWarningMessage(`The ambassador stays. ${removal.reason}`);
        return action;
      }
      const metadata = {
        needsConfirmation: true,
        label: removal.title,
        description: `${[...removal.changed, ...removal.lost.map((each) => `lost: ${each}`)].join('; ')}.`,
      };
      action.edit = new vscode.WorkspaceEdit();
      for (const { range, newText } of removal.files.flatMap(({ edits }) => edits))
        action.edit.replace(document.uri, toRange(range), newText, metadata);
      return action;
    },
  };
}

function isAmbassador({ source, code }: vscode.Diagnostic): boolean {
  return source === SOURCE && (typeof code === 'object' ? code.value : code) === 'ambassador';
}

async function removalFor(
  store: Store,
  document: vscode.TextDocument,
  line: number,
  texts: ProjectTexts,
): Promise<Rewrite | NoRewrite | null> {
  const { version } = document;
  const uri = document.uri.toString();
  const around = { ...texts, dotenv: await readDotenv(document) };
  const snapshot = await store.settled(uri, version);
  const { removalAt } = await import('./view.ts');
  return snapshot && removalAt(snapshot, { uri, version, line, ...around });
}
