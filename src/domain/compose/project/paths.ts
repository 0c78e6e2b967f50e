/** The folder of a path or URI; `.` for a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : slash === 0 ? '/' : path.slice(0, slash);
}

/** Whether a path starts from a root, a drive or a scheme, or from a home folder, which no text tells. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|~|[a-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/)/i.test(path);
}

/** A relative path put behind a folder, `.` and `..` taken away, and encoded where the folder is a URI; an absolute one as it is, on the folder's file system. */
export function joined(folder: string, path: string): string {
  const [, root = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*\/?|\/|[a-z]:\/)?(.*)$/is.exec(folder) ?? [];
  const isUri = root.includes('://');
  if (isAbsolute(path) && !(isUri && path.startsWith('/'))) return path;
  const kept: string[] = [];
  const take = (text: string, shape: (part: string) => string): void => {
    for (const part of text.split('/')) {
      if (part === '' || part === '.') continue;
      if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
      else if (part !== '..' || root === '') kept.push(part === '..' ? part : shape(part));
    }
  };
  if (!path.startsWith('/')) take(rest, (part) => part);
  take(path, isUri ? encoded : (part) => part);
  return root + (kept.join('/') || (root === '' ? '.' : ''));
}

/** A part of a URI's path, encoded in one way, whether it was already or not. */
export function encoded(part: string): string {
  let plain = part;
  try {
    plain = decodeURIComponent(part);
  } catch {
    // A lone `%` of a file's name stands for itself.
  }
  return encodeURIComponent(plain).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The last part of a path. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** The path of a file from the root, of a URI without its scheme and encoding. */
export function pathIn(uri: string): string {
  const path = uri.replace(/^[^:/]+:\/\/[^/]*/, '');
  try {
    return path === uri ? uri : decodeURIComponent(path);
  } catch {
    return path;
  }
}
