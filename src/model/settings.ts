import type { TargetEngine } from '../domain/engine/target.ts';
import { readNamedSets, texts } from './namedSets.ts';
import type { NamedSet } from './namedSets.ts';
import { readNamedRegistries } from './registries.ts';
import type { NamedRegistry } from './registries.ts';

/** The engine that severities and predictions answer for, as it is set. */
export type TargetSetting = 'connected' | '28' | '29' | '30';

/** The values of `dockerLinks.targetEngine`. */
export const TARGETS: readonly TargetSetting[] = ['connected', '28', '29', '30'];

/** What a person can set; the target may differ from folder to folder of the workspace. */
export interface Settings {
  readonly targetEngine: TargetSetting;
  /** Files over this many MB (of 1,000,000 bytes) are not read in the editor. */
  readonly maximumFileSize: number;
  /** Glob patterns of further compose files. */
  readonly include: readonly string[];
  /** Sets of compose files that are read together, besides those that are found. */
  readonly projects: readonly NamedSet[];
  /** Whether engines are followed also while nobody looks. */
  readonly watch: 'visible' | 'always';
  /** Whether a notification says that a running link went wrong. */
  readonly notifyOfChanges: boolean;
  /** The engines to follow, by context or address; none means the one that Docker's command line would ask. */
  readonly engines: readonly string[];
  /** The registries that may be asked. */
  readonly registries: readonly NamedRegistry[];
  /** The codes of findings that are not told. */
  readonly ignore: readonly string[];
}

/** What holds where nothing is set; the manifest states the same. */
export const DEFAULTS: Settings = {
  targetEngine: 'connected',
  maximumFileSize: 2,
  include: [],
  projects: [],
  watch: 'visible',
  notifyOfChanges: false,
  engines: [],
  registries: [],
  ignore: [],
};

/** The engine that a setting means; `connected` means the engine that is connected, and 29 while none is. */
export function targetOf(target: TargetSetting, connected: TargetEngine | null): TargetEngine {
  switch (target) {
    case '28':
      return 28;
    case '29':
      return 29;
    case '30':
      return 30;
    case 'connected':
      return connected ?? 29;
  }
}

/** The values as a person wrote them, unchecked. */
export type RawSettings = Readonly<Record<keyof Settings, unknown>>;

/** The settings with the default in place of every value that is none of those allowed. */
export function readSettings(raw: RawSettings): Settings {
  const { targetEngine, maximumFileSize, include, projects, watch, notifyOfChanges, engines, registries, ignore } = raw;
  return {
    targetEngine: TARGETS.find((known) => known === targetEngine) ?? DEFAULTS.targetEngine,
    maximumFileSize: typeof maximumFileSize === 'number' && maximumFileSize > 0 ? maximumFileSize : DEFAULTS.maximumFileSize,
    watch: watch === 'always' ? 'always' : DEFAULTS.watch,
    notifyOfChanges: notifyOfChanges === true,
    include: texts(include),
    projects: readNamedSets(projects),
    engines: texts(engines),
    registries: readNamedRegistries(registries),
    ignore: texts(ignore),
  };
}
