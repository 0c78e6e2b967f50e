import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import { REPLACED_SCHEME } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { showMarkdown } from '../shared/showMarkdown.ts';
import { editFor, nameOf, offersFor, textsOf, unmoved } from './provider.ts';
import type { Offered } from './provider.ts';
import { madeOf, questionOf, reportOf, summaryOf } from './view.ts';
import type { PartyOutcome } from './view.ts';

const REPLACE: CommandId = 'dockerLinks.replaceAllInWorkspace';
const REPORT = vscode.Uri.from({ scheme: REPLACED_SCHEME, path: '/Links Replaced by Discovery.md' });
const SHOW = 'Show Report';

/** What the command is asked for: the files that Compose reads with one, or all; `confirmed` where nobody is to be asked first. */
interface Wish {
  readonly uri?: string;
  readonly confirmed?: boolean;
}

/** Replaces all links of the workspace, or of the files that Compose reads with one, as far as that is proved, and tells what became of each. */
export function register(store: Store): Disposable {
  const held = new Disposables();
  const changed = held.add(new vscode.EventEmitter<vscode.Uri>());
  let last: readonly PartyOutcome[] = [];
  held.add(
    vscode.workspace.registerTextDocumentContentProvider(REPLACED_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => reportOf(last, store.snapshot),
    }),
  );
  held.add(
    vscode.commands.registerCommand(REPLACE, async ({ uri, confirmed }: Wish = {}) => {
      const outcomes = await replace(store, { ...(uri !== undefined && { uri }), confirmed: confirmed ?? uri !== undefined });
      if (!outcomes) return undefined;
      last = outcomes;
      changed.fire(REPORT);
      void tell(outcomes);
      return summaryOf(outcomes);
    }),
  );
  return held;
}

/** Null when a person thinks better of it. */
async function replace(store: Store, { uri, confirmed = false }: Wish): Promise<readonly PartyOutcome[] | null> {
  let offered = await worked(store, uri ?? null);
  // An editor may read a file otherwise than it was read before it was opened.
  if (offered && (await unmoved(offered)).size < offered.length) offered = await worked(store, uri ?? null);
  if (!offered) return null;
  const all = offered.filter(({ together }) => together.files.length > 0);
  const asks = all.some(({ together }) => together.asking.length > 0);
  if (all.length > 0 && !asks && !confirmed && !(await agreed(all))) return null;
  const still = await unmoved(all);
  const made = all.filter((each) => still.has(each));
  const applied = made.length === 0 || (await vscode.workspace.applyEdit(editFor(made), { isRefactoring: true }));
  if (!applied && asks) return null;
  const texts = await textsOf(made);
  return offered.map((each): PartyOutcome => {
    const { party, together } = each;
    const moved = together.files.length > 0 && !still.has(each);
    return { name: nameOf(party), together, made: moved ? 'moved' : madeOf(together, (asked) => texts.get(asked) ?? '') };
  });
}

/** With progress, and a way to stop it. */
async function worked(store: Store, uri: string | null): Promise<readonly Offered[] | null> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: 'Replacing links' };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const step = (done: number, all: number, name: string): void => {
      progress.report({ message: name, increment: done === 0 ? 0 : 100 / all });
    };
    return await offersFor(store, uri, { step, token });
  });
}

async function agreed(offered: readonly Offered[]): Promise<boolean> {
  const { question, detail } = questionOf(offered.map(({ together }) => together));
  const replaceThem = 'Replace';
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, replaceThem)) === replaceThem;
}

async function tell(outcomes: readonly PartyOutcome[]): Promise<void> {
  if (outcomes.length === 0) {
    void vscode.window.showInformationMessage('No compose file has links to replace.');
    return;
  }
  if ((await vscode.window.showInformationMessage(summaryOf(outcomes), SHOW)) === SHOW) await showMarkdown(REPORT);
}
