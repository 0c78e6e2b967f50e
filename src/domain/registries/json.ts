/** A JSON object whose values nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** A validated value, or in words what the answer is instead. */
export type Read<T> = { readonly value: T } | { readonly wrong: string };

/** Texts of registries are cut behind so many characters. */
const MOST_TEXT = 300;

/** The object; null for everything else. */
export function objectOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) ? (value as Fields) : null;
}

/** The fields of an object; none for everything else. */
export function fieldsOf(value: unknown): Fields {
  return objectOf(value) ?? {};
}

/** The list; null for everything else. */
export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** The text, not longer than is of use; the empty text for everything else. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return (listOf(value) ?? []).flatMap((one) => (typeof one === 'string' && one !== '' ? [textOf(one)] : []));
}

/** A whole number, also one that is written as a text, as gateways of gRPC do; null for everything else. */
export function wholeOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** A port that something can listen on; null for everything else. */
export function portOf(value: unknown): number | null {
  const port = wholeOf(value);
  return port !== null && port > 0 && port < 65_536 ? port : null;
}

/** The JSON of a text; undefined for a text that holds none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a value is, in words. */
export function shapeOf(value: unknown): string {
  if (value === undefined) return 'no JSON';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
