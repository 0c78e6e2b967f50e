/** What of the files beside a compose file gets into a receiver's container; paths are absolute or from one root, with `/`. */
export interface ReceiverFiles {
  /** The folder of `build`; null when the receiver is not built. */
  readonly context: string | null;
  /** What the Dockerfile copies, from the context; null when that is not known. */
  readonly copied: readonly string[] | null;
  /** The Dockerfile's path. */
  readonly dockerfile: string | null;
  /** The host paths of bind mounts. */
  readonly mounts: readonly string[];
}

/** How a file gets into the container: `context` when it may be copied, but nobody knows. */
export type Belonging = 'mounted' | 'copied' | 'dockerfile' | 'context';

/** How a file belongs to the receiver; null when it does not. */
export function belongs(path: string, { context, copied, dockerfile, mounts }: ReceiverFiles): Belonging | null {
  const file = normalPath(path);
  if (mounts.some((mount) => isWithin(file, normalPath(mount)))) return 'mounted';
  if (dockerfile !== null && file === normalPath(dockerfile)) return 'dockerfile';
  if (context === null || !isWithin(file, normalPath(context))) return null;
  if (copied === null) return 'context';
  return copied.some((source) => isCopied(file, normalPath(context), source)) ? 'copied' : null;
}

/** The path of a text that is written relative to a folder, as Compose and Docker resolve it. */
export function resolvePath(folder: string, path: string): string {
  return normalPath(/^(?:\/|[A-Za-z]:[\\/])/.test(path) ? path : `${folder}/${path}`);
}

/** Without `.`, `..`, doubled and closing slashes; a path that leaves its root keeps its `..`. */
function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

function isWithin(file: string, folder: string): boolean {
  return folder === '' || file === folder || file.startsWith(folder === '/' ? folder : `${folder}/`);
}

/** A source of `COPY` begins at the context whatever it begins with, and its `*` and `?` stay within one folder (Go, `filepath.Match`). */
function isCopied(file: string, context: string, source: string): boolean {
  const path = normalPath(`${context}/${source}`);
  if (!/[*?[]/.test(source)) return isWithin(file, path);
  const parts = path.split('/').map((part) =>
    part
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]'),
  );
  try {
    return new RegExp(`^${parts.join('/')}(?:/|$)`).test(file);
  } catch {
    return false;
  }
}
