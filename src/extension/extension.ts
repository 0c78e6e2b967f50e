import * as vscode from 'vscode';
import * as codeActions from '../features/codeActions/index.ts';
import * as diagnostics from '../features/diagnostics/index.ts';
import * as hover from '../features/hover/index.ts';
import * as tree from '../features/tree/index.ts';
import { Store } from '../model/store.ts';
import { wallClock } from './clock.ts';
import { WorkspaceFiles } from './files.ts';
import { currentSettings, onSettings } from './settings.ts';

/** Puts the extension together; asks no engine. */
export async function activate({ subscriptions }: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Docker Links', { log: true });
  const failed = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
  };
  const store = new Store(currentSettings(), wallClock, failed);
  const files = new WorkspaceFiles(store, { maximumSize: () => currentSettings().maximumFileSize, failed });
  const scan = (): Promise<void> => files.scan().catch(failed);
  const settings = onSettings((changed) => {
    store.configure(changed);
    void scan();
  });
  subscriptions.push(log, store, files, settings);
  subscriptions.push(diagnostics.register(store), tree.register(store, scan), hover.register(store), codeActions.register(store));
  await scan();
  await vscode.commands.executeCommand('setContext', 'dockerLinks.scanned', true);
}
