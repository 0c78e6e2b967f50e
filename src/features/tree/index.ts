import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId, ContextKey, ViewId } from '../shared/ids.ts';
import { LinkTree, goTo } from './provider.ts';
import type { TreeRow } from './rows.ts';
import { GROUPINGS } from './view.ts';
import { welcomeState } from './welcome.ts';
import type { Grouping } from './view.ts';

const VIEW: ViewId = 'dockerLinks.links';
const GROUPING: ContextKey = 'dockerLinks.grouping';

/** What the tree needs: what is known, who reads engines, who reads files anew, and where a choice is remembered. */
export interface TreeOptions {
  readonly store: Store;
  readonly engines: EngineWatch;
  readonly scan: () => Promise<void>;
  readonly memory: vscode.Memento;
}

/** The view and what fills it. */
export interface RegisteredTree extends Disposable {
  readonly rows: vscode.TreeDataProvider<TreeRow>;
  readonly view: vscode.TreeView<TreeRow>;
}

/** The tree "Links" and its commands; engines are followed while it is visible. */
export function register({ store, engines, scan, memory }: TreeOptions): RegisteredTree {
  const held = new Disposables();
  const remembered = memory.get<unknown>(GROUPING);
  const grouping = GROUPINGS.find((one) => one === remembered) ?? 'receiver';
  const tree = held.add(new LinkTree(store, engines, grouping));
  const view = held.add(vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true }));
  held.add(followWhileVisible(view, engines));
  setContext(GROUPING, grouping);
  held.add(
    store.changed((snapshot) => {
      setContexts(snapshot);
    }),
  );
  const group = async (by: Grouping): Promise<void> => {
    tree.group(by);
    setContext(GROUPING, by);
    await memory.update(GROUPING, by);
  };
  held.add(onCommand('dockerLinks.groupByReceiver', () => group('receiver')));
  held.add(onCommand('dockerLinks.groupBySource', () => group('source')));
  held.add(onCommand('dockerLinks.groupByAction', () => group('action')));
  held.add(
    onCommand('dockerLinks.show', async () => {
      setContext('dockerLinks.relevant', true);
      await vscode.commands.executeCommand(`${VIEW}.focus`);
    }),
  );
  held.add(
    onCommand('dockerLinks.refresh', async () => {
      engines.again();
      await scan();
      setContext('dockerLinks.scanned', true);
    }),
  );
  held.add(registerRowCommands(tree));
  return {
    rows: tree,
    view,
    dispose: () => {
      held.dispose();
    },
  };
}

function registerRowCommands(tree: LinkTree): Disposable {
  const held = new Disposables();
  const copy = (text: string): Thenable<void> => vscode.env.clipboard.writeText(text);
  held.add(onCommand('dockerLinks.goToLink', goTo));
  held.add(onCommand('dockerLinks.copyName', ({ label }) => copy(label)));
  held.add(onCommand('dockerLinks.copyValue', (row) => copy(tree.shownValue(row))));
  held.add(
    onCommand('dockerLinks.revealValue', (row) => {
      tree.reveal(row);
    }),
  );
  held.add(onCommand('dockerLinks.copyPermissionCommand', () => copy('sudo usermod -aG docker $USER')));
  return held;
}

function followWhileVisible(view: vscode.TreeView<TreeRow>, engines: EngineWatch): Disposable {
  const held = new Disposables();
  let need: Disposable | null = null;
  const follow = (): void => {
    if (view.visible) need ??= engines.need();
    else {
      need?.dispose();
      need = null;
    }
  };
  held.add(view.onDidChangeVisibility(follow));
  held.add({ dispose: () => need?.dispose() });
  follow();
  return held;
}

/** What the welcome views and the view itself depend on. */
function setContexts({ files, scripts, engines }: Snapshot): void {
  setContext('dockerLinks.engine', welcomeState(engines));
  setContext('dockerLinks.devContainer', vscode.env.remoteName === 'dev-container' || vscode.env.remoteName === 'attached-container');
  if (files.length > 0 || scripts.length > 0 || engines.some(({ receivers }) => receivers.length > 0))
    setContext('dockerLinks.relevant', true);
}

function onCommand(id: CommandId, run: (row: TreeRow) => unknown): Disposable {
  return vscode.commands.registerCommand(id, run);
}

function setContext(key: ContextKey, value: unknown): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
