import type { ContainerDetail, ContainerSummary, EngineVersion } from '../../domain/engine/container.ts';
import type { EngineFault } from '../../domain/engine/health.ts';
import type { EngineImage } from '../../domain/engine/image.ts';
import type { Ran } from '../../domain/names/measured.ts';
import type { EngineEvent } from './events.ts';

/** A validated answer, or why there is none; nothing here throws. */
export type Answer<T> = { readonly value: T } | EngineFault;

/** The questions that are asked of one engine, each with a deadline but the event stream. */
export interface EngineApi {
  /** The engine's address as people write it. */
  readonly address: string;
  /** The name of its Docker context, where it is known by one. */
  readonly name?: string;
  version(signal?: AbortSignal): Promise<Answer<EngineVersion>>;
  /** Every container, running or not. */
  list(signal?: AbortSignal): Promise<Answer<readonly ContainerSummary[]>>;
  /** Null when the container is gone. */
  inspect(id: string, signal?: AbortSignal): Promise<Answer<ContainerDetail | null>>;
  /** An image by its name; null when the engine does not have it. */
  image(name: string, signal?: AbortSignal): Promise<Answer<EngineImage | null>>;
  /** The answer to another question, unread; a body that is no JSON comes as bytes. */
  get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Answer<unknown>>;
  /** What the engine says of a container, unread. */
  inspectRaw(id: string, signal?: AbortSignal): Promise<Answer<unknown>>;
  /** Runs a program with its arguments inside a running container, and tells what it printed; without a shell, and no more than a little is read of it. */
  run(id: string, argv: readonly string[], signal?: AbortSignal): Promise<Answer<Ran>>;
  /** Hears the events that touch links until the stream ends, and answers why it ended. */
  events(listener: EventListener, signal: AbortSignal): Promise<EngineFault>;
  /** Ends every connection, and the programs behind them; a later question makes new ones. */
  close(): void;
}

/** Who listens to an engine's events. */
export interface EventListener {
  /** Called once, when the engine has taken the question: from now on no event is lost. */
  opened(): void;
  heard(event: EngineEvent): void;
}

/** Whether an answer says why there is none. */
export function isFault<T>(answer: Answer<T>): answer is EngineFault {
  return 'fault' in answer;
}
