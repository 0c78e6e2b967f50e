import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import type { NameGrouping, NameRow } from './rows.ts';

/** Gives the view the rows of the newest snapshot; they are made when somebody sees them. */
export class NameTree implements vscode.TreeDataProvider<NameRow>, Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #listening: Disposable;
  readonly #store: Store;
  readonly #engines: EngineWatch;
  readonly onDidChangeTreeData = this.#changed.event;
  #grouping: NameGrouping;

  constructor(store: Store, engines: EngineWatch, grouping: NameGrouping) {
    this.#store = store;
    this.#engines = engines;
    this.#grouping = grouping;
    this.#listening = store.changed(() => {
      this.#changed.fire(undefined);
    });
  }

  group(grouping: NameGrouping): void {
    this.#grouping = grouping;
    this.#changed.fire(undefined);
  }

  /** Who opens a container looks at it: its hosts file is read. */
  async getChildren(row?: NameRow): Promise<NameRow[]> {
    if (row?.kind === 'container' && row.container) this.#engines.look(row.container);
    if (row) return [...row.children()];
    const { namesTree } = await import('./view.ts');
    return [...namesTree(this.#store.recent, this.#grouping)];
  }

  getTreeItem({ id, kind, label, description, tooltip, icon, open, place, container, askable }: NameRow): vscode.TreeItem {
    const item = new vscode.TreeItem(label, stateOf(open));
    item.id = id;
    item.description = description;
    item.tooltip = tooltip;
    const can = [place ? 'written' : '', container ? 'inspectable' : '', askable.length > 0 ? 'askable' : ''];
    item.contextValue = [kind, ...can.filter((word) => word !== '')].join(' ');
    item.iconPath = new vscode.ThemeIcon(icon, colorOf(icon));
    item.accessibilityInformation = { label: description === '' ? label : `${label}, ${description}` };
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** The colors that VS Code gives the same signs elsewhere. */
function colorOf(icon: NameRow['icon']): vscode.ThemeColor | undefined {
  if (icon === 'warning') return new vscode.ThemeColor('list.warningForeground');
  return icon === 'pass' ? new vscode.ThemeColor('testing.iconPassed') : undefined;
}

function stateOf(open: boolean | null): vscode.TreeItemCollapsibleState {
  if (open === null) return vscode.TreeItemCollapsibleState.None;
  return open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
