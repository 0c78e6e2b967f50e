import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { ContainerKey, EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import { VERIFY_SCHEME } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { needWhile } from '../shared/needWhile.ts';
import { chosenOf, namedContainers, verifyPath } from './chosen.ts';
import type { NamedContainer } from './view.ts';

const VERIFY: CommandId = 'dockerLinks.verify';

/** Compares the names that containers were promised with those that resolve in them now, as a document that follows what is known; while it is visible, engines are followed and the containers are read. */
export function register(store: Store, engines: EngineWatch): Disposable {
  const held = new Disposables();
  const changed = held.add(new vscode.EventEmitter<vscode.Uri>());
  held.add(
    vscode.workspace.registerTextDocumentContentProvider(VERIFY_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async ({ query }) => {
        const { verifyText } = await import('./view.ts');
        return verifyText(store.snapshot, chosenOf(query));
      },
    }),
  );
  held.add(
    vscode.commands.registerCommand(VERIFY, async (row?: { readonly watched?: readonly ContainerKey[] }) => {
      const chosen = row?.watched ? namedContainers(store.snapshot, row.watched) : await choose(store);
      if (!chosen) return;
      const uri = vscode.Uri.from({ scheme: VERIFY_SCHEME, ...verifyPath(chosen) });
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    }),
  );
  const shown = (): readonly vscode.Uri[] =>
    vscode.window.visibleTextEditors.flatMap(({ document: { uri } }) => (uri.scheme === VERIFY_SCHEME ? [uri] : []));
  held.add(needWhile(engines, () => shown().length > 0, [vscode.window.onDidChangeVisibleTextEditors]));
  const look = async (): Promise<void> => {
    const uris = shown();
    if (uris.length === 0) return;
    const { promisedReceivers } = await import('./view.ts');
    const wanted = uris.map(({ query }) => chosenOf(query));
    for (const receiver of promisedReceivers(store.snapshot))
      if (wanted.some((chosen) => chosen.length === 0 || chosen.some((one) => isSame(one, receiver)))) engines.look(receiver);
    for (const uri of uris) changed.fire(uri);
  };
  held.add(store.changed(() => void look()));
  held.add(vscode.window.onDidChangeVisibleTextEditors(() => void look()));
  return held;
}

function isSame(one: NamedContainer, other: NamedContainer): boolean {
  return one.address === other.address && one.name === other.name;
}

/** None stands for all of them; undefined when the person thinks better of it. */
async function choose({ snapshot }: Store): Promise<readonly NamedContainer[] | undefined> {
  const { promisedReceivers } = await import('./view.ts');
  const receivers = promisedReceivers(snapshot);
  if (receivers.length < 2) return [];
  const all = { label: 'All Containers', description: `${receivers.length} containers`, chosen: [] as readonly NamedContainer[] };
  const each = receivers.map(({ address, name, engine, names }) => ({
    label: name,
    description: `${engine} · ${names} promised name${names === 1 ? '' : 's'}`,
    chosen: [{ address, name }],
  }));
  const picked = await vscode.window.showQuickPick([all, ...each], {
    title: 'Docker Links: Verify Promised Names',
    placeHolder: 'The container whose names are looked up by what the engine tells; nothing is run in it',
    matchOnDescription: true,
  });
  return picked?.chosen;
}
