import * as vscode from 'vscode';
import type { Disposable } from '../base/event.ts';
import { SECTION } from '../features/shared/ids.ts';
import type { SettingKey } from '../features/shared/ids.ts';
import { readSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';

/** The window's settings as they are now. */
export function currentSettings(): Settings {
  const section = vscode.workspace.getConfiguration(SECTION);
  const get = (key: SettingKey): unknown => section.get(key);
  return readSettings({ targetEngine: get('targetEngine'), maximumFileSize: get('files.maximumSize') });
}

/** Hears every change of the settings. */
export function onSettings(listener: (settings: Settings) => void): Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SECTION)) listener(currentSettings());
  });
}
