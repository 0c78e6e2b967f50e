import * as vscode from 'vscode';
import type { Disposable } from '../base/event.ts';
import { SECTION } from '../features/shared/ids.ts';
import type { SettingKey } from '../features/shared/ids.ts';
import { readSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';

/** The settings as they are now for a folder, by its URI; the empty text asks for the workspace's. */
export function settingsOf(folder = ''): Settings {
  const section = vscode.workspace.getConfiguration(SECTION, folder === '' ? null : vscode.Uri.parse(folder));
  const get = (key: SettingKey): unknown => section.get(key);
  return readSettings({
    targetEngine: get('targetEngine'),
    maximumFileSize: get('files.maximumSize'),
    include: get('files.include'),
    watch: get('watch'),
    notifyOfChanges: get('notifyOfChanges'),
    engines: get('engines'),
    ignore: get('ignore'),
  });
}

/** Hears every change of the settings. */
export function onSettings(listener: () => void): Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SECTION)) listener();
  });
}

/** Writes which engines are followed into the settings of this machine's user. */
export async function setEngines(engines: readonly string[]): Promise<void> {
  const key: SettingKey = 'engines';
  await vscode.workspace.getConfiguration(SECTION).update(key, engines.length > 0 ? engines : undefined, vscode.ConfigurationTarget.Global);
}
