import { maskSecret } from '../secrets.ts';

/** What an engine says of a container, fit to be shown: environment entries, labels and every other text with their secrets masked. */
export function maskInspect(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return maskSecret(key, value);
  if (Array.isArray(value)) return value.map((item: unknown) => maskItem(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]: [string, unknown]) => [name, maskInspect(inner, name)]));
}

/** Items such as `NAME=value` and `--password=value` are masked by the name they begin with. */
function maskItem(item: unknown, key: string): unknown {
  if (typeof item !== 'string') return maskInspect(item, key);
  const equals = item.indexOf('=');
  if (equals < 0) return maskSecret('', item);
  return `${item.slice(0, equals)}=${maskSecret(item.slice(0, equals), item.slice(equals + 1))}`;
}
