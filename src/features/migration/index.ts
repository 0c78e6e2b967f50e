import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { MigrationWay } from '../../domain/migration/migration.ts';
import type { ContainerKey, EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId } from '../shared/ids.ts';
import { choicesOf, engineOf, receiversOf, refusedWords, WAYS } from './view.ts';
import type { Row } from './view.ts';

const WRITE: CommandId = 'dockerLinks.writeMigration';
const SHOW: CommandId = 'dockerLinks.show';
const TITLE = 'Docker Links: Write Migration Script';

/** What an engine, or a text that stands for one, says of containers and of their images, by id. */
type InspectAll = EngineWatch['inspectAll'];

/** Writes a script that moves containers from links to networks, for rows of the tree or for what a person chooses; it is shown, and run by nobody here. */
export function register(store: Store, inspectAll: InspectAll): Disposable {
  return vscode.commands.registerCommand(WRITE, async (clicked?: Row, selected?: readonly Row[], asked?: MigrationWay) => {
    const containers = clicked ? receiversOf(selected ?? [clicked]) : await chosenContainers(store);
    if (containers) await write(store, inspectAll, containers, asked);
  });
}

async function write(store: Store, inspectAll: InspectAll, containers: readonly ContainerKey[], asked?: MigrationWay): Promise<void> {
  const found = engineOf(store.snapshot, containers);
  const facts = found?.engine.facts;
  if (!found || !facts) {
    void vscode.window.showWarningMessage('No container with links is known there.');
    return;
  }
  const { engine, ids } = found;
  // The program is loaded at first need, and only plain data go there.
  const { containersToInspect, writeMigration } = await import('../../domain/migration/migration.ts');
  const answer = await inspectAll(engine.address, containersToInspect(facts, ids));
  if ('fault' in answer) {
    void vscode.window.showErrorMessage(answer.fault);
    return;
  }
  const isDump = facts.origin === 'dump';
  const input = {
    ...{ facts, evidence: engine.evidence, ids, inspected: answer.value, network: null },
    ...{ engine: `the engine at ${engine.address}`, readAt: isDump ? null : new Date().toISOString() },
  };
  const first = writeMigration(input, 'recreate');
  const way = asked ?? (first.live ? await chosenWay() : 'recreate');
  if (way) await show(way === 'live' ? writeMigration(input, way) : first);
}

async function show(migration: {
  readonly script: string | null;
  readonly refused: Parameters<typeof refusedWords>[0]['refused'];
}): Promise<void> {
  const { script } = migration;
  const left = refusedWords(migration);
  if (script !== null) {
    const document = await vscode.workspace.openTextDocument({ language: 'shellscript', content: script });
    await vscode.window.showTextDocument(document);
  }
  if (left !== null) void vscode.window.showWarningMessage(left);
}

async function chosenWay(): Promise<MigrationWay | undefined> {
  return (await vscode.window.showQuickPick(WAYS, { title: TITLE, placeHolder: 'How the containers are to move' }))?.way;
}

/** The containers that a person chooses; undefined when none are. */
async function chosenContainers({ snapshot }: Store): Promise<readonly ContainerKey[] | undefined> {
  const choices = choicesOf(snapshot);
  if (choices.length === 0) {
    const show = 'Show Links';
    const answer = await vscode.window.showInformationMessage('No container with links is known yet; the view finds them.', show);
    if (answer === show) await vscode.commands.executeCommand(SHOW);
    return undefined;
  }
  const items = choices.map((choice) => ({ ...choice, picked: choices.length === 1 }));
  const options = {
    title: TITLE,
    canPickMany: true,
    placeHolder: 'Containers to move; those that links hold together move together',
  } as const;
  return (await vscode.window.showQuickPick(items, options))?.map(({ container }) => container);
}
