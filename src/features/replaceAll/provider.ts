import * as vscode from 'vscode';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../model/store.ts';
import { readWith } from '../../model/surroundings.ts';
import type { AroundFile } from '../../model/surroundings.ts';
import { partiesOf, partyOf } from '../shared/parties.ts';
import type { Party } from '../shared/parties.ts';
import { toRange } from '../shared/places.ts';
import { projectTexts, readDotenv } from '../shared/projectTexts.ts';
import type { Together } from '../shared/together.ts';

/** What is offered for one party. */
export interface Offered {
  readonly party: Party;
  readonly together: Together;
}

/** How far the work has come, and whether it is still wanted. */
export interface Work {
  readonly step: (done: number, all: number, name: string) => void;
  readonly token: vscode.CancellationToken;
}

/** What can be done for every party of the workspace, or for that of one file, over the files as they are now; null when it is no longer wanted. */
export async function offersFor(store: Store, uri: string | null, { step, token }: Work): Promise<readonly Offered[] | null> {
  const { becomeOf, replaceTogether } = await import('../shared/rewrites.ts');
  const snapshot = await settled(store);
  const own = uri === null ? null : partyOf(snapshot, uri);
  const parties = uri === null ? partiesOf(snapshot) : own ? [own] : [];
  const offered: Offered[] = [];
  const others: ReadFile[] = [];
  for (const [at, party] of parties.entries()) {
    step(at, parties.length, nameOf(party));
    const around = await aroundParty(party, token);
    if (token.isCancellationRequested) return null;
    const together = replaceTogether(snapshot, party, { around: (each) => around.get(each) ?? NOTHING, others });
    offered.push({ party, together });
    for (const file of party) {
      const edited = together.files.find((each) => each.uri === file.uri);
      if (edited) others.push(...becomeOf(file, [...new Set([edited.safely, edited.wholly])]));
    }
  }
  return offered;
}

/** The party's first file with links, as people read it. */
export function nameOf(party: Party): string {
  return (party.find(({ links }) => links.length > 0) ?? party[0])?.path ?? '';
}

const NOTHING: AroundFile = { dotenv: { kind: 'unread' }, texts: [], unsearched: ['the files around'] };

/** What is known once every open document has been read as it is. */
async function settled(store: Store): Promise<Snapshot> {
  for (const { uri, version } of vscode.workspace.textDocuments) await store.settled(uri.toString(), version);
  return store.snapshot;
}

async function aroundParty(party: Party, token: vscode.CancellationToken): Promise<ReadonlyMap<string, AroundFile>> {
  const around = new Map<string, AroundFile>();
  for (const file of party) {
    if (file.links.length === 0 || token.isCancellationRequested) continue;
    const document = { uri: vscode.Uri.parse(file.uri), getText: () => file.text };
    around.set(file.uri, { ...(await projectTexts(document, token, readWith(file))), dotenv: await readDotenv(document) });
  }
  return around;
}

/** Those whose files are still what the edits were made for, and which the editor reads without loss, with these documents. */
export async function unmoved(offered: readonly Offered[]): Promise<ReadonlySet<Offered>> {
  const same = await Promise.all(
    offered.map(async ({ together: { files } }) => {
      const documents = await Promise.all(files.map(({ uri }) => openDocument(uri)));
      return documents.every((document, at) => document?.getText() === files[at]?.before && !document?.getText().includes('\uFFFD'));
    }),
  );
  return new Set(offered.filter((_, at) => same[at]));
}

/** Null for what cannot be opened. */
async function openDocument(uri: string): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    return null;
  }
}

/** What a file says on screen, or is stored as; empty for what cannot be opened. */
export async function textsOf(offered: readonly Offered[]): Promise<ReadonlyMap<string, string>> {
  const uris = offered.flatMap(({ together: { files } }) => files.map(({ uri }) => uri));
  return new Map(await Promise.all(uris.map(async (uri) => [uri, (await openDocument(uri))?.getText() ?? ''] as const)));
}

/** All edits at one stroke: what needs no question as it is, the rest to be confirmed in the Refactor Preview, party by party. */
export function editFor(offered: readonly Offered[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const safe = { needsConfirmation: false, label: 'Replace links that need no decision' };
  for (const { party, together } of offered) {
    const asking = metadataOf(together, nameOf(party));
    for (const file of together.files) {
      const uri = vscode.Uri.parse(file.uri);
      for (const { range, newText } of file.safe) edit.replace(uri, toRange(range), newText, safe);
      for (const { range, newText } of file.asking) edit.replace(uri, toRange(range), newText, asking);
    }
  }
  return edit;
}

function metadataOf({ asking }: Together, name: string): vscode.WorkspaceEditEntryMetadata {
  const [first] = asking;
  const label = asking.length === 1 && first ? first.title : `Replace ${String(asking.length)} more links`;
  const words = asking.flatMap(({ changed, lost }) => [...changed, ...lost.map((each) => `lost: ${each}`)]);
  const description = [...new Set(words)].join('; ');
  return { needsConfirmation: true, label: `${label} (${name})`, ...(description !== '' && { description: `${description}.` }) };
}
