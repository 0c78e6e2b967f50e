import { fileLinks } from '../domain/compose/fileLinks.ts';
import type { Sibling } from '../domain/compose/lineage.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import { judgeLinks } from '../domain/findings/index.ts';
import type { JudgedLink } from '../domain/findings/index.ts';
import type { ComposeFile } from '../syntax/compose/composeFile.ts';
import { composeKind } from '../syntax/compose/kind.ts';
import { readCompose } from '../syntax/compose/read.ts';
import type { ComposeReading } from '../syntax/compose/read.ts';
import type { DockerfileReading } from '../syntax/dockerfile/read.ts';
import { readDockerfile } from '../syntax/dockerfile/read.ts';
import { dockerfileUri } from './companions.ts';
import type { FileFact, TextFact } from './facts.ts';
import type { UnreadFile, WorkspaceFile } from './snapshot.ts';

/** What all compose files of one folder say together. */
export interface Folder {
  /** By path. */
  readonly files: readonly WorkspaceFile[];
  /** The URIs of other files that have a say in these, whether they exist or not. */
  readonly wanted: readonly string[];
}

/** Reads texts, each fact once: a fact that did not change is not parsed again. */
export class Readings {
  readonly #readings = new WeakMap<TextFact, ComposeReading>();

  of(fact: TextFact): ComposeReading {
    const known = this.#readings.get(fact);
    if (known) return known;
    const reading = readCompose(fact.text, { kind: fact.named ? 'always' : (composeKind(fact.path) ?? 'always') });
    this.#readings.set(fact, reading);
    return reading;
  }
}

/** What the world outside a folder's compose files adds. */
export interface FolderContext {
  readonly target: TargetEngine;
  readonly readings: Readings;
  /** The text of another file; null while it is not known, or when there is none. */
  readonly companion: (uri: string) => string | null;
}

/** What the compose files of one folder mean for a target engine. */
export function analyseFolder(facts: readonly FileFact[], context: FolderContext): Folder {
  const wanted = new Set<string>();
  const noting: FolderContext = {
    ...context,
    companion: (uri) => {
      wanted.add(uri);
      return context.companion(uri);
    },
  };
  const files = facts.flatMap((fact) => (fact.kind === 'unread' ? [unread(fact)] : (fileOf(fact, facts, noting) ?? [])));
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.uri < b.uri ? -1 : 1));
  return { files, wanted: [...wanted] };
}

function unread({ uri, folder, path, reason }: FileFact & { readonly kind: 'unread' }): UnreadFile {
  return { kind: 'unread', uri, folder, path, reason };
}

/** Null for YAML of another kind. */
function fileOf(fact: TextFact, facts: readonly FileFact[], context: FolderContext): WorkspaceFile | null {
  const { uri, folder, path, version, text } = fact;
  const { readings, target } = context;
  const reading = readings.of(fact);
  switch (reading.kind) {
    case 'other':
      return null;
    case 'fault':
      return { kind: 'fault', uri, folder, path, version, text, message: reading.message, range: reading.range };
    case 'compose': {
      const siblings = facts.flatMap((other) => (other === fact || other.kind === 'unread' ? [] : siblingOf(other, readings)));
      const links = judgeLinks(fileLinks(reading.file, siblings), reading.file.services, target);
      const dockerfiles = dockerfilesOf(reading.file, links, folder, context.companion);
      return { kind: 'compose', uri, folder, path, version, text, target, compose: reading.file, links, dockerfiles };
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

/** Only the images of services that others link to matter. */
function dockerfilesOf(
  { services }: ComposeFile,
  links: readonly JudgedLink[],
  folder: string,
  companion: FolderContext['companion'],
): ReadonlyMap<string, DockerfileReading> {
  const sources = new Set(links.map(({ link }) => link.target));
  const readings = new Map<string, DockerfileReading>();
  for (const { name, build } of services) {
    if (!build || !sources.has(name)) continue;
    const uri = build.inline === null ? dockerfileUri(folder, build) : null;
    const text = build.inline ?? (uri === null ? null : companion(uri));
    if (text !== null) readings.set(name, readDockerfile(text, build.target));
  }
  return readings;
}
