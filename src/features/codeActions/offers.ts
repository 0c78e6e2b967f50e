import * as vscode from 'vscode';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Range } from '../../syntax/text.ts';
import { fileOf, linksAt } from '../shared/links.ts';
import type { OpenText } from '../shared/links.ts';
import { hasLinks, partyOf } from '../shared/parties.ts';
import { toRange } from '../shared/places.ts';
import type { Offer } from '../shared/rewrites.ts';

/** A way to do without a link, or without all of a service or file, as it is offered. */
export type Offered =
  | Offer
  /** One that is looked at when it is chosen. */
  | {
      readonly title: string;
      readonly service: string;
      readonly raw: string;
      readonly key: '';
      readonly ranges: readonly Range[];
      readonly asks: null;
      readonly outcome: { readonly kind: 'later' };
    };

/** In a longer text, in characters, nobody waits on a menu for a proof. */
const QUICK = 50_000;

/** Every way to do without the links that a range touches; what makes them is loaded when they are first asked for. */
export async function offersFor(snapshot: Snapshot, open: OpenText, range: Range): Promise<readonly Offered[]> {
  const file = fileOf(snapshot, open);
  const links = file ? [...linksAt(file, range), ...linksAt(file, range, 'external_links')] : [];
  if (links.length === 0) return [];
  if (open.text.length >= QUICK)
    return links.map(({ service, raw, range: own }) => ({ ...later(`Replace link "${raw}"`), service, raw, ranges: [own] }));
  const { offersAt } = await import('../shared/rewrites.ts');
  return offersAt(snapshot, open, range);
}

/** What replaces the links of a whole service or file, where there are several; an empty service means the file. */
export function offersForMany(snapshot: Snapshot, open: OpenText, range: Range): readonly Offered[] {
  const file = fileOf(snapshot, open);
  const links = (file?.links ?? []).flatMap(({ link }) => (link.kind === 'links' ? [link] : []));
  const [first] = file ? linksAt(file, range) : [];
  if (!first) return [];
  const own = links.filter(({ service }) => service === first.service).length;
  return [
    ...(own > 1 && own < links.length ? [{ ...later(`Replace all links of ${first.service}`), service: first.service }] : []),
    ...(links.length > 1 ? [later('Replace all links of this file')] : []),
  ];
}

/** Whether a range touches a link, and other files that Compose reads with this one have links, too. */
export function isAmongOthers(snapshot: Snapshot, open: OpenText, range: Range): boolean {
  const { uri } = open;
  const file = fileOf(snapshot, open);
  if (!file || linksAt(file, range).length === 0) return false;
  return (partyOf(snapshot, uri) ?? []).some((file) => file.uri !== uri && hasLinks(file));
}

function later(title: string): Extract<Offered, { key: '' }> {
  return { title, service: '', raw: '', key: '', ranges: [], asks: null, outcome: { kind: 'later' } };
}

/** What replaces all links of a file, as it is offered where that is asked for. */
export async function offerForFile(snapshot: Snapshot, open: OpenText): Promise<Offered | null> {
  const { offerAll } = await import('../shared/rewrites.ts');
  const offer = offerAll(snapshot, open);
  return offer?.outcome.kind === 'edit' ? { ...later('Replace all links of this file'), ranges: offer.ranges } : null;
}

/** The edit of an offer as it is now, to be confirmed where it changes more than names; why there is none; null when the offer or a document has moved on. */
export async function offerEdit(snapshot: Snapshot, open: OpenText, offered: Offered): Promise<vscode.WorkspaceEdit | string | null> {
  const { offerAgain, offerAll } = await import('../shared/rewrites.ts');
  const { service } = offered;
  const offer =
    offered.raw === ''
      ? offerAll(snapshot, open, (link) => service === '' || link.service === service)
      : offerAgain(snapshot, open, offered);
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
