import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import { toRange } from '../shared/places.ts';
import type { TreeRow } from './rows.ts';
import { treeOf } from './view.ts';
import type { Grouping } from './view.ts';

/** Gives the tree the rows of the newest snapshot, and remembers which secrets a person asked to see. */
export class LinkTree implements vscode.TreeDataProvider<TreeRow>, Disposable {
  readonly #changed = new vscode.EventEmitter<TreeRow | undefined>();
  readonly #listening: Disposable;
  readonly #store: Store;
  readonly #engines: EngineWatch;
  readonly #revealed = new Set<string>();
  readonly onDidChangeTreeData = this.#changed.event;
  #grouping: Grouping;

  constructor(store: Store, engines: EngineWatch, grouping: Grouping) {
    this.#store = store;
    this.#engines = engines;
    this.#grouping = grouping;
    this.#listening = store.changed(() => {
      this.#changed.fire(undefined);
    });
  }

  group(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#changed.fire(undefined);
  }

  /** Shows the value of one secret until the window closes. */
  reveal(row: TreeRow): void {
    this.#revealed.add(row.id);
    this.#changed.fire(row);
  }

  /** The row's value as it is shown. */
  shownValue({ id, kind, value, description }: TreeRow): string {
    return value !== null && (kind !== 'secret' || this.#revealed.has(id)) ? value : description;
  }

  getChildren(row?: TreeRow): TreeRow[] {
    for (const receiver of row?.watched ?? []) this.#engines.look(receiver);
    return [...(row ? row.children() : treeOf(this.#store.recent, this.#grouping))];
  }

  getTreeItem(row: TreeRow): vscode.TreeItem {
    const { id, kind, label, description, tooltip, icon, open, place, container } = row;
    const item = new vscode.TreeItem(label, stateOf(open));
    item.id = id;
    item.description = kind === 'secret' ? this.shownValue(row) : description;
    item.tooltip = tooltip;
    item.contextValue = [
      kind,
      ...(place ? ['written'] : []),
      ...(container ? ['inspectable'] : []),
      ...(row.watched.length > 0 ? ['running'] : []),
    ].join(' ');
    item.iconPath = new vscode.ThemeIcon(icon, colorOf(icon));
    item.accessibilityInformation = { label: description === '' ? label : `${label}, ${description}` };
    if ((kind === 'link' || kind === 'reader') && place)
      item.command = { command: 'dockerLinks.goToLink', title: 'Go to Declaration', arguments: [row] };
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** Opens the file where the row's thing is written. */
export async function goTo({ place }: Pick<TreeRow, 'place'>): Promise<void> {
  if (!place) return;
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: toRange(place.range), preview: true });
}

/** The colors that VS Code gives the same signs elsewhere. */
function colorOf(icon: TreeRow['icon']): vscode.ThemeColor | undefined {
  if (icon === 'error') return new vscode.ThemeColor('list.errorForeground');
  if (icon === 'warning') return new vscode.ThemeColor('list.warningForeground');
  return icon === 'pass' ? new vscode.ThemeColor('testing.iconPassed') : undefined;
}

function stateOf(open: boolean | null): vscode.TreeItemCollapsibleState {
  if (open === null) return vscode.TreeItemCollapsibleState.None;
  return open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
