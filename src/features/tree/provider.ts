import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { toRange } from '../shared/places.ts';
import { treeOf } from './view.ts';
import type { TreeRow } from './view.ts';

/** Gives the tree the rows of the newest snapshot. */
export class LinkTree implements vscode.TreeDataProvider<TreeRow>, Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #listening: Disposable;
  readonly onDidChangeTreeData = this.#changed.event;
  #rows: readonly TreeRow[];

  constructor(store: Store) {
    this.#rows = treeOf(store.snapshot);
    this.#listening = store.changed((snapshot) => {
      this.#rows = treeOf(snapshot);
      this.#changed.fire(undefined);
    });
  }

  getChildren(row?: TreeRow): TreeRow[] {
    return [...(row ? row.children : this.#rows)];
  }

  getTreeItem(row: TreeRow): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label, stateOf(row));
    item.id = row.id;
    item.description = row.description;
    item.tooltip = row.tooltip;
    item.contextValue = row.kind;
    item.iconPath = new vscode.ThemeIcon(row.icon);
    if (row.kind === 'link') item.command = { command: 'dockerLinks.goToLink', title: 'Go to Declaration', arguments: [row] };
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** Opens the file where the row's thing is written. */
export async function goTo({ uri, range }: Pick<TreeRow, 'uri' | 'range'>): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: toRange(range), preview: true });
}

function stateOf({ kind }: TreeRow): vscode.TreeItemCollapsibleState {
  return kind === 'link' ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Expanded;
}
