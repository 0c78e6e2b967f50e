import type { Disposable } from '../base/event.ts';

/** A container, by its engine's address and its id. */
export interface ContainerKey {
  readonly address: string;
  readonly id: string;
}

/** The way in which views say that somebody looks at running containers; while nobody does, no engine is asked anything. */
export interface EngineWatch {
  /** Engines are followed until the last need is disposed of. */
  need(): Disposable;
  /** Somebody looks at this receiver: what it holds is read, and read again after what happens to it, until the last need is disposed of. */
  look(receiver: ContainerKey): void;
  /** Reads every followed engine anew, at once. */
  again(): void;
  /** Asks a running container for names, which a person has agreed to; a sentence where nothing was learnt. */
  measure(container: ContainerKey, names: readonly string[], signal: AbortSignal): Promise<string | null>;
  /** What the engine says of a container, as it came; a sentence where it cannot be had. */
  inspect(container: ContainerKey): Promise<{ readonly value: unknown } | { readonly fault: string }>;
  /** The same of several containers, and of the images they were made from, by id; what is gone meanwhile is left out. */
  inspectAll(
    address: string,
    ids: readonly string[],
  ): Promise<{ readonly value: ReadonlyMap<string, unknown> } | { readonly fault: string }>;
}
