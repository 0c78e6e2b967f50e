import * as vscode from 'vscode';
import type { Disposable } from '../base/event.ts';
import { joined } from '../domain/compose/project/paths.ts';
import type { FoundSet } from '../domain/compose/project/sets.ts';
import { SECTION } from '../features/shared/ids.ts';
import type { SettingKey } from '../features/shared/ids.ts';
import { setsBelow } from '../model/namedSets.ts';
import type { NamedRegistry } from '../model/registries.ts';
import { readSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';

/** What a folder may have set for itself; the rest is the window's, and the editor writes a warning into its log whenever a folder is asked for that. */
const OF_FOLDERS: ReadonlySet<SettingKey> = new Set(['targetEngine', 'projects', 'ignore']);

/** The settings as they are now for a folder, by its URI; the empty text asks for the workspace's. */
export function settingsOf(folder = ''): Settings {
  const own = vscode.workspace.getConfiguration(SECTION, folder === '' ? null : vscode.Uri.parse(folder));
  const all = vscode.workspace.getConfiguration(SECTION);
  const get = (key: SettingKey): unknown => (OF_FOLDERS.has(key) ? own : all).get(key);
  return readSettings({
    targetEngine: get('targetEngine'),
    maximumFileSize: get('files.maximumSize'),
    include: get('files.include'),
    projects: get('projects'),
    watch: get('watch'),
    notifyOfChanges: get('notifyOfChanges'),
    engines: get('engines'),
    registries: get('registries'),
    ignore: get('ignore'),
  });
}

/** The workspace's settings; the files of the sets that any of its folders names are further compose files, whatever they are called. */
export function workspaceSettings(): Settings {
  const settings = settingsOf();
  const named = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => settingsOf(uri.toString()).projects);
  const globs = named.flatMap(({ files }) => files.map(globOf));
  return { ...settings, include: [...new Set([...settings.include, ...globs])] };
}

/** The sets of compose files that are named for a folder; their paths start from the folder of the workspace that holds it. */
export function setsOf(folder: string): readonly FoundSet[] {
  const { projects } = settingsOf(folder);
  const root = projects.length === 0 ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder));
  return root ? setsBelow(root.uri.toString(), projects) : [];
}

/** The glob pattern of one file of a workspace folder. */
function globOf(path: string): string {
  return joined('.', path).replaceAll(/[*?[\]{}]/g, '?');
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

/** Writes which registries may be asked into the settings of this machine's user. */
export async function setRegistries(registries: readonly NamedRegistry[]): Promise<void> {
  const key: SettingKey = 'registries';
  await vscode.workspace.getConfiguration(SECTION).update(key, registries, vscode.ConfigurationTarget.Global);
}
