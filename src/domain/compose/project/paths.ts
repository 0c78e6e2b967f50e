/** The folder of a path or URI; `.` for a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : slash === 0 ? '/' : path.slice(0, slash);
}

/** Whether a path starts from a root, a drive or a scheme, or from a home folder, which no text tells. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|~|[a-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/)/i.test(path);
}

/** A relative path put behind a folder, `.` and `..` taken away; an absolute one as it is. */
export function joined(folder: string, path: string): string {
  if (isAbsolute(path)) return path;
  const [, root = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*\/?|\/|[a-z]:\/)?(.*)$/is.exec(folder) ?? [];
  const kept: string[] = [];
  for (const part of `${rest}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '..' || root === '') kept.push(part);
  }
  return root + (kept.join('/') || (root === '' ? '.' : ''));
}

/** The last part of a path. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
