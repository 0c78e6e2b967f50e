import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../model/store.ts';
import { READINESS_SCHEME } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { needWhile } from '../shared/needWhile.ts';

const SHOW: CommandId = 'dockerLinks.showReadiness';
const DOCUMENT = vscode.Uri.from({ scheme: READINESS_SCHEME, path: '/Docker 29 and 30.md' });

/** Shows what Docker 29 and 30 change, as a document that follows what is known; while it is visible, engines are followed and every receiver is read. */
export function register(store: Store, engines: EngineWatch): Disposable {
  const held = new Disposables();
  const changed = held.add(new vscode.EventEmitter<vscode.Uri>());
  held.add(
    vscode.workspace.registerTextDocumentContentProvider(READINESS_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async () => {
        const { readinessText } = await import('./view.ts');
        return readinessText(store.snapshot);
      },
    }),
  );
  held.add(
    store.changed(() => {
      changed.fire(DOCUMENT);
    }),
  );
  held.add(
    vscode.commands.registerCommand(SHOW, async () => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(DOCUMENT), { preview: true });
    }),
  );
  const isShown = (): boolean => vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === READINESS_SCHEME);
  held.add(needWhile(engines, isShown, [vscode.window.onDidChangeVisibleTextEditors]));
  const look = ({ engines: known }: Snapshot): void => {
    if (!isShown()) return;
    for (const { address, receivers } of known) for (const { receiverId } of receivers) engines.look({ address, id: receiverId });
  };
  held.add(store.changed(look));
  held.add(
    vscode.window.onDidChangeVisibleTextEditors(() => {
      look(store.snapshot);
    }),
  );
  return held;
}
