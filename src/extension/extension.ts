import * as vscode from 'vscode';
import * as changes from '../features/changes/index.ts';
import * as codeActions from '../features/codeActions/index.ts';
import * as cure from '../features/cure/index.ts';
import * as diagnostics from '../features/diagnostics/index.ts';
import * as discovery from '../features/discovery/index.ts';
import * as dump from '../features/dump/index.ts';
import * as engineFeature from '../features/engines/index.ts';
import * as ignore from '../features/ignore/index.ts';
import * as hover from '../features/hover/index.ts';
import * as inspect from '../features/inspect/index.ts';
import * as navigation from '../features/navigation/index.ts';
import * as names from '../features/names/index.ts';
import * as migration from '../features/migration/index.ts';
import * as registryFeature from '../features/registries/index.ts';
import * as replaceAll from '../features/replaceAll/index.ts';
import * as readiness from '../features/readiness/index.ts';
import * as scriptFeature from '../features/scripts/index.ts';
import { needWhile } from '../features/shared/needWhile.ts';
import * as status from '../features/status/index.ts';
import * as variables from '../features/variables/index.ts';
import * as verify from '../features/verify/index.ts';
import * as tree from '../features/tree/index.ts';
import type { EngineOffer } from '../model/engineChoice.ts';
import * as usages from '../features/usages/index.ts';
import { Store } from '../model/store.ts';
import { wallClock } from './clock.ts';
import { Companions } from './companions.ts';
import { Engines } from './engines.ts';
import { WorkspaceFiles } from './files.ts';
import { NewFolders } from './newFolders.ts';
import { Reader } from './reader/reader.ts';
import { startThread } from './reader/thread.ts';
import { Registries } from './registries.ts';
import { WorkspaceScripts } from './scripts.ts';
import { onSettings, setEngines, setsOf, settingsOf, workspaceSettings } from './settings.ts';
import { Usages } from './usages.ts';

/** What other extensions and tests can ask this one for. */
export interface Api {
  /** The rows of the view "Links". */
  readonly rows: vscode.TreeDataProvider<unknown>;
  /** The rows of the view "Names". */
  readonly names: vscode.TreeDataProvider<unknown>;
  /** Settles when the workspace's compose files were looked for. */
  readonly scanned: Promise<void>;
}

/** Puts the extension together; waits for no file, and asks no engine until somebody looks. */
export function activate({ subscriptions, workspaceState, extensionUri, secrets }: vscode.ExtensionContext): Api {
  const log = vscode.window.createOutputChannel('Docker Links', { log: true });
  const failed = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
  };
  const targetOf = (folder: string): ReturnType<typeof settingsOf>['targetEngine'] => settingsOf(folder).targetEngine;
  const ignored = (folder: string): ReturnType<typeof settingsOf>['ignore'] => settingsOf(folder).ignore;
  const reader = new Reader(startThread, wallClock);
  const store = new Store(targetOf, wallClock, failed, reader);
  store.configure(targetOf, ignored, setsOf);
  const newFolders = new NewFolders(wallClock, failed);
  const options = { settings: workspaceSettings, newFolders, failed };
  const files = new WorkspaceFiles(store, options);
  const chosen = (): readonly string[] => settingsOf().engines;
  const engines = new Engines(store, { clock: wallClock, chosen, log, failed });
  const scan = (): Promise<void> => files.scan().catch(failed);
  const settings = onSettings(() => {
    store.configure(targetOf, ignored, setsOf);
    engines.configure();
    void scan();
  });
  subscriptions.push(log, reader, store, newFolders, files, new Companions(store, options), engines, settings);
  const program = vscode.Uri.joinPath(extensionUri, 'dist', 'usages.cjs').fsPath;
  const readers = new Usages(store, { program, clock: wallClock, settings: settingsOf, newFolders, failed });
  subscriptions.push(readers, usages.register(store, readers));
  // Of two providers of actions the one that comes last is asked first.
  subscriptions.push(ignore.register(store), discovery.register(store), variables.register(store));
  subscriptions.push(diagnostics.register(store), hover.register(store, engines), codeActions.register(store), replaceAll.register(store));
  const scripts = new WorkspaceScripts(store, { clock: wallClock, newFolders, failed });
  subscriptions.push(
    navigation.register(store),
    scripts,
    scriptFeature.register(store, (uri) => scripts.fix(uri)),
  );
  const dumped = dump.register(store, async (bytes) => {
    const { inspectText, readDump } = await import('../sources/engine/dump.ts');
    return readDump(inspectText(bytes));
  });
  subscriptions.push(
    readiness.register(store, engines),
    verify.register(store, engines),
    dumped,
    inspect.register(async (container) => {
      const value = dumped.inspected(container.address)?.get(container.id);
      return value === undefined ? await engines.inspect(container) : { value };
    }),
  );
  const links = tree.register({ store, engines, scan, memory: workspaceState });
  const look = (): void => {
    if (links.view.visible) scripts.look();
  };
  subscriptions.push(links.view.onDidChangeVisibility(look));
  look();
  const offers = async (): Promise<readonly EngineOffer[]> => {
    const { engineOffers } = await import('../sources/engine/offers.ts');
    return await engineOffers();
  };
  const choice = { offers, chosen, choose: setEngines };
  subscriptions.push(
    status.register(store),
    engineFeature.register(store, choice),
    links,
    cure.register(store),
    migration.register(store, async (address, ids) => {
      const value = dumped.inspected(address);
      return value ? { value } : await engines.inspectAll(address, ids);
    }),
  );
  subscriptions.push(registryFeature.register({ store, engines, reader: new Registries(engines, secrets), onSettings }));
  const shownNames = names.register({ store, engines, memory: workspaceState });
  subscriptions.push(shownNames);
  subscriptions.push(changes.register({ store, view: links.view, log, notifies: () => settingsOf().notifyOfChanges }));
  subscriptions.push(needWhile(engines, () => settingsOf().watch === 'always', [onSettings]));
  const scanned = scan().then(() => vscode.commands.executeCommand<undefined>('setContext', 'dockerLinks.scanned', true));
  return { rows: links.rows, names: shownNames.rows, scanned };
}
