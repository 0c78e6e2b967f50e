import * as vscode from 'vscode';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId } from '../shared/ids.ts';
import type { NameQuestion } from './question.ts';
import type { Asking } from './plan.ts';
import { count } from './rows.ts';
import type { NameRow, NamedKey } from './rows.ts';

const MEASURE: CommandId = 'dockerLinks.measureNames';

/** How long engines and hosts files may take to be read before names are asked for, in milliseconds. */
const PATIENCE = 3_000;

/** What measuring needs, and who shows what came of it. */
export interface MeasuringOptions {
  readonly store: Store;
  readonly engines: EngineWatch;
  readonly show: (question: NameQuestion) => Promise<void>;
}

/** The command "Measure Names…": looks names up inside running containers, once a person has seen what is run there and agreed; never in a workspace that is not trusted. */
export function registerMeasuring({ store, engines, show }: MeasuringOptions): Disposable {
  return vscode.commands.registerCommand(MEASURE, async (row?: NameRow) => {
    if (!vscode.workspace.isTrusted) {
      await vscode.window.showInformationMessage('This workspace is not trusted, so nothing is run in containers.');
      return;
    }
    const need = engines.need();
    try {
      const chosen = await chosenAskings(store, engines, row);
      if (!chosen || !(await isAgreed(chosen))) return;
      const { asked, faults } = await measureAll(chosen, engines);
      if (asked.length > 0) await show({ kind: 'measured', containers: asked });
      if (faults.length > 0) await vscode.window.showWarningMessage(faults.slice(0, 3).join(' '));
    } finally {
      need.dispose();
    }
  });
}

/** What is to be asked: of the containers of a row, else of those that a person picks; undefined when there is nothing, or the person thinks better of it. */
async function chosenAskings(store: Store, engines: EngineWatch, row: NameRow | undefined): Promise<readonly Asking[] | undefined> {
  const { askings, within } = await import('./view.ts');
  await until(store, () => isAnswered(store), PATIENCE);
  const all = askings(store.snapshot, row ? row.askable : null);
  if (all.length === 0) {
    await vscode.window.showInformationMessage('There is no running container with names to ask for.');
    return undefined;
  }
  const picked = row || all.length === 1 ? all : await pick(all);
  if (!picked) return undefined;
  // Their hosts files are read first, as names are in them, too.
  const keys = picked.map(({ container }) => container);
  for (const key of keys) engines.look(key);
  await until(store, () => keys.every((key) => isRead(store, key)), PATIENCE);
  const asked = within(askings(store.snapshot, keys));
  const left = picked.length - asked.length;
  if (left > 0)
    await vscode.window.showInformationMessage(`${count(left, 'container')} would be too many look-ups at once; measure again for these.`);
  return asked.length > 0 ? asked : undefined;
}

/** Whether every engine has answered, or cannot. */
function isAnswered({ snapshot: { engines } }: Store): boolean {
  return engines.length > 0 && engines.every(({ health }) => health.state === 'connected' || health.state === 'down');
}

/** Whether the hosts file of a container was read. */
function isRead({ snapshot: { engines } }: Store, { address, id }: NamedKey): boolean {
  return engines.some((engine) => engine.address === address && engine.evidence.some(({ receiverId }) => receiverId === id));
}

async function pick(all: readonly Asking[]): Promise<readonly Asking[] | undefined> {
  const everyone = { label: 'All Running Containers', description: count(all.length, 'container'), chosen: all };
  const each = all.map((one) => ({
    label: one.container.name,
    description: `${one.engine} · ${count(one.names.length, 'name')}`,
    chosen: [one],
  }));
  const title = 'Docker Links: Measure Names';
  return (await vscode.window.showQuickPick([everyone, ...each], { title, placeHolder: 'The container in which names are looked up' }))
    ?.chosen;
}

async function isAgreed(asked: readonly Asking[]): Promise<boolean> {
  const { planText } = await import('./view.ts');
  const run = 'Run';
  const [only] = asked;
  const where = asked.length === 1 && only ? only.container.name : count(asked.length, 'container');
  return (await vscode.window.showWarningMessage(`Look names up inside ${where}?`, { modal: true, detail: planText(asked) }, run)) === run;
}

/** Asks one container after the other, until a person ends it. */
async function measureAll(
  chosen: readonly Asking[],
  engines: EngineWatch,
): Promise<{ readonly asked: readonly string[]; readonly faults: readonly string[] }> {
  const asked: string[] = [];
  const faults: string[] = [];
  const options = { location: vscode.ProgressLocation.Notification, title: 'Looking names up', cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    const ending = new AbortController();
    token.onCancellationRequested(() => {
      ending.abort();
    });
    for (const { container, names } of chosen) {
      if (ending.signal.aborted) return;
      progress.report({ message: container.name, increment: 100 / chosen.length });
      const fault = await engines.measure(container, names, ending.signal);
      if (fault === null) asked.push(container.name);
      else if (!token.isCancellationRequested) faults.push(fault);
    }
  });
  return { asked, faults };
}

/** Settles when something is known, or that takes too long. */
function until(store: Store, isKnown: () => boolean, patience: number): Promise<void> {
  return new Promise((resolve) => {
    if (isKnown()) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(done, patience);
    const listening = store.changed(() => {
      if (isKnown()) done();
    });
  });
}
