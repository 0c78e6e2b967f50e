import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId, ContextKey, ViewId } from '../shared/ids.ts';
import { needWhile } from '../shared/needWhile.ts';
import { NameTree } from './provider.ts';
import { NAME_GROUPINGS } from './rows.ts';
import type { NameGrouping, NameRow } from './rows.ts';

const VIEW: ViewId = 'dockerLinks.names';
const GROUPING: ContextKey = 'dockerLinks.nameGrouping';

/** What the view needs: what is known, who reads engines, and where a choice is remembered. */
export interface NamesOptions {
  readonly store: Store;
  readonly engines: EngineWatch;
  readonly memory: vscode.Memento;
}

/** The view "Names" with what fills it. */
export interface RegisteredNames extends Disposable {
  readonly rows: vscode.TreeDataProvider<NameRow>;
}

/** The view "Names" and its commands; engines are followed while it is visible. */
export function register({ store, engines, memory }: NamesOptions): RegisteredNames {
  const held = new Disposables();
  const remembered = memory.get<unknown>(GROUPING);
  const grouping = NAME_GROUPINGS.find((one) => one === remembered) ?? 'container';
  const tree = held.add(new NameTree(store, engines, grouping));
  const view = held.add(vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true }));
  held.add(needWhile(engines, () => view.visible, [view.onDidChangeVisibility]));
  setGrouping(grouping);
  const group = async (by: NameGrouping): Promise<void> => {
    tree.group(by);
    setGrouping(by);
    await memory.update(GROUPING, by);
  };
  held.add(onCommand('dockerLinks.groupNamesByContainer', () => group('container')));
  held.add(onCommand('dockerLinks.groupNamesByNetwork', () => group('network')));
  return {
    rows: tree,
    dispose: () => {
      held.dispose();
    },
  };
}

function setGrouping(by: NameGrouping): void {
  void vscode.commands.executeCommand('setContext', GROUPING, by);
}

function onCommand(id: CommandId, run: () => unknown): Disposable {
  return vscode.commands.registerCommand(id, run);
}
