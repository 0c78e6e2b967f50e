import { readPlain } from '../../../syntax/compose/plain.ts';
import type { LookUp } from '../../../syntax/interpolation/asking.ts';
import { checkKeys, checkKinds, checkProject } from './check.ts';
import { environmentOf, plainValue, withVariable } from './environment.ts';
import { withOldExtends } from './extendsOld.ts';
import { mergedFiles } from './include.ts';
import { servicesOf } from './merge.ts';
import { compare, mergeOldServices } from './mergeOld.ts';
import { projectName } from './name.ts';
import { networksOf } from './networks.ts';
import { folderOf, pathIn } from './paths.ts';
import type { ParseText, Project, ProjectService, ProjectSet, ReadText } from './project.ts';
import { Run, loadFile } from './run.ts';
import type { Loaded } from './run.ts';
import { dependenciesOf, placesIn, serviceOf } from './service.ts';
import { withEntries } from './tree.ts';
import type { Dict, Entry } from './tree.ts';

/**
 * One project from a set of files, as the reader merges them. Never fails: what Compose would refuse is told in `problems`,
 * and the rest is read on. Time linear in what the files hold, with bounds where files multiply each other.
 */
export function readProject(set: ProjectSet, read: ReadText, parse: ParseText = parseAnew): Project {
  const run = new Run(set.reader, read, parse);
  const folder = set.folder ?? folderOf(set.files[0] ?? '.');
  const environment = environmentOf(run, set, folder);
  const named = projectName(run, set, folder, environment);
  const lookUp = set.reader === 'compose-2' ? withVariable(environment, 'COMPOSE_PROJECT_NAME', named.name) : environment;
  const { v1, services, root } = set.reader === 'compose-2' ? mergeNew(run, set, folder, lookUp) : mergeOld(run, set, folder, lookUp);
  if (!v1) for (const document of run.merged) checkKeys(run, document);
  const active = profilesOf(set, lookUp);
  const all = servicesIn(run, services, { set, lookUp, v1 });
  const enabled = all.filter(({ profiles }) => profiles.length === 0 || profiles.some(({ value }) => active.has(value) || active.has('*')));
  const draft: Project = {
    set,
    reader: set.reader,
    ...named,
    folder,
    v1,
    files: run.files,
    services: enabled,
    disabled: all.filter((service) => !enabled.includes(service)),
    networks: v1 ? [] : networksOf(root, enabled, named.name),
    problems: [],
    refused: false,
    missing: [],
  };
  checkProject(run, draft);
  const problems = [...run.problems.values()];
  return { ...draft, problems, refused: problems.some(({ severity }) => severity === 'refused'), missing: [...run.missing] };
}

const parseAnew: ParseText = (_, text, dialect) => readPlain(text, dialect);

interface Merged {
  readonly v1: boolean;
  readonly services: ReadonlyMap<string, Entry>;
  readonly root: Dict | null;
}

function mergeNew(run: Run, set: ProjectSet, folder: string, lookUp: LookUp): Merged {
  const root = mergedFiles(run, set.files, { lookUp, folder });
  return { v1: false, services: root ? servicesOf(root) : new Map(), root };
}

function mergeOld(run: Run, set: ProjectSet, folder: string, lookUp: LookUp): Merged {
  const reading = { lookUp, folder };
  const files = set.files.flatMap((path): readonly Loaded[] => {
    const loaded = loadFile(run, path, reading);
    return loaded ? [loaded] : [];
  });
  const documents = files.flatMap((file) => file.documents);
  run.merged.push(...documents);
  const [main] = files;
  const root = documents[0] ?? null;
  if (!main || !root) return { v1: false, services: new Map(), root: null };
  for (const { v1, path } of files)
    if (v1 !== main.v1) run.refuse('format', `\`${pathIn(path)}\` is of another format than the first file.`);
  const merged = mergeOldServices(documents.map(servicesOf), main.v1);
  const services = withOldExtends(run, merged, { main, reading, v1: main.v1 });
  return { v1: main.v1, services, root: withEntries(root, laterSections(documents)) };
}

/** docker-compose 1.x takes each network from the last file that names it, whole. */
function laterSections(documents: readonly Dict[]): ReadonlyMap<string, Entry> {
  const networks = new Map<string, Entry>();
  let held: Entry | undefined;
  for (const { entries } of documents) {
    const entry = entries.get('networks');
    if (entry?.value.kind !== 'map') continue;
    held = entry;
    for (const [name, network] of entry.value.entries) networks.set(name, network);
  }
  if (held?.value.kind !== 'map') return new Map();
  return new Map([['networks', { key: held.key, value: withEntries(held.value, networks) }]]);
}

interface Given {
  readonly set: ProjectSet;
  readonly lookUp: LookUp;
  readonly v1: boolean;
}

function servicesIn(run: Run, entries: ReadonlyMap<string, Entry>, { set, lookUp, v1 }: Given): readonly ProjectService[] {
  const names = new Set(entries.keys());
  const around = { lookUp, v1, names, scale: set.scale ?? new Map<string, number>(), places: placesIn(run.merged) };
  const services = [...entries].map(([name, entry]) => {
    checkKinds(run, name, entry.value);
    const service = serviceOf(run, name, entry, around);
    return { ...service, dependsOn: dependenciesOf(service, entry, { names, reader: set.reader }) };
  });
  return services.sort((a, b) => compare(a.name, b.name));
}

function profilesOf(set: ProjectSet, lookUp: LookUp): ReadonlySet<string> {
  const written = set.profiles ?? (plainValue(lookUp, 'COMPOSE_PROFILES') ?? '').split(',').map((name) => name.trim());
  return new Set(written.filter((name) => name !== ''));
}
