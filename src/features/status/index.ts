import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId } from '../shared/ids.ts';
import { statusOf } from './view.ts';

const SHOW: CommandId = 'dockerLinks.show';

/** Tells in the status bar how many links are left. */
export function register(store: Store): Disposable {
  const held = new Disposables();
  const item = held.add(vscode.window.createStatusBarItem('dockerLinks.left', vscode.StatusBarAlignment.Left));
  item.name = 'Docker Links';
  item.command = SHOW;
  const show = (snapshot: Snapshot): void => {
    const status = statusOf(snapshot);
    if (!status) {
      item.hide();
      return;
    }
    item.text = `$(link) ${status.text}`;
    item.tooltip = status.tooltip;
    item.show();
  };
  show(store.snapshot);
  held.add(store.changed(show));
  return held;
}
