import { joined } from '../domain/compose/project/paths.ts';
import type { FoundSet } from '../domain/compose/project/sets.ts';

/** Compose files that are read together, as a person names them; paths start from the folder of the workspace, or are absolute. */
export interface NamedSet {
  /** `-f`, in order; at least one. */
  readonly files: readonly string[];
  /** `-p`. */
  readonly name: string | null;
  /** `--project-directory`. */
  readonly projectDirectory: string | null;
  /** `--profile`. */
  readonly profiles: readonly string[];
  /** `--env-file`. */
  readonly envFiles: readonly string[];
}

/** The sets in a value that a person wrote; what is none is left out. */
export function readNamedSets(value: unknown): readonly NamedSet[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((one) => {
    const given: Partial<Record<keyof NamedSet, unknown>> = typeof one === 'object' && one !== null ? one : {};
    const files = texts(given.files);
    if (files.length === 0) return [];
    const { name, projectDirectory, profiles, envFiles } = given;
    return [{ files, name: text(name), projectDirectory: text(projectDirectory), profiles: texts(profiles), envFiles: texts(envFiles) }];
  });
}

/** The texts in a list that a person wrote. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];
}

/** The sets with their paths put behind a folder. */
export function setsBelow(folder: string, named: readonly NamedSet[]): readonly FoundSet[] {
  return named.map(({ files, name, projectDirectory, profiles, envFiles }) => ({
    from: 'setting',
    files: files.map((file) => joined(folder, file)),
    folder: projectDirectory === null ? null : joined(folder, projectDirectory),
    projectName: name,
    profiles,
    envFiles: envFiles.map((file) => joined(folder, file)),
    place: null,
  }));
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
