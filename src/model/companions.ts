import { isInterpolated } from '../syntax/compose/fields.ts';
import type { ComposeBuild } from '../syntax/compose/composeFile.ts';

/** Where the Dockerfile of a build lies, seen from the compose file's folder; null when a variable hides it or the context is no local folder (compose-spec, build). */
export function dockerfileUri(folder: string, { context, dockerfile }: ComposeBuild): string | null {
  const base = context ?? '.';
  const name = dockerfile ?? 'Dockerfile';
  if (isInterpolated(base) || isInterpolated(name)) return null;
  if (/^[a-z+]+:\/\/|^git@|^github\.com\/|\.git(?:#|$)/.test(base)) return null;
  const contextUri = below(`${folder}/`, `${base}/`);
  return contextUri === null ? null : below(contextUri, name);
}

function below(base: string, path: string): string | null {
  const encoded = path
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  return URL.canParse(encoded, base) ? new URL(encoded, base).href : null;
}
