import type { TargetEngine } from '../domain/links/severity.ts';

/** The engine that severities and predictions answer for, as it is set. */
export type TargetSetting = 'connected' | '28' | '29' | '30';

/** The values of `dockerLinks.targetEngine`. */
export const TARGETS: readonly TargetSetting[] = ['connected', '28', '29', '30'];

/** What a person can set. */
export interface Settings {
  readonly targetEngine: TargetSetting;
  /** Files over this many MB (of 1,000,000 bytes) are not read in the editor. */
  readonly maximumFileSize: number;
}

/** What holds where nothing is set; the manifest states the same. */
export const DEFAULTS: Settings = { targetEngine: 'connected', maximumFileSize: 2 };

/** The engine's major version; `connected` without an engine means 29. */
export function targetMajor(target: TargetSetting): TargetEngine {
  switch (target) {
    case '28':
      return 28;
    case '30':
      return 30;
    case '29':
    case 'connected':
      return 29;
  }
}

/** The settings with the default in place of every value that is none of those allowed. */
export function readSettings(raw: { readonly targetEngine?: unknown; readonly maximumFileSize?: unknown }): Settings {
  const targetEngine = TARGETS.find((known) => known === raw.targetEngine) ?? DEFAULTS.targetEngine;
  const size = raw.maximumFileSize;
  return { targetEngine, maximumFileSize: typeof size === 'number' && size > 0 ? size : DEFAULTS.maximumFileSize };
}
