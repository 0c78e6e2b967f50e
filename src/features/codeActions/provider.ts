import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import { readWith } from '../../model/surroundings.ts';
import { REPLACE_ALL_KIND, SOURCE } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { fileOf } from '../shared/links.ts';
import type { OpenText } from '../shared/links.ts';
import { toRange } from '../shared/places.ts';
import { openTexts, projectTexts, readDotenv } from '../shared/projectTexts.ts';
import type { ProjectTexts } from '../shared/projectTexts.ts';
import { isAmongOthers, offerEdit, offerForFile, offersFor, offersForMany } from './offers.ts';
import type { Offered } from './offers.ts';

/** The kind of "replace all in file". */
const ReplaceAll = vscode.CodeActionKind.Empty.append(REPLACE_ALL_KIND);

/** The kind of every way to do without a link. */
const Rewrite = vscode.CodeActionKind.RefactorRewrite.append('dockerLinks');

/** The command that replaces links of several files. */
const REPLACE_TOGETHER: CommandId = 'dockerLinks.replaceAllInWorkspace';

/** The kinds of actions that are offered. */
export const KINDS: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix, Rewrite, ReplaceAll];

/** A document and the version of it that actions are made for. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/** A way to do without links, which gets its edit when it is chosen. */
class OfferAction extends vscode.CodeAction {
  readonly asked: Asked;
  readonly offer: Offered;

  constructor(asked: Asked, kind: vscode.CodeActionKind, offer: Offered) {
    super(offer.title, kind);
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
      const asFix = !only || only.contains(vscode.CodeActionKind.QuickFix);
      const asRewrite = only?.intersects(Rewrite) ?? false;
      const actions: OfferAction[] = [];
      for (const offer of asFix || asRewrite ? await offersFor(snapshot, open, range) : []) {
        if (asFix) actions.push(quickFix(asked, offer, diagnostics));
        if (asRewrite) actions.push(new OfferAction(asked, Rewrite, offer));
      }
      const safe = actions.find(({ kind, offer }) => kind?.contains(vscode.CodeActionKind.QuickFix) && isSafe(offer));
      if (safe) safe.isPreferred = true;
      const asMany = !only || asRewrite;
      for (const offer of asMany ? offersForMany(snapshot, open, range) : []) actions.push(new OfferAction(asked, Rewrite, offer));
      const more = asMany && isAmongOthers(snapshot, open, range) ? [projectAction(open)] : [];
      const all = asksForAll(only, triggerKind) ? await offerForFile(snapshot, open) : null;
      if (all) actions.push(new OfferAction(asked, ReplaceAll, all));
      return [...actions, ...more];
    },
    async resolveCodeAction(action, token) {
      if (action instanceof OfferAction) await complete(action, store, token);
      return action;
    },
  };
}

/** All links of the files that Compose reads with the document, those that have to be asked about, too. */
function projectAction({ uri }: OpenText): vscode.CodeAction {
  const title = 'Replace all links of this project';
  const action = new vscode.CodeAction(title, Rewrite);
  action.command = { command: REPLACE_TOGETHER, title, arguments: [{ uri }] };
  return action;
}

function isSafe({ asks, outcome }: Offered): boolean {
  return outcome.kind === 'edit' && asks === null;
}

/** A document that has moved on, and a name that turns out to be in use, get no edit; the latter is said. */
async function complete(action: OfferAction, store: Store, token: vscode.CancellationToken): Promise<void> {
  const { document, version } = action.asked;
  const uri = document.uri.toString();
  const snapshot = await store.settled(uri, version);
  const file = snapshot && fileOf(snapshot, { uri, version });
  if (!file) return;
  const open = await openText(document, await projectTexts(document, token, readWith(file)));
  const edit = (await store.settled(uri, version)) && (await offerEdit(store.snapshot, open, action.offer));
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
async function openText(document: vscode.TextDocument, around: ProjectTexts): Promise<OpenText> {
  const { uri, version } = document;
  const text = document.getText();
  return { uri: uri.toString(), version, text, ...around, dotenv: await readDotenv(document) };
}

function quickFix(asked: Asked, offer: Offered, diagnostics: readonly vscode.Diagnostic[]): OfferAction {
  const fix = new OfferAction(asked, vscode.CodeActionKind.QuickFix, offer);
  const ranges = offer.ranges.map(toRange);
  fix.diagnostics = diagnostics.filter((one) => one.source === SOURCE && ranges.some((range) => range.isEqual(one.range)));
  return fix;
}
