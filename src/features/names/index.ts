import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { Store } from '../../model/store.ts';
import { NAMES_SCHEME } from '../shared/ids.ts';
import type { CommandId, ContextKey, ViewId } from '../shared/ids.ts';
import { needWhile } from '../shared/needWhile.ts';
import { registerMeasuring } from './measureProvider.ts';
import { NameTree } from './provider.ts';
import { questionOf, questionPath } from './question.ts';
import type { NameQuestion } from './question.ts';
import { NAME_GROUPINGS } from './rows.ts';
import type { NameGrouping, NameRow } from './rows.ts';

const VIEW: ViewId = 'dockerLinks.names';
const GROUPING: ContextKey = 'dockerLinks.nameGrouping';

/** What the view needs: what is known, who reads engines, and where a choice is remembered. */
export interface NamesOptions {
  readonly store: Store;
  readonly engines: EngineWatch;
  readonly memory: vscode.Memento;
}

/** The view "Names" with what fills it. */
export interface RegisteredNames extends Disposable {
  readonly rows: vscode.TreeDataProvider<NameRow>;
}

/** The view "Names" and its commands; engines are followed while it is visible. */
export function register({ store, engines, memory }: NamesOptions): RegisteredNames {
  const held = new Disposables();
  const remembered = memory.get<unknown>(GROUPING);
  const grouping = NAME_GROUPINGS.find((one) => one === remembered) ?? 'container';
  const tree = held.add(new NameTree(store, engines, grouping));
  const view = held.add(vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true }));
  held.add(needWhile(engines, () => view.visible, [view.onDidChangeVisibility]));
  setGrouping(grouping);
  const group = async (by: NameGrouping): Promise<void> => {
    tree.group(by);
    setGrouping(by);
    await memory.update(GROUPING, by);
  };
  held.add(onCommand('dockerLinks.groupNamesByContainer', () => group('container')));
  held.add(onCommand('dockerLinks.groupNamesByNetwork', () => group('network')));
  held.add(registerReports(store, engines));
  held.add(registerMeasuring({ store, engines, show }));
  return {
    rows: tree,
    dispose: () => {
      held.dispose();
    },
  };
}

/** Who can resolve a name and what a container can, as documents that follow what is known; while one is visible, engines are followed. */
function registerReports(store: Store, engines: EngineWatch): Disposable {
  const held = new Disposables();
  const changed = held.add(new vscode.EventEmitter<vscode.Uri>());
  held.add(
    vscode.workspace.registerTextDocumentContentProvider(NAMES_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async ({ query }) => {
        const question = questionOf(query);
        const { namesText } = await import('./view.ts');
        return question ? namesText(store.snapshot, question) : '';
      },
    }),
  );
  const shown = (): readonly vscode.Uri[] =>
    vscode.window.visibleTextEditors.flatMap(({ document: { uri } }) => (uri.scheme === NAMES_SCHEME ? [uri] : []));
  held.add(needWhile(engines, () => shown().length > 0, [vscode.window.onDidChangeVisibleTextEditors]));
  held.add(
    store.changed(() => {
      for (const uri of shown()) changed.fire(uri);
    }),
  );
  held.add(
    onCommand('dockerLinks.whoResolves', async (row) => {
      const { askable } = await import('./view.ts');
      const name = row?.name ?? (await choose(askable(store.snapshot).names, 'Who Can Resolve…?', 'A name, such as db'));
      if (name !== undefined) await show({ kind: 'who', name });
    }),
  );
  held.add(
    onCommand('dockerLinks.whatSees', async (row) => {
      const { askable } = await import('./view.ts');
      const container = asker(row) ?? (await choose(askable(store.snapshot).askers, 'What Does … See?', 'A container or service'));
      if (container !== undefined) await show({ kind: 'what', container });
    }),
  );
  return held;
}

function asker(row: NameRow | undefined): string | undefined {
  return row?.container?.name ?? (row?.kind === 'service' ? row.label : undefined);
}

/** One of these, by its name. */
async function choose(names: readonly string[], title: string, placeHolder: string): Promise<string | undefined> {
  return await vscode.window.showQuickPick(names, { title: `Docker Links: ${title}`, placeHolder });
}

async function show(question: NameQuestion): Promise<void> {
  const uri = vscode.Uri.from({ scheme: NAMES_SCHEME, ...questionPath(question) });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

function setGrouping(by: NameGrouping): void {
  void vscode.commands.executeCommand('setContext', GROUPING, by);
}

function onCommand(id: CommandId, run: (row?: NameRow) => unknown): Disposable {
  return vscode.commands.registerCommand(id, run);
}
