import { fileInProjects } from '../domain/compose/fileInProjects.ts';
import type { FileInProjects } from '../domain/compose/fileInProjects.ts';
import { folderProjects, hasLinks } from '../domain/compose/folderProjects.ts';
import type { FolderCompose, FolderProjects } from '../domain/compose/folderProjects.ts';
import type { Sibling } from '../domain/compose/lineage.ts';
import { projectSets } from '../domain/compose/project/sets.ts';
import type { FolderFile, FoundSet } from '../domain/compose/project/sets.ts';
import type { ProjectView } from '../domain/compose/projectView.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import type { JudgedLink } from '../domain/findings/index.ts';
import { judgeFile } from '../domain/findings/judgeFile.ts';
import type { ComposeFile } from '../syntax/compose/composeFile.ts';
import { composeKind } from '../syntax/compose/kind.ts';
import { readCompose } from '../syntax/compose/read.ts';
import type { DockerfileReading } from '../syntax/dockerfile/read.ts';
import { readDockerfile } from '../syntax/dockerfile/read.ts';
import { canonicalUri, dockerfileUri, filesAbove } from './companions.ts';
import type { FileFact, TextFact } from './facts.ts';
import { namingFiles } from './namingFiles.ts';
import { ProjectMemory } from './readings.ts';
import { proxyConfigs } from './proxyConfigs.ts';
import type { Readings } from './readings.ts';
import type { ReadFile, UnreadFile, WorkspaceFile } from './snapshot.ts';

/** What all compose files of one folder say together. */
export interface Folder {
  /** By path. */
  readonly files: readonly WorkspaceFile[];
  /** The URIs of files outside the folder's facts that have a say in these, whether they exist or not. */
  readonly asked: ReadonlySet<string>;
  /** The projects of this folder that read files of others, by those files' URIs. */
  readonly reaching: ReadonlyMap<string, readonly ProjectView[]>;
  /** The URIs of files with links of the folder's projects that have no name of a compose file. */
  readonly parts: readonly string[];
}

/** What is judged by, as it is set for a folder. */
export interface FolderSettings {
  readonly target: TargetEngine;
  /** The codes of findings that are not told. */
  readonly ignored: readonly string[];
  /** The sets of compose files that a person names. */
  readonly sets?: readonly FoundSet[];
  /** Whether no others count. */
  readonly onlySets?: boolean;
}

/** What the world outside a folder's compose files adds. */
export interface FolderContext extends FolderSettings {
  readonly readings: Readings;
  /** What earlier analyses of the same folder left. */
  readonly memory: FolderMemory;
  /** A compose file of another folder. */
  readonly fact: (uri: string) => TextFact | null;
  /** The text of another file; null while it is not known, or when there is none. */
  readonly companion: (uri: string) => string | null;
  /** The projects of other folders that read a file of this one. */
  readonly elsewhere?: (uri: string) => readonly ProjectView[];
}

interface Judged {
  readonly target: TargetEngine;
  readonly ignored: readonly string[];
  readonly views: readonly ProjectView[];
  readonly texts: ReadonlyMap<string, string | null>;
  readonly file: ReadFile;
}

/** What analyses of one folder hand on to the next: projects and files that nothing has changed. */
export class FolderMemory {
  readonly projects = new ProjectMemory();
  readonly judged = new WeakMap<TextFact, Judged>();
  #sets: (Naming & { readonly paths: readonly string[]; readonly found: readonly FoundSet[] }) | null = null;

  /** The sets of a folder's files, looked for again only when there are other files, or what names them says something else. */
  setsOf(folder: string, files: readonly FolderCompose[], { naming, given }: Naming): readonly FoundSet[] {
    const last = this.#sets;
    const sameFiles = last?.paths.length === files.length && files.every(({ path }, at) => path === last.paths[at]);
    const sameNaming =
      last?.naming.length === naming.length &&
      naming.every(({ path, text }, at) => path === last.naming[at]?.path && text === last.naming[at].text);
    if (sameFiles && sameNaming && JSON.stringify(last.given) === JSON.stringify(given)) return last.found;
    const paths = files.map(({ path }) => path);
    const found = projectSets(folder, [...paths.map((path) => ({ path, text: '' })), ...naming], 'compose-2', given);
    this.#sets = { paths, naming, given, found };
    return found;
  }
}

/** What says which files are read together. */
interface Naming {
  readonly naming: readonly FolderFile[];
  /** What a person has set. */
  readonly given: readonly FoundSet[];
}

/** A folder's files while they are analysed. */
interface Analysis {
  readonly facts: readonly FileFact[];
  readonly context: FolderContext;
  readonly views: FolderProjects['views'];
}

/** What the compose files of one folder mean for a target engine, each in the projects that read it. */
export function analyseFolder(facts: readonly FileFact[], given: FolderContext): Folder {
  const own = new Map<string, TextFact>();
  for (const fact of facts) if (fact.kind === 'text') own.set(fact.uri, fact);
  const asked = new Set<string>();
  const ask = <T>(look: (uri: string) => T): ((uri: string) => T) => {
    return (uri) => {
      const canonical = canonicalUri(uri);
      asked.add(canonical);
      return look(canonical);
    };
  };
  const outside = ask(given.fact);
  const context = { ...given, companion: ask(given.companion), fact: (uri: string) => own.get(uri) ?? outside(uri) };
  const { views, reaching, parts: written } = projectsOf(facts, context);
  const analysis = { facts, context, views };
  const files = facts.flatMap((fact) => (fact.kind === 'unread' ? [unread(fact)] : (fileOf(fact, analysis) ?? [])));
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.uri < b.uri ? -1 : 1));
  const parts = [...written].filter((uri) => composeKind(uri) === null).map(canonicalUri);
  return { files, asked, reaching, parts };
}

function projectsOf(facts: readonly FileFact[], context: FolderContext): FolderProjects {
  const { readings, memory, fact, companion, sets: given = [], onlySets = false, elsewhere = () => [] } = context;
  const files: FolderCompose[] = [];
  for (const each of facts) {
    const reading = each.kind === 'text' ? readings.of(each) : null;
    if (reading?.kind === 'compose') files.push({ path: each.uri, file: reading.file });
  }
  const folder = facts[0]?.folder ?? '';
  const read = memory.projects.reader({ readings, fact, text: companion });
  const found = (): readonly FoundSet[] => {
    return onlySets ? given : memory.setsOf(folder, files, { naming: namingFiles(folder, companion), given });
  };
  return folderProjects({ files, found, elsewhere, read });
}

function unread({ uri, folder, path, reason }: FileFact & { readonly kind: 'unread' }): UnreadFile {
  return { kind: 'unread', uri, folder, path, reason };
}

/** Null for YAML of another kind. */
function fileOf(fact: TextFact, analysis: Analysis): WorkspaceFile | null {
  const { uri, folder, path, version, text } = fact;
  const reading = analysis.context.readings.of(fact);
  switch (reading.kind) {
    case 'other':
      return null;
    case 'fault':
      return { kind: 'fault', uri, folder, path, version, text, message: reading.message, range: reading.range };
    case 'compose':
      return remembered(fact, analysis) ?? judge(fact, reading.file, analysis);
  }
}

/** What was said of a file, if nothing has changed on which it rests. */
function remembered(fact: TextFact, { context, views }: Analysis): ReadFile | null {
  const known = context.memory.judged.get(fact);
  const now = views.get(fact.uri) ?? [];
  if (!known || known.target !== context.target || known.ignored.join() !== context.ignored.join() || known.views.length !== now.length)
    return null;
  if (known.views.some((view, at) => view !== now[at]) || restsOnSiblings(known.file)) return null;
  return [...known.texts].every(([uri, text]) => context.companion(uri) === text) ? known.file : null;
}

/** Whether other files of the folder were asked for a service that the file's projects do not hold. */
function restsOnSiblings({ links }: ReadFile): boolean {
  return links.some(
    ({ link: { kind, targetState, mechanism } }) =>
      mechanism === 'unknown' || (kind === 'links' && (targetState === 'missing' || targetState === 'elsewhere')),
  );
}

function judge(fact: TextFact, compose: ComposeFile, { facts, context, views: all }: Analysis): ReadFile {
  const { uri, folder, path, version, text } = fact;
  const { readings, target, ignored, memory } = context;
  const views = all.get(uri) ?? [];
  const siblings = () => facts.flatMap((other) => (other === fact || other.kind === 'unread' ? [] : siblingOf(other, readings)));
  const definedBeyond = (service: string): boolean => filesAbove(folder).some((above) => namesAt(above, context).includes(service));
  const texts = new Map<string, string | null>();
  const companion = (asked: string): string | null => {
    const found = context.companion(asked);
    texts.set(asked, found);
    return found;
  };
  const proxies = proxyConfigs(folder, compose, companion);
  const beside = hasLinks(compose) ? siblings() : [];
  const around = fileInProjects({ path: uri, file: compose, siblings: beside, views, definedBeyond, proxies });
  const { links, others } = judgeFile({ path: uri, text, file: compose, around }, target, ignored);
  const dockerfiles = dockerfilesOf(links, around, folder, companion);
  const file: ReadFile = { kind: 'compose', uri, folder, path, version, text, target, compose, links, others, around, dockerfiles };
  memory.judged.set(fact, { target, ignored, views, texts, file });
  return file;
}

function namesAt(uri: string, { fact, companion, readings }: FolderContext): readonly string[] {
  const known = fact(uri);
  const text = known ? known.text : companion(uri);
  if (text === null) return [];
  const reading = known ? readings.of(known) : readCompose(text);
  return reading.kind === 'compose' ? reading.file.services.map(({ name }) => name) : [];
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
  links: readonly JudgedLink[],
  { service }: FileInProjects,
  folder: string,
  companion: FolderContext['companion'],
): ReadonlyMap<string, DockerfileReading> {
  const readings = new Map<string, DockerfileReading>();
  for (const name of new Set(links.flatMap(({ link }) => link.target ?? []))) {
    const build = service(name)?.build;
    if (!build) continue;
    const uri = build.inline === null ? dockerfileUri(folder, build) : null;
    const text = build.inline ?? (uri === null ? null : companion(uri));
    if (text !== null) readings.set(name, readDockerfile(text, build.target));
  }
  return readings;
}
