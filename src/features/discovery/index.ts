import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { DISCOVERY_SCHEME } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { COMPOSE_SELECTOR } from '../shared/places.ts';
import { showMarkdown } from '../shared/showMarkdown.ts';
import { discoveryPath, linkOf } from './document.ts';
import type { NamedLink } from './document.ts';
import { COMPARE, KINDS, compareProvider } from './provider.ts';
import { removeProvider } from './removeProvider.ts';

/** Compares the ways in which programs find each other, for a link or in general, as a document that follows the link. */
export function register(store: Store): Disposable {
  const held = new Disposables();
  const changed = held.add(new vscode.EventEmitter<vscode.Uri>());
  const open = new Map<string, vscode.Uri>();
  held.add(
    vscode.workspace.registerTextDocumentContentProvider(DISCOVERY_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => {
        open.set(uri.toString(), uri);
        const { discoveryText } = await import('./view.ts');
        return discoveryText(store.snapshot, linkOf(uri.query));
      },
    }),
  );
  held.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      open.delete(uri.toString());
    }),
  );
  held.add(
    store.changed(() => {
      for (const uri of open.values()) changed.fire(uri);
    }),
  );
  held.add(vscode.languages.registerCodeActionsProvider(COMPOSE_SELECTOR, compareProvider(store), { providedCodeActionKinds: KINDS }));
  held.add(
    vscode.languages.registerCodeActionsProvider(COMPOSE_SELECTOR, removeProvider(store), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
  const id: CommandId = COMPARE;
  held.add(
    vscode.commands.registerCommand(id, async (link?: Partial<NamedLink>) => {
      const { uri, service, raw } = link ?? {};
      const named = uri !== undefined && service !== undefined && raw !== undefined ? { uri, service, raw } : null;
      await showMarkdown(vscode.Uri.from({ scheme: DISCOVERY_SCHEME, ...discoveryPath(named) }));
    }),
  );
  return held;
}
