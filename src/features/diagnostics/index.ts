import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import { Disposables } from '../../base/disposables.ts';
import type { Store } from '../../model/store.ts';
import { SECTION } from '../shared/ids.ts';
import { painter } from './provider.ts';

/** Keeps the diagnostics of all compose files those of the newest snapshot. */
export function register(store: Store): Disposable {
  const held = new Disposables();
  const collection = held.add(vscode.languages.createDiagnosticCollection(SECTION));
  const paint = painter(collection);
  paint(store.snapshot);
  held.add(store.changed(paint));
  return held;
}
