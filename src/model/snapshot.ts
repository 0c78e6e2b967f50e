import type { TargetEngine } from '../domain/engine/target.ts';
import type { FileInProjects } from '../domain/compose/fileInProjects.ts';
import type { JudgedLink } from '../domain/findings/index.ts';
import type { FileFinding } from '../domain/findings/judgeFile.ts';
import type { ComposeFile } from '../syntax/compose/composeFile.ts';
import type { DockerfileReading } from '../syntax/dockerfile/read.ts';
import type { Range } from '../syntax/text.ts';
import type { EngineView } from './engineView.ts';
import type { ScriptFile } from './scripts.ts';
import type { UsagesFact } from './usages.ts';

/** Everything that is known at one moment; it never changes, so a view may hold it for ever. */
export interface Snapshot {
  readonly revision: number;
  /** The engine for which the workspace as a whole is judged; a folder may have a target of its own. */
  readonly target: TargetEngine;
  /** By path. */
  readonly files: readonly WorkspaceFile[];
  /** The scripts with links in their commands, by path. */
  readonly scripts: readonly ScriptFile[];
  /** By address. */
  readonly engines: readonly EngineView[];
  /** Who reads link variables in code; absent while nobody has searched. */
  readonly usages?: UsagesFact;
  /** The URIs of further files that have a say in what is known; the one who reads files follows them. */
  readonly wanted: readonly string[];
  /** The URIs of files that are compose files not by their name, but because projects of the workspace have links there. */
  readonly parts: readonly string[];
}

/** A compose file of the workspace: read, or not and why. */
export type WorkspaceFile = ReadFile | FaultyFile | UnreadFile;

/** A compose file and the links of its services. */
export interface ReadFile {
  readonly kind: 'compose';
  readonly uri: string;
  readonly folder: string;
  readonly path: string;
  readonly version: number | null;
  readonly text: string;
  /** The engine for which the file is judged. */
  readonly target: TargetEngine;
  readonly compose: ComposeFile;
  readonly links: readonly JudgedLink[];
  /** What is to be said besides. */
  readonly others: readonly FileFinding[];
  /** The links in the projects that read the file. */
  readonly around: FileInProjects;
  /** What the Dockerfile of each service that is built here says, as far as one was found. */
  readonly dockerfiles: ReadonlyMap<string, DockerfileReading>;
}

/** A file that YAML cannot read. */
export interface FaultyFile {
  readonly kind: 'fault';
  readonly uri: string;
  readonly folder: string;
  readonly path: string;
  readonly version: number | null;
  readonly text: string;
  readonly message: string;
  readonly range: Range;
}

/** A file whose text was not read. */
export interface UnreadFile {
  readonly kind: 'unread';
  readonly uri: string;
  readonly folder: string;
  readonly path: string;
  readonly reason: string;
}
