import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { ContainerKey, EngineWatch } from '../../model/engineWatch.ts';
import { INSPECT_SCHEME } from '../shared/ids.ts';
import type { CommandId } from '../shared/ids.ts';
import { containerOf, inspectPath, inspectText } from './view.ts';

const SHOW: CommandId = 'dockerLinks.showInspect';

/** Shows what the engine, or a dump in its place, says of the container behind a row, as a document that cannot be edited. */
export function register(inspect: EngineWatch['inspect']): Disposable {
  const held = new Disposables();
  held.add(
    vscode.workspace.registerTextDocumentContentProvider(INSPECT_SCHEME, {
      provideTextDocumentContent: async ({ query }) => {
        const container = containerOf(query);
        const answer = container ? await inspect(container) : { fault: 'There is no such container.' };
        if ('fault' in answer) throw new Error(answer.fault);
        return inspectText(answer.value);
      },
    }),
  );
  held.add(
    vscode.commands.registerCommand(
      SHOW,
      async ({ label, container }: { readonly label: string; readonly container: ContainerKey | null }) => {
        if (!container) return;
        const uri = vscode.Uri.from({ scheme: INSPECT_SCHEME, ...inspectPath(label, container) });
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
      },
    ),
  );
  return held;
}
