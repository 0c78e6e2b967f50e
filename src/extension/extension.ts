import * as vscode from 'vscode';
import * as diagnostics from '../features/diagnostics/index.ts';
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
  const settings = onSettings((changed) => {
    store.configure(changed);
    files.scan().catch(failed);
  });
  subscriptions.push(log, store, files, settings, diagnostics.register(store));
  await files.scan().catch(failed);
}
