import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { REPLACE_ALL_KIND, SOURCE } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { openTexts, projectTexts, readDotenv } from '../shared/projectTexts.ts';
import type { ProjectTexts } from '../shared/projectTexts.ts';
import { offerEdit, offersFor } from './offers.ts';
import type { Offered } from './offers.ts';
import { fixAll, fixesAt, fixFor, hasLinkAt } from './view.ts';
import type { FixRow, OpenText } from './view.ts';

/** The kind of "replace all in file". */
const ReplaceAll = vscode.CodeActionKind.Empty.append(REPLACE_ALL_KIND);

/** The kind of every way to do without a link. */
const Rewrite = vscode.CodeActionKind.RefactorRewrite.append('dockerLinks');

/** The kinds of actions that are offered. */
export const KINDS: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix, Rewrite, ReplaceAll];

/** A document and the version of it that actions are made for. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/** An action that gets its edit when it is chosen. */
class Fix extends vscode.CodeAction {
  readonly asked: Asked;
  readonly row: FixRow;

  constructor(asked: Asked, kind: vscode.CodeActionKind, row: FixRow) {
    super(row.title, kind);
    this.asked = asked;
    this.row = row;
    if (row.outcome.kind === 'refused') this.disabled = { reason: row.outcome.reason };
    else this.isPreferred = row.asks === null && row.which !== 'all';
  }
}

/** A way to do without a link, which gets its edit when it is chosen. */
class OfferAction extends vscode.CodeAction {
  readonly asked: Asked;
  readonly offer: Offered;

  constructor(asked: Asked, offer: Offered) {
    super(offer.title, Rewrite);
    this.asked = asked;
    this.offer = offer;
    if (offer.outcome.kind === 'refused') this.disabled = { reason: offer.outcome.reason };
  }
}

/** Offers what is proved for the document as it is on screen; what is chosen is proved once more against every file of the project. */
export function fixProvider(store: Store): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, { only, diagnostics, triggerKind }) {
      const open = await openText(document, { texts: openTexts(document), unsearched: ['files that are not open'] });
      const asked: Asked = { document, version: open.version };
      const snapshot = await store.settled(open.uri, open.version);
      if (!snapshot) return [];
      const actions: (Fix | OfferAction)[] = [];
      if (!only || only.contains(vscode.CodeActionKind.QuickFix)) {
        for (const row of fixesAt(snapshot, open, range)) actions.push(quickFix(asked, row, diagnostics));
      }
      if ((!only || only.intersects(Rewrite)) && hasLinkAt(snapshot, open, range)) {
        for (const offer of await offersFor(snapshot, open, range)) actions.push(new OfferAction(asked, offer));
      }
      const all = asksForAll(only, triggerKind) ? fixAll(snapshot, open) : null;
      if (all) actions.push(new Fix(asked, ReplaceAll, all));
      return actions;
    },
    async resolveCodeAction(action, token) {
      if (action instanceof Fix) await complete(action, store, token);
      if (action instanceof OfferAction) await completeOffer(action, store, token);
      return action;
    },
  };
}

/** A document that has moved on, and a name that turns out to be in use, get no edit; the latter is said. */
async function complete(fix: Fix, store: Store, token: vscode.CancellationToken): Promise<void> {
  const { document, version } = fix.asked;
  const open = await openText(document, await projectTexts(document, token));
  const row = (await store.settled(open.uri, version)) && fixFor(store.snapshot, open, fix.row);
  if (!row || document.version !== version || token.isCancellationRequested) return;
  if (row.outcome.kind === 'refused') {
    void vscode.window.showWarningMessage(`The link stays. ${row.outcome.reason}`);
    return;
  }
  const metadata = row.asks === null ? undefined : { needsConfirmation: true, label: row.title, description: row.asks };
  fix.edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of row.outcome.edits) fix.edit.replace(document.uri, toRange(range), newText, metadata);
}

async function completeOffer(action: OfferAction, store: Store, token: vscode.CancellationToken): Promise<void> {
  const { document, version } = action.asked;
  const open = await openText(document, await projectTexts(document, token));
  const edit = (await store.settled(open.uri, version)) && (await offerEdit(store.snapshot, open, action.offer));
  if (!edit || document.version !== version || token.isCancellationRequested) return;
  if (typeof edit === 'string') void vscode.window.showWarningMessage(`The link stays. ${edit}`);
  else action.edit = edit;
}

/** A save that runs all source actions must not migrate links: what happens by itself has to ask for this very kind. */
function asksForAll(only: vscode.CodeActionKind | undefined, trigger: vscode.CodeActionTriggerKind): boolean {
  if (!only) return false;
  return ReplaceAll.contains(only) || (only.contains(ReplaceAll) && trigger === vscode.CodeActionTriggerKind.Invoke);
}

/** The document as it is now, with what lies around it. */
async function openText(document: vscode.TextDocument, { texts, unsearched }: ProjectTexts): Promise<OpenText> {
  const { uri, version } = document;
  const text = document.getText();
  return { uri: uri.toString(), version, text, dotenv: await readDotenv(document), texts, unsearched };
}

function quickFix(asked: Asked, row: FixRow, diagnostics: readonly vscode.Diagnostic[]): Fix {
  const fix = new Fix(asked, vscode.CodeActionKind.QuickFix, row);
  const ranges = row.ranges.map(toRange);
  fix.diagnostics = diagnostics.filter((one) => one.source === SOURCE && ranges.some((range) => range.isEqual(one.range)));
  return fix;
}
