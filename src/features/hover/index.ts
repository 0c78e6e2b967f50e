import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import { LANGUAGES, VARIABLE_LANGUAGES } from '../shared/ids.ts';
import { needWhile } from '../shared/needWhile.ts';
import { linkHovers, variableHovers } from './provider.ts';

/** Explains links where they are written and link variables where they are read; engines are followed while an editor shows a compose file with links. */
export function register(store: Store, engines: EngineWatch): Disposable {
  const held = new Disposables();
  held.add(vscode.languages.registerHoverProvider([...LANGUAGES], linkHovers(store)));
  held.add(vscode.languages.registerHoverProvider([...LANGUAGES, ...VARIABLE_LANGUAGES], variableHovers(store)));
  const isShown = (): boolean => {
    const shown = new Set(vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()));
    return store.recent.files.some((file) => file.kind === 'compose' && file.links.length > 0 && shown.has(file.uri));
  };
  held.add(needWhile(engines, isShown, [vscode.window.onDidChangeVisibleTextEditors, store.changed]));
  return held;
}
