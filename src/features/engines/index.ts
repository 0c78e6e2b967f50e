import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { EngineChoice } from '../../model/engineChoice.ts';
import type { Store } from '../../model/store.ts';
import { COMPOSE_GLOB } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { picksOf, valuesOf } from './pick.ts';
import { engineStatuses } from './view.ts';
import type { EngineStatus } from './view.ts';

const CHOOSE: CommandId = 'dockerLinks.chooseEngines';

/** The choice among engines, and how it stands with each of them, beside the language of compose files. */
export function register(store: Store, choice: EngineChoice): Disposable {
  const held = new Disposables();
  held.add(vscode.commands.registerCommand(CHOOSE, () => choose(choice)));
  const items: vscode.LanguageStatusItem[] = [];
  held.add({
    dispose: () => {
      for (const item of items) item.dispose();
    },
  });
  const show = (): void => {
    const statuses = engineStatuses(store.snapshot.engines);
    for (const item of items.splice(statuses.length)) item.dispose();
    for (const [index, status] of statuses.entries()) fill((items[index] ??= newItem(index)), status);
  };
  show();
  held.add(store.changed(show));
  return held;
}

function newItem(index: number): vscode.LanguageStatusItem {
  const selector = [{ language: 'dockercompose' }, { pattern: COMPOSE_GLOB }];
  const item = vscode.languages.createLanguageStatusItem(`dockerLinks.engine.${index}`, selector);
  item.name = 'Docker Links';
  return item;
}

function fill(item: vscode.LanguageStatusItem, { text, detail, severity, busy, action }: EngineStatus): void {
  item.text = text;
  item.detail = detail;
  item.severity = severityOf(severity);
  item.busy = busy;
  item.command = action;
}

function severityOf(severity: EngineStatus['severity']): vscode.LanguageStatusSeverity {
  switch (severity) {
    case 'information':
      return vscode.LanguageStatusSeverity.Information;
    case 'warning':
      return vscode.LanguageStatusSeverity.Warning;
    case 'error':
      return vscode.LanguageStatusSeverity.Error;
  }
}

async function choose(choice: EngineChoice): Promise<void> {
  const offers = await choice.offers();
  const chosen = choice.chosen();
  const lines = picksOf(offers, chosen).map((pick) => ({ ...pick, detail: pick.detail ?? '' }));
  const picked = await vscode.window.showQuickPick(lines, {
    canPickMany: true,
    title: 'Docker Links: Choose Engines',
    placeHolder: 'The engines whose links are shown; none means the one that the docker command uses',
    matchOnDescription: true,
  });
  if (picked) await choice.choose(valuesOf(picked, offers, chosen));
}
