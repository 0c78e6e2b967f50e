import { groupBy } from '../../base/groupBy.ts';
import { memoized } from '../../base/memo.ts';
import type { ContainerSummary } from '../engine/container.ts';

/** A compose file as Compose names it on a container: its folder and its own name. */
export interface FileIdentity {
  /** An absolute path in the file system of the one who ran Compose. */
  readonly folder: string;
  readonly name: string;
  /** The projects that read the file. */
  readonly projects?: readonly ProjectIdentity[];
}

/** A project by which the containers are known that it made. */
export interface ProjectIdentity {
  readonly name: string;
  /** Absolute paths of all its files, those that others include or extend among them. */
  readonly files: readonly string[];
  /** Whether no project of another folder has its name, so that the name alone tells it. */
  readonly isOnly: boolean;
}

/** Where a container comes from, as Compose labels it. */
export interface ComposeOrigin {
  readonly project: string;
  readonly service: string;
  /** The folder of the project; null where an old Compose did not label it (docker-compose before 1.25). */
  readonly folder: string | null;
}

interface Made {
  readonly container: ContainerSummary;
  readonly service: string;
  /** Absolute paths, written in one way. */
  readonly files: readonly string[];
}

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';
const WORKING_DIR = 'com.docker.compose.project.working_dir';
const CONFIG_FILES = 'com.docker.compose.project.config_files';

/**
 * The containers that Compose made of a file, by service: those whose labels name the file (1.x relative to the working directory, later versions
 * absolutely), those of a project that reads it, and by the project's name those that have no such labels.
 */
export function containersOf(
  containers: readonly ContainerSummary[],
  { folder, name, projects = [] }: FileIdentity,
): ReadonlyMap<string, readonly ContainerSummary[]> {
  const { byFile, byName } = madeByCompose(containers);
  const own = byFile.get(plain(`${folder}/${name}`)) ?? [];
  const others = projects.flatMap(({ name: project, files, isOnly }) => {
    const all = new Set(files.map(plain));
    const read = [...all].flatMap((file) => byFile.get(file) ?? []).filter((made) => made.files.every((file) => all.has(file)));
    return isOnly ? [...read, ...(byName.get(project) ?? []), ...(byName.get(oldName(project)) ?? [])] : read;
  });
  const grouped = groupBy([...new Set([...own, ...others])], ({ service }) => service);
  return new Map([...grouped].map(([service, made]) => [service, made.map(({ container }) => container)]));
}

/** The Compose project and service of a container; null for one that Compose did not make. */
export function composeOrigin(labels: ContainerSummary['labels']): ComposeOrigin | null {
  const project = labels.get(PROJECT);
  const service = labels.get(SERVICE);
  return project === undefined || service === undefined ? null : { project, service, folder: labels.get(WORKING_DIR) ?? null };
}

/** The containers that Compose made by the files that they name, and by project those that name none. */
const madeByCompose = memoized((containers: readonly ContainerSummary[]) => {
  const byFile = new Map<string, Made[]>();
  const byName = new Map<string, Made[]>();
  for (const container of containers) {
    const { labels } = container;
    const service = labels.get(SERVICE);
    if (service === undefined) continue;
    const files = filesOf(labels);
    const made = { container, service, files };
    for (const file of files) push(byFile, file, made);
    if (files.length === 0 && !labels.has(WORKING_DIR)) push(byName, labels.get(PROJECT) ?? '', made);
  }
  return { byFile, byName };
});

function push(index: Map<string, Made[]>, key: string, made: Made): void {
  const known = index.get(key);
  if (known) known.push(made);
  else index.set(key, [made]);
}

function filesOf(labels: ContainerSummary['labels']): readonly string[] {
  const folder = labels.get(WORKING_DIR) ?? '';
  const written = (labels.get(CONFIG_FILES) ?? '').split(',').filter((file) => file !== '');
  return written.map((file) => plain(/^(?:[\\/]|[A-Za-z]:)/.test(file) ? file : `${folder}/${file}`));
}

/** docker-compose before 1.21 left these out of names. */
function oldName(name: string): string {
  return name.replaceAll(/[-_]/g, '');
}

/** Windows writes one path with either slash and either case of the drive. */
function plain(path: string): string {
  const drive = path.replaceAll('\\', '/').replace(/^\/?([A-Za-z]):/, (_, letter: string) => `${letter.toLowerCase()}:`);
  const kept: string[] = [];
  for (const part of drive.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}
