import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { COMPOSE_SELECTOR } from '../shared/places.ts';
import { hoverProvider } from './provider.ts';

/** Explains links where they are written in compose files. */
export function register(store: Store): Disposable {
  return vscode.languages.registerHoverProvider(COMPOSE_SELECTOR, hoverProvider(store));
}
