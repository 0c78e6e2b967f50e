import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { SCRIPT_GLOB, SECTION } from '../shared/ids.ts';
import { GITLAB_SELECTOR, gitlabHovers } from './gitlab.ts';
import { commandFixes, commandHovers, commandPainter } from './provider.ts';
import type { FixCommands } from './provider.ts';

const SELECTOR: vscode.DocumentSelector = [{ language: 'shellscript' }, { pattern: SCRIPT_GLOB }];

/** Explains, judges and replaces the links of commands in scripts. */
export function register(store: Store, fix: FixCommands): Disposable {
  const held = new Disposables();
  const paint = commandPainter(held.add(vscode.languages.createDiagnosticCollection(`${SECTION}.scripts`)));
  held.add(store.changed(paint));
  held.add(vscode.languages.registerHoverProvider(SELECTOR, commandHovers(store)));
  held.add(vscode.languages.registerHoverProvider(GITLAB_SELECTOR, gitlabHovers));
  const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  held.add(vscode.languages.registerCodeActionsProvider(SELECTOR, commandFixes(store, fix), metadata));
  return held;
}
