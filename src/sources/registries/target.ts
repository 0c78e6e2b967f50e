import type { RegistryReading } from '../../domain/registries/registry.ts';

/** What is read: an HTTP registry at an address, the Swarm of an engine, or a ZooKeeper through a command. */
export type RegistryTarget =
  | { readonly kind: 'consul' | 'etcd'; readonly address: string; readonly token?: string }
  | { readonly kind: 'swarm'; readonly ask: AskEngine }
  | { readonly kind: 'zookeeper'; readonly command: readonly string[]; readonly root: string };

/** A question to an engine. */
export type AskEngine = (
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<{ readonly value: unknown } | { readonly fault: string }>;

/** What bounds a reading; absent bounds are those of `LIMITS`. */
export interface ReadLimits {
  /** Milliseconds for one question. */
  readonly deadline: number;
  /** Milliseconds for the whole. */
  readonly whole: number;
  /** Bytes of one answer. */
  readonly most: number;
}

/** The bounds where none are given. */
export const LIMITS: ReadLimits = { deadline: 5_000, whole: 30_000, most: 8_000_000 };

/** What a registry said, or in one sentence why nothing could be read. */
export type RegistryAnswer = RegistryReading | { readonly fault: string };
