import { groupBy } from '../../base/groupBy.ts';
import type { ContainerSummary } from '../engine/container.ts';

/** A compose file as Compose names it on a container: its folder and its own name. */
export interface FileIdentity {
  /** An absolute path in the file system of the one who ran Compose. */
  readonly folder: string;
  readonly name: string;
}

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';
const WORKING_DIR = 'com.docker.compose.project.working_dir';
const CONFIG_FILES = 'com.docker.compose.project.config_files';

/** The containers that Compose made of a file, by service; 1.x labels paths relative to the working directory, later versions absolute ones. */
export function containersOf(
  containers: readonly ContainerSummary[],
  { folder, name }: FileIdentity,
): ReadonlyMap<string, readonly ContainerSummary[]> {
  const own = containers.filter(({ labels }) => labels.has(SERVICE) && isMadeOf(labels, folder, name));
  return groupBy(own, ({ labels }) => labels.get(SERVICE) ?? '');
}

/** The Compose project and service of a container; null for one that Compose did not make. */
export function composeOrigin(labels: ContainerSummary['labels']): { readonly project: string; readonly service: string } | null {
  const project = labels.get(PROJECT);
  const service = labels.get(SERVICE);
  return project === undefined || service === undefined ? null : { project, service };
}

function isMadeOf(labels: ContainerSummary['labels'], folder: string, name: string): boolean {
  const files = labels.get(CONFIG_FILES)?.split(',') ?? [];
  if (files.some((file) => samePath(file, `${folder}/${name}`))) return true;
  return samePath(labels.get(WORKING_DIR) ?? '', folder) && files.some((file) => file === name || file === `./${name}`);
}

/** Windows writes one path with either slash and either case of the drive. */
function samePath(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/\/$/, '')
    .replace(/^\/?([A-Za-z]):/, (_, drive: string) => `${drive.toLowerCase()}:`);
}
