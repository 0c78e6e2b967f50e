import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import { REGISTRY_NAMES } from '../../domain/registries/registry.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';
import type { NamedRegistry, RegistryReader } from '../../model/registries.ts';
import type { Store } from '../../model/store.ts';
import type { CommandId, ContextKey, ViewId } from '../shared/ids.ts';
import { needWhile } from '../shared/needWhile.ts';
import { RegistryTree } from './provider.ts';
import { hasRegistries } from './view.ts';
import type { RegistryRow } from './view.ts';

const VIEW: ViewId = 'dockerLinks.registries';
const SHOWN: ContextKey = 'dockerLinks.hasRegistries';

/** What the view needs: what is known, who follows engines and reads registries, and who tells of changed settings. */
export interface RegistriesOptions {
  readonly store: Store;
  readonly engines: EngineWatch;
  readonly reader: RegistryReader;
  readonly onSettings: (listener: () => void) => Disposable;
}

/** The view "Registries" and its commands; it is there when a registry is named or recognised, and while it is hidden nothing is asked. */
export function register({ store, engines, reader, onSettings }: RegistriesOptions): Disposable {
  const held = new Disposables();
  const tree = held.add(new RegistryTree(store, reader));
  const view = held.add(vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true }));
  held.add(needWhile(engines, () => view.visible, [view.onDidChangeVisibility]));
  let known: readonly unknown[] = [];
  const follow = (): void => {
    void vscode.commands.executeCommand('setContext', SHOWN, hasRegistries(store.recent, reader.named()));
    const facts = store.recent.engines.map((engine) => engine.facts);
    const isSame = facts.length === known.length && facts.every((one, at) => one === known[at]);
    known = facts;
    // Something happened on an engine: what it says of its Swarm may be of before.
    if (isSame) tree.show();
    else tree.forget('swarm');
  };
  held.add(store.changed(follow));
  held.add(onSettings(follow));
  held.add(
    view.onDidChangeVisibility(({ visible }) => {
      // What was ended while nobody looked is asked again.
      if (visible) tree.show();
      else tree.end();
    }),
  );
  held.add(
    onCommand('dockerLinks.refreshRegistries', () => {
      tree.forget();
    }),
  );
  held.add(
    onCommand('dockerLinks.askRegistry', async (row) => {
      const registry = await chosenRegistry(row);
      if (!registry) return;
      await reader.name(registry);
      await vscode.commands.executeCommand(`${VIEW}.focus`);
    }),
  );
  held.add(
    onCommand('dockerLinks.setRegistryToken', async (row) => {
      if (row?.registry?.kind !== 'consul' && row?.registry?.kind !== 'etcd') return;
      const { kind, address } = row.registry;
      const token = await vscode.window.showInputBox({
        title: `Token of ${REGISTRY_NAMES[kind]} at ${address}`,
        prompt: `${kind === 'etcd' ? 'A token, or NAME:PASSWORD to log in. ' : ''}It is kept in the editor’s store of secrets and sent to this address alone. Nothing forgets it.`,
        password: true,
        ignoreFocusOut: true,
      });
      if (token === undefined) return;
      await reader.keepToken(address, token);
      tree.forget();
    }),
  );
  held.add(
    onCommand('dockerLinks.readZooKeeper', async (row) => {
      if (row?.registry?.kind !== 'zookeeper') return;
      const detail = `${JSON.stringify(row.registry.command)}\n\nIt reads these lines, and nothing else: ${reader.zookeeperLines}`;
      const run = 'Run';
      if ((await vscode.window.showWarningMessage('Run this command?', { modal: true, detail }, run)) !== run) return;
      tree.read(row.registry);
      if (row.kind === 'zookeeper') await view.reveal(row, { expand: true, select: false });
    }),
  );
  follow();
  return held;
}

/** The registry that a person names: of which kind, and where; undefined when the person thinks better of it. */
async function chosenRegistry(row: RegistryRow | undefined): Promise<NamedRegistry | undefined> {
  const found = row?.found ?? null;
  const recognised = (['consul', 'etcd', 'zookeeper'] as const).find((kind) => kind === found?.kind);
  const kind = recognised ?? (await chosenKind());
  if (kind === undefined) return undefined;
  const title = `Ask ${REGISTRY_NAMES[kind]}${found === null ? '' : ` (${found.name})`}`;
  if (kind !== 'zookeeper') {
    const placeHolder = kind === 'consul' ? '127.0.0.1:8500' : '127.0.0.1:2379';
    const prompt = 'HOST:PORT, or a URL of http or https. It is asked what it holds and never written to.';
    const address = (await vscode.window.showInputBox({ title, prompt, placeHolder, ignoreFocusOut: true }))?.trim() ?? '';
    return address === '' ? undefined : { kind, address };
  }
  const prompt = 'The command that speaks zkCli.sh, words divided by blanks. It is shown again before it is run.';
  const container = found?.container === null || found === null ? 'CONTAINER' : found.name;
  const value = `docker exec -i ${container} zkCli.sh`;
  const command = (await vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true }))
    ?.split(' ')
    .filter((word) => word !== '');
  return command === undefined || command.length === 0 ? undefined : { kind, command };
}

async function chosenKind(): Promise<'consul' | 'etcd' | 'zookeeper' | undefined> {
  const kinds = (['consul', 'etcd', 'zookeeper'] as const).map((registry) => ({ label: REGISTRY_NAMES[registry], registry }));
  const title = 'Docker Links: Ask a Registry';
  return (await vscode.window.showQuickPick(kinds, { title, placeHolder: 'What kind of registry it is' }))?.registry;
}

function onCommand(id: CommandId, run: (row: RegistryRow | undefined) => unknown): Disposable {
  return vscode.commands.registerCommand(id, run);
}
