import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { AskableRegistry, RegistryReader } from '../../model/registries.ts';
import type { Store } from '../../model/store.ts';
import { answerRows, registryKey, registryRows, unreadRow } from './view.ts';
import type { RegistryIcon, RegistryRow, Said } from './view.ts';

/** Gives the view its rows. A registry is asked when its row is opened, and again only when somebody wishes it; a Swarm also after what happens on its engine. */
export class RegistryTree implements vscode.TreeDataProvider<RegistryRow>, Disposable {
  readonly #changed = new vscode.EventEmitter<RegistryRow | undefined>();
  readonly #store: Store;
  readonly #reader: RegistryReader;
  readonly #said = new Map<string, Promise<Said>>();
  #ending = new AbortController();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(store: Store, reader: RegistryReader) {
    this.#store = store;
    this.#reader = reader;
  }

  async getChildren(row?: RegistryRow): Promise<RegistryRow[]> {
    if (!row) return [...registryRows(this.#store.recent, this.#reader.named())];
    const { registry, children } = row;
    if (!registry) return [...(children ?? [])];
    const key = registryKey(registry);
    if (registry.kind === 'zookeeper' && !this.#said.has(key)) return [unreadRow(registry)];
    return [...answerRows(key, await this.#ask(registry))];
  }

  /** Only rows at the top are ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(row: RegistryRow): vscode.TreeItem {
    const { id, kind, label, description, tooltip, icon, registry, children } = row;
    const opens = (registry !== null && kind !== 'unread') || (children !== null && children.length > 0);
    const item = new vscode.TreeItem(label, opens ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
    item.id = id;
    item.description = description;
    item.tooltip = tooltip;
    item.contextValue = kind;
    item.iconPath = new vscode.ThemeIcon(icon, colorOf(icon));
    if (kind === 'unread') item.command = { command: 'dockerLinks.readZooKeeper', title: label, arguments: [row] };
    return item;
  }

  /** Reads a registry anew that is read only when somebody says so. */
  read(registry: AskableRegistry): void {
    this.#said.delete(registryKey(registry));
    void this.#ask(registry);
    this.#changed.fire(undefined);
  }

  /** Forgets what registries said, so that those whose rows are open are asked again; without a kind, of all of them. */
  forget(kind?: 'swarm'): void {
    if (kind === undefined) this.end();
    for (const key of this.#said.keys()) if (kind === undefined || key.startsWith(`["${kind}"`)) this.#said.delete(key);
    this.#changed.fire(undefined);
  }

  /** Shows what is known now, without asking. */
  show(): void {
    this.#changed.fire(undefined);
  }

  /** Ends every reading that is under way. */
  end(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  dispose(): void {
    this.#ending.abort();
    this.#changed.dispose();
  }

  async #ask(registry: AskableRegistry): Promise<Said> {
    const key = registryKey(registry);
    const { signal } = this.#ending;
    const known = this.#said.get(key) ?? this.#reader.read(registry, signal);
    this.#said.set(key, known);
    const said = await known;
    // What was ended by somebody who looked away is asked again when they look next.
    if (signal.aborted && this.#said.get(key) === known) this.#said.delete(key);
    return said;
  }
}

function colorOf(icon: RegistryIcon): vscode.ThemeColor | undefined {
  if (icon === 'error') return new vscode.ThemeColor('list.errorForeground');
  if (icon === 'warning') return new vscode.ThemeColor('list.warningForeground');
  return icon === 'pass' ? new vscode.ThemeColor('testing.iconPassed') : undefined;
}
