import * as vscode from 'vscode';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Range } from '../../syntax/text.ts';
import { toRange } from '../shared/places.ts';
import type { Offer } from './rewrites.ts';
import type { OpenText } from './view.ts';

/** A way to do without a link, as it is offered. */
export type Offered = Offer;

/** Every way to do without the links that a range touches; what makes them is loaded when they are first asked for. */
export async function offersFor(snapshot: Snapshot, open: OpenText, range: Range): Promise<readonly Offered[]> {
  const { offersAt } = await import('./rewrites.ts');
  return offersAt(snapshot, open, range);
}

/** The edit of an offer as it is now, to be confirmed where it changes more than names; why there is none; null when the offer or a document has moved on. */
export async function offerEdit(snapshot: Snapshot, open: OpenText, offered: Offered): Promise<vscode.WorkspaceEdit | string | null> {
  const { offerAgain } = await import('./rewrites.ts');
  const offer = offerAgain(snapshot, open, offered);
  if (!offer) return null;
  if (offer.outcome.kind === 'refused') return offer.outcome.reason;
  const { files, before } = offer.outcome;
  const metadata = offer.asks === null ? undefined : { needsConfirmation: true, label: offer.title, description: offer.asks };
  const edit = new vscode.WorkspaceEdit();
  for (const { path, edits } of files) {
    const uri = vscode.Uri.parse(path);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.getText() !== before[path]) return null;
    for (const { range, newText } of edits) edit.replace(uri, toRange(range), newText, metadata);
  }
  return edit;
}
