import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { badgeOf, troublesOf } from './view.ts';
import type { LinkTrouble } from './view.ts';

/** Where changes are told: the view that wears the badge, and the log. */
export interface ChangesOptions {
  readonly store: Store;
  readonly view: vscode.TreeView<unknown>;
  readonly log: vscode.LogOutputChannel;
  /** Whether a notification is wanted, too. */
  readonly notifies: () => boolean;
}

/** Tells once, and quietly, that a running link went wrong or is right again: a badge on the view and a line in the log; a notification only where a setting asks for it. */
export function register({ store, view, log, notifies }: ChangesOptions): Disposable {
  const held = new Disposables();
  let known: ReadonlyMap<string, LinkTrouble> = new Map();
  held.add(
    store.changed((snapshot) => {
      const troubles = new Map(troublesOf(snapshot).map((trouble) => [trouble.key, trouble]));
      const news = [...troubles.values()].filter(({ key }) => !known.has(key));
      const over = [...known.values()].filter(({ key }) => !troubles.has(key));
      known = troubles;
      const badge = badgeOf([...troubles.values()]);
      view.badge = badge ? { ...badge } : undefined;
      for (const { summary } of news) log.warn(summary);
      for (const { words } of over) log.info(`No longer so: ${words}`);
      if (news.length > 0 && notifies()) notify(news);
    }),
  );
  return held;
}

function notify(news: readonly LinkTrouble[]): void {
  const [first, ...more] = news;
  const rest = more.length > 0 ? ` And ${more.length} more.` : '';
  void vscode.window.showWarningMessage(`${first?.summary ?? ''}${rest}`);
}
