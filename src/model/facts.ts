import type { EngineFacts } from '../domain/engine/container.ts';
import type { EngineHealth } from '../domain/engine/health.ts';
import type { EngineImages } from '../domain/engine/image.ts';
import type { Measurement } from '../domain/names/measured.ts';
import type { ReceiverEvidence, SeenAddress } from '../domain/verdicts/evidence.ts';
import type { SeenLink } from '../domain/verify/linkPromises.ts';

/** What is known of one compose file: its text, or why it was not read. */
export type FileFact = TextFact | UnreadFact;

interface Located {
  readonly uri: string;
  /** The file's folder, as a URI; files of one folder see each other's services. */
  readonly folder: string;
  /** The file's path as people write it, relative to its workspace folder. */
  readonly path: string;
}

/** A file's text: as on screen when it is open, else as stored. */
export interface TextFact extends Located {
  readonly kind: 'text';
  readonly text: string;
  /** The open document's version; null when the file is not open. */
  readonly version: number | null;
  /** Whether a person named the file as a compose file, whatever it is called. */
  readonly named: boolean;
}

/** A file that was not read, and why. */
export interface UnreadFact extends Located {
  readonly kind: 'unread';
  readonly reason: string;
}

/** A file that compose files refer to, by the URI under which a snapshot asked for it; `text` is null when there is none to be read. */
export interface CompanionFact {
  readonly uri: string;
  readonly text: string | null;
}

/** What is known of one engine; after a failure the last facts stay. */
export interface EngineFact {
  /** The engine's address as people write it. */
  readonly address: string;
  /** The name of its Docker context, where it is known by one. */
  readonly name?: string;
  readonly health: EngineHealth;
  readonly facts: EngineFacts | null;
  /** What was read inside the receivers that somebody looks at. */
  readonly evidence?: readonly ReceiverEvidence[];
  /** What containers were told that a person had asked for names. */
  readonly measured?: readonly Measurement[];
  /** The addresses that containers were seen to have since the engine is followed. */
  readonly seen?: readonly SeenAddress[];
  /** The links that containers were seen to have since then, also those that are gone. */
  readonly links?: readonly SeenLink[];
  /** The images that were asked for. */
  readonly images?: EngineImages;
}
