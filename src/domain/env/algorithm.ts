/**
 * How an engine makes link variables: `number-first` up to 27, `tcp-first` in 28 and behind the escape hatch, `off` from 29 (API 1.52).
 * Source: moby `daemon/links/links.go` and `daemon/container_operations_unix.go`.
 */
export type Algorithm = 'number-first' | 'tcp-first' | 'off';

/** The algorithm of the engine that answers with this API version (`major.minor`); null when the text is no version. */
export function algorithmOf(apiVersion: string, escapeHatch: boolean): Algorithm | null {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(apiVersion) ?? [];
  if (major === undefined || minor === undefined) return null;
  const api = Number(major) * 1000 + Number(minor);
  if (api >= 1052) return escapeHatch ? 'tcp-first' : 'off';
  return api >= 1048 ? 'tcp-first' : 'number-first';
}
