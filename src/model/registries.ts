import type { RegistryReading } from '../domain/registries/registry.ts';

/** A registry that a person named in the settings of this machine. */
export type NamedRegistry =
  { readonly kind: 'consul' | 'etcd'; readonly address: string } | { readonly kind: 'zookeeper'; readonly command: readonly string[] };

/** A registry that can be asked: one that is named, or the Swarm that an engine manages. */
export type AskableRegistry = NamedRegistry | { readonly kind: 'swarm'; readonly engine: string };

/** How views have registries read, which happens only when somebody asks for it. */
export interface RegistryReader {
  /** What is named in the settings of this machine. */
  named(): readonly NamedRegistry[];
  /** Names one more. */
  name(registry: NamedRegistry): Promise<void>;
  /** Keeps the token for an address in the editor's store of secrets; the empty text forgets it. */
  keepToken(address: string, token: string): Promise<void>;
  /** What a registry says, or in one sentence why it says nothing; nothing is asked in a workspace that is not trusted. */
  read(registry: AskableRegistry, signal: AbortSignal): Promise<RegistryReading | { readonly fault: string }>;
  /** The lines that the command of a ZooKeeper reads. */
  readonly zookeeperLines: string;
}

/** The registries that a setting names, without what is none. */
export function readNamedRegistries(value: unknown): readonly NamedRegistry[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): readonly NamedRegistry[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { kind, address, command } = one as Readonly<Record<string, unknown>>;
    if ((kind === 'consul' || kind === 'etcd') && typeof address === 'string' && address !== '') return [{ kind, address }];
    const words =
      Array.isArray(command) && command.length > 0 && command.every((word): word is string => typeof word === 'string' && word !== '');
    return kind === 'zookeeper' && words ? [{ kind, command: command }] : [];
  });
}
