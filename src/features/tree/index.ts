import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId, ContextKey, ViewId } from '../shared/ids.ts';
import { LinkTree, goTo } from './provider.ts';
import type { TreeRow } from './view.ts';

const VIEW: ViewId = 'dockerLinks.links';

/** The tree "Links" and its commands; `scan` reads the workspace's files anew. */
export function register(store: Store, scan: () => Promise<void>): Disposable {
  const held = new Disposables();
  const tree = held.add(new LinkTree(store));
  held.add(vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true }));
  held.add(
    store.changed(({ files }) => {
      if (files.length > 0) setContext('dockerLinks.relevant');
    }),
  );
  held.add(
    onCommand('dockerLinks.show', async () => {
      setContext('dockerLinks.relevant');
      await vscode.commands.executeCommand(`${VIEW}.focus`);
    }),
  );
  const refresh = async (): Promise<void> => {
    await scan();
    setContext('dockerLinks.scanned');
  };
  held.add(onCommand('dockerLinks.refresh', refresh));
  held.add(onCommand('dockerLinks.goToLink', goTo));
  return held;
}

function onCommand(id: CommandId, run: (row: TreeRow) => Promise<void>): Disposable {
  return vscode.commands.registerCommand(id, run);
}

function setContext(key: ContextKey): void {
  void vscode.commands.executeCommand('setContext', key, true);
}
