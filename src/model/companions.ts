import { encoded, folderOf } from '../domain/compose/project/paths.ts';
import { isInterpolated } from '../syntax/compose/fields.ts';
import type { ComposeBuild } from '../syntax/compose/composeFile.ts';

/** Where the Dockerfile of a build lies, seen from the compose file's folder; null when a variable hides it or the context is no local folder (compose-spec, build). */
export function dockerfileUri(folder: string, { context, dockerfile }: ComposeBuild): string | null {
  const base = context ?? '.';
  const name = dockerfile ?? 'Dockerfile';
  if (isInterpolated(base) || isInterpolated(name)) return null;
  const own = /^[a-z][a-z0-9+.-]*:\/\//i.exec(folder)?.[0];
  if (own !== undefined && base.startsWith(own)) return below(`${base}/`, name);
  if (/^[a-z+]+:\/\/|^git@|^github\.com\/|\.git(?:#|$)/.test(base)) return null;
  const contextUri = below(`${folder}/`, `${base}/`);
  return contextUri === null ? null : below(contextUri, name);
}

/** The compose files of the folder above one, of which the folder's files may be parts. */
export function filesAbove(folder: string): readonly string[] {
  const above = folderOf(folder);
  return ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'].map((name) => `${above}/${name}`);
}

/** A URI with every part encoded in one way, whatever a compose file put behind its folder; a path stays as it is. */
export function canonicalUri(uri: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(uri) || /^[\w:/.~%-]*$/.test(uri)) return uri;
  const [, root = '', path = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(.*)$/is.exec(uri) ?? [];
  return root + path.split('/').map(encoded).join('/');
}

function below(base: string, path: string): string | null {
  const encoded = path
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  return URL.canParse(encoded, base) ? new URL(encoded, base).href : null;
}
