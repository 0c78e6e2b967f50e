import type { ComposeBuild } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { resolvePath } from './belongs.ts';
import type { ComposeFacts } from './composeFacts.ts';

/** The folders that the services of a compose file are built from, and the services of which nobody can tell. */
export function contextsOf({ path, folder = folderOf(path), services }: ComposeFacts): {
  readonly folders: readonly string[];
  readonly unknown: readonly string[];
} {
  const built = services.flatMap(({ service, build }) => (build ? [{ service, from: builtFrom(build, folder) }] : []));
  return {
    folders: [...new Set(built.flatMap(({ from }) => from?.context ?? []))],
    unknown: built.flatMap(({ service, from }) => (from ? [] : [service])),
  };
}

/** The context and the Dockerfile of a build from a folder on this disk; null for others. */
export function builtFrom(build: ComposeBuild, folder: string): { readonly context: string; readonly dockerfile: string } | null {
  const context = build.context ?? '.';
  const name = build.dockerfile ?? 'Dockerfile';
  if (isInterpolated(context) || isInterpolated(name) || /^[a-z+]+:\/\/|^git@|^github\.com\//.test(context)) return null;
  const path = resolvePath(folder, context);
  return { context: path, dockerfile: resolvePath(path, name) };
}

/** The files whose texts tell what gets into the containers of a compose file and what is set there: Dockerfiles and those of `env_file`. */
export function filesBeside({ path, folder = folderOf(path), services }: ComposeFacts): readonly string[] {
  const all = services.flatMap(({ build, envFiles }) => {
    const built = build && build.inline === null ? builtFrom(build, folder) : null;
    return [...(built ? [built.dockerfile] : []), ...envFiles.map((file) => resolvePath(folder, file))];
  });
  return [...new Set(all)];
}

/** The folder of a file. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
