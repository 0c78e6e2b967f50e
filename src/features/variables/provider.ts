import * as vscode from 'vscode';
import type { Store } from '../../model/store.ts';
import type { CommandId } from '../shared/ids.ts';
import { toRange } from '../shared/places.ts';
import { offerFor, offersAt } from './offers.ts';
import type { Offer } from './offers.ts';

const COMMAND: CommandId = 'dockerLinks.setVariables';

/** Offers it at each link that sets variables on some engine; which ones is asked later. */
export function offersProvider(store: Store): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range, { only }) {
      if (only && !only.contains(vscode.CodeActionKind.RefactorRewrite)) return [];
      const open = { uri: document.uri.toString(), version: document.version };
      return offersAt(store.recent, open, range).map(({ service, raw }) => {
        const title = `Set the variables of link "${raw}" in \`environment\`…`;
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
        action.command = { command: COMMAND, title, arguments: [document.uri, { service, raw }] };
        return action;
      });
    },
  };
}

/** Asks which variables, and shows the edit before it is made; a document that moves on meanwhile gets none. */
export async function setVariables(store: Store, uri: vscode.Uri, link: Pick<Offer, 'service' | 'raw'>): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { version } = document;
  const offer = offerFor(store.snapshot, { uri: uri.toString(), version }, link);
  if (!offer) return;
  const { choicesFor, editsFor } = await import('./view.ts');
  const names = await ask(choicesFor(offer), link);
  if (!names || names.length === 0 || document.version !== version) return;
  const done = editsFor(document.getText(), offer, names);
  if (done.kind === 'refused') {
    void vscode.window.showWarningMessage(`Nothing is set. ${done.reason}`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const metadata = { needsConfirmation: true, label: done.title, description: done.notes.join('; ') };
  for (const { range, newText } of done.edits) edit.replace(uri, toRange(range), newText, metadata);
  await vscode.workspace.applyEdit(edit);
}

const OTHERS = 'Others…';

/** The chosen names, or those that are typed: an image may expose ports that no file tells. */
async function ask(
  choices: readonly { readonly name: string; readonly value: string; readonly note: string }[],
  { service, raw }: Pick<Offer, 'service' | 'raw'>,
): Promise<readonly string[] | undefined> {
  const items = choices.map(({ name, value, note }) => ({ label: name, description: value, detail: note }));
  const others = { label: OTHERS, description: 'names that the code reads', detail: '' };
  const picked = await vscode.window.showQuickPick([...items, others], {
    canPickMany: true,
    title: `Variables of link "${raw}" for ${service}`,
    placeHolder: 'Choose those that the code reads; the link stays',
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  const names = picked.flatMap(({ label }) => (label === OTHERS ? [] : [label]));
  if (names.length === picked.length) return names;
  const typed = await vscode.window.showInputBox({
    title: `Further variables of link "${raw}"`,
    placeHolder: 'DB_PORT_5432_TCP_ADDR, DB_PORT',
  });
  return typed === undefined ? undefined : [...names, ...typed.split(/[\s,]+/).filter(Boolean)];
}
