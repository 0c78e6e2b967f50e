/** What lies at a path such as `HostConfig.LogConfig.Type` of a JSON value; undefined where nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** The text at a path; the empty text where there is none. */
export function textAt(value: unknown, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

/** The number at a path; 0 where there is none. */
export function numberAt(value: unknown, path: string): number {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : 0;
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The texts of the list at a path. */
export function textsAt(value: unknown, path: string): readonly string[] {
  return listAt(value, path).filter((item) => typeof item === 'string');
}

/** The keys and values of the object at a path; none where there is no object. */
export function entriesAt(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  const found = valueAt(value, path);
  return isObject(found) ? Object.entries(found) : [];
}

/** The keys and texts of the object at a path. */
export function textEntriesAt(value: unknown, path: string): readonly (readonly [string, string])[] {
  return entriesAt(value, path).filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
