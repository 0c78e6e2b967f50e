import { fileLinks } from '../domain/compose/fileLinks.ts';
import type { FileLink } from '../domain/compose/fileLinks.ts';
import type { Sibling } from '../domain/compose/lineage.ts';
import { linkFinding } from '../domain/links/severity.ts';
import type { LinkFinding, TargetEngine } from '../domain/links/severity.ts';
import type { ComposeFile } from '../syntax/compose/composeFile.ts';
import { composeKind } from '../syntax/compose/kind.ts';
import { readCompose } from '../syntax/compose/read.ts';
import type { ComposeReading } from '../syntax/compose/read.ts';
import type { Range } from '../syntax/text.ts';
import type { FileFact, TextFact } from './facts.ts';
import { targetMajor } from './settings.ts';
import type { Settings } from './settings.ts';

/** Everything that is known at one moment; it never changes, so a view may hold it for ever. */
export interface Snapshot {
  readonly revision: number;
  readonly target: TargetEngine;
  /** By path. */
  readonly files: readonly WorkspaceFile[];
}

/** A compose file of the workspace: read, or not and why. */
export type WorkspaceFile = ReadFile | FaultyFile | UnreadFile;

/** A compose file and the links of its services. */
export interface ReadFile {
  readonly kind: 'compose';
  readonly uri: string;
  readonly path: string;
  readonly version: number | null;
  readonly compose: ComposeFile;
  readonly links: readonly JudgedLink[];
}

/** A link with what is to be said about it. */
export interface JudgedLink {
  readonly link: FileLink;
  readonly finding: LinkFinding | null;
}

/** A file that YAML cannot read. */
export interface FaultyFile {
  readonly kind: 'fault';
  readonly uri: string;
  readonly path: string;
  readonly version: number | null;
  readonly message: string;
  readonly range: Range;
}

/** A file whose text was not read. */
export interface UnreadFile {
  readonly kind: 'unread';
  readonly uri: string;
  readonly path: string;
  readonly reason: string;
}

/** Reads texts, each fact once: a fact that did not change is not parsed again. */
export class Readings {
  readonly #readings = new WeakMap<TextFact, ComposeReading>();

  of(fact: TextFact): ComposeReading {
    const known = this.#readings.get(fact);
    if (known) return known;
    const reading = readCompose(fact.text, { kind: composeKind(fact.path) ?? 'always' });
    this.#readings.set(fact, reading);
    return reading;
  }
}

/** What the facts mean under the settings. */
export function analyse(facts: Iterable<FileFact>, settings: Settings, readings: Readings): Omit<Snapshot, 'revision'> {
  const target = targetMajor(settings.targetEngine);
  const files: WorkspaceFile[] = [];
  for (const folder of byFolder(facts).values()) {
    for (const fact of folder) {
      const file = fact.kind === 'unread' ? unread(fact) : fileOf(fact, folder, readings, target);
      if (file) files.push(file);
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.uri < b.uri ? -1 : 1));
  return Object.freeze({ target, files: Object.freeze(files) });
}

function unread({ uri, path, reason }: FileFact & { readonly kind: 'unread' }): UnreadFile {
  return { kind: 'unread', uri, path, reason };
}

function byFolder(facts: Iterable<FileFact>): ReadonlyMap<string, readonly FileFact[]> {
  const folders = new Map<string, FileFact[]>();
  for (const fact of facts) {
    const folder = folders.get(fact.folder);
    if (folder) folder.push(fact);
    else folders.set(fact.folder, [fact]);
  }
  return folders;
}

/** Null for YAML of another kind. */
function fileOf(fact: TextFact, folder: readonly FileFact[], readings: Readings, target: TargetEngine): WorkspaceFile | null {
  const { uri, path, version } = fact;
  const reading = readings.of(fact);
  switch (reading.kind) {
    case 'other':
      return null;
    case 'fault':
      return { kind: 'fault', uri, path, version, message: reading.message, range: reading.range };
    case 'compose': {
      const siblings = folder.flatMap((other) => (other === fact || other.kind === 'unread' ? [] : siblingOf(other, readings)));
      const links = fileLinks(reading.file, siblings).map((link) => ({ link, finding: linkFinding(link, target) }));
      return { kind: 'compose', uri, path, version, compose: reading.file, links };
    }
  }
}

function siblingOf(fact: TextFact, readings: Readings): readonly Sibling[] {
  const name = fact.path.slice(fact.path.lastIndexOf('/') + 1);
  const reading = readings.of(fact);
  switch (reading.kind) {
    case 'compose':
      return [{ kind: 'compose', name, file: reading.file }];
    case 'fault':
      return [{ kind: 'unreadable', name, text: fact.text }];
    case 'other':
      return [];
  }
}
