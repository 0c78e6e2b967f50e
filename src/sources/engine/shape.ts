/** A validated value, or what is wrong with the engine's answer in words. */
export type Decoded<T> = { readonly value: T } | { readonly wrong: string };

/** A JSON object whose values nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Thrown by the readers of this file; `decode` turns it into words. */
export class Wrong extends Error {}

/** What `read` gives, or in words why the answer has another shape. */
export function decode<T>(read: () => T): Decoded<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message };
    throw error;
  }
}

/** An object. */
export function record(value: unknown, what: string): Fields {
  if (isRecord(value)) return value;
  throw new Wrong(`${what} is ${kindOf(value)}`);
}

/** An object, or an empty one for null and absence, as engines write empty ones. */
export function optionalRecord(value: unknown, what: string): Fields {
  return value === null || value === undefined ? {} : record(value, what);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** A text. */
export function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Wrong(`${what} is ${kindOf(value)}`);
}

/** A list, or an empty one for null and absence. */
export function list(value: unknown, what: string): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new Wrong(`${what} is ${kindOf(value)}`);
}

/** A number, or 0 for null and absence. */
export function number(value: unknown, what: string): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'number') return value;
  throw new Wrong(`${what} is ${kindOf(value)}`);
}

/** A list of texts, or an empty one for null and absence. */
export function texts(value: unknown, what: string): readonly string[] {
  return list(value, what).map((item) => text(item, what));
}

/** What a value is, in words; the HTTP client hands on a body that is no JSON as bytes. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (ArrayBuffer.isView(value)) return 'not JSON';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
