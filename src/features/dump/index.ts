import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId, ContextKey } from '../shared/ids.ts';
import { INSPECT_OUTPUT, openedWords } from './view.ts';
import type { InspectOutput } from './view.ts';

const OPEN: CommandId = 'dockerLinks.openInspectOutput';
const CLOSE: CommandId = 'dockerLinks.closeInspectOutput';
const SHOW: CommandId = 'dockerLinks.show';
const SHOWN: ContextKey = 'dockerLinks.inspectOutput';

/** The output that is shown, of which other features can ask. */
export interface RegisteredDump extends Disposable {
  /** What it says of containers and images, by id, as it came; undefined for an engine's address. */
  readonly inspected: (address: string) => ReadonlyMap<string, unknown> | undefined;
}

/** Shows the output of `docker inspect` beside engines, for a server where no editor runs; `read` reads its bytes. */
export function register(store: Store, read: (bytes: Uint8Array) => Promise<InspectOutput>): RegisteredDump {
  const held = new Disposables();
  let inspected: InspectOutput['inspected'] = new Map();
  held.add(
    vscode.commands.registerCommand(OPEN, async (file?: unknown) => {
      const bytes = file instanceof vscode.Uri ? await vscode.workspace.fs.readFile(file) : await chosenBytes();
      if (!bytes) return;
      const output = await read(bytes);
      if (await show(store, output)) inspected = output.inspected;
    }),
  );
  held.add(
    vscode.commands.registerCommand(CLOSE, async () => {
      store.removeEngine(INSPECT_OUTPUT);
      inspected = new Map();
      await vscode.commands.executeCommand('setContext', SHOWN, false);
    }),
  );
  return {
    inspected: (address) => (address === INSPECT_OUTPUT ? inspected : undefined),
    dispose: () => {
      held.dispose();
    },
  };
}

/** Whether there is something to show. */
async function show(store: Store, output: InspectOutput): Promise<boolean> {
  const { usable, text } = openedWords(output);
  if (!usable) {
    void vscode.window.showErrorMessage(text);
    return false;
  }
  store.putEngine({ address: INSPECT_OUTPUT, health: { state: 'connected' }, facts: output.facts, evidence: output.evidence });
  await vscode.commands.executeCommand('setContext', SHOWN, true);
  await vscode.commands.executeCommand(SHOW);
  void vscode.window.showInformationMessage(text);
  return true;
}

/** The bytes of what a person chooses; undefined when nothing is chosen. */
async function chosenBytes(): Promise<Uint8Array | undefined> {
  const open = vscode.window.activeTextEditor?.document;
  const clipboard = { label: 'Clipboard', text: () => vscode.env.clipboard.readText() };
  const editor = open
    ? [{ label: 'Active Editor', description: vscode.workspace.asRelativePath(open.uri), text: () => open.getText() }]
    : [];
  const file = { label: 'File…', text: null };
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly text: (() => string | Thenable<string>) | null }>(
    [...editor, clipboard, file],
    { title: 'Docker Links: Open docker inspect Output', placeHolder: 'Where the output of "docker inspect $(docker ps -aq)" is' },
  );
  if (!picked) return undefined;
  if (picked.text) return new TextEncoder().encode(await picked.text());
  const [uri] = (await vscode.window.showOpenDialog({ title: 'Open docker inspect Output' })) ?? [];
  return uri && (await vscode.workspace.fs.readFile(uri));
}
