import * as vscode from 'vscode';
import type { AskableRegistry, NamedRegistry, RegistryReader } from '../model/registries.ts';
import type { Said } from '../features/registries/view.ts';
import type { RegistryTarget } from '../sources/registries/target.ts';
import type { Engines } from './engines.ts';
import { setRegistries, settingsOf } from './settings.ts';

/** Reads registries; the program that does is loaded at the first of them, and in a workspace that is not trusted never. */
export class Registries implements RegistryReader {
  readonly #engines: Engines;
  readonly #secrets: vscode.SecretStorage;
  readonly zookeeperLines = 'ls -R /, and for each node that registers something ls -R PATH and get -s PATH';

  constructor(engines: Engines, secrets: vscode.SecretStorage) {
    this.#engines = engines;
    this.#secrets = secrets;
  }

  named(): readonly NamedRegistry[] {
    return settingsOf().registries;
  }

  async name(registry: NamedRegistry): Promise<void> {
    const others = this.named().filter((one) => JSON.stringify(one) !== JSON.stringify(registry));
    await setRegistries([...others, registry]);
  }

  async keepToken(address: string, token: string): Promise<void> {
    if (token === '') await this.#secrets.delete(keyOf(address));
    else await this.#secrets.store(keyOf(address), token);
  }

  async read(registry: AskableRegistry, signal: AbortSignal): Promise<Said> {
    if (!vscode.workspace.isTrusted) return { fault: 'This workspace is not trusted, so no registry is asked.' };
    const target = await this.#targetOf(registry);
    const { readRegistry } = await import('../sources/registries/readRegistry.ts');
    return await readRegistry(target, { signal });
  }

  async #targetOf(registry: AskableRegistry): Promise<RegistryTarget> {
    switch (registry.kind) {
      case 'swarm':
        return { kind: 'swarm', ask: (path, query, signal) => this.#engines.get(registry.engine, path, query, signal) };
      case 'zookeeper':
        return { ...registry, root: '/' };
      case 'consul':
      case 'etcd': {
        const token = await this.#secrets.get(keyOf(registry.address));
        return { ...registry, ...(token !== undefined && { token }) };
      }
    }
  }
}

function keyOf(address: string): string {
  return `registry ${address}`;
}
