/** The major versions of the engine a question can be asked for. */
export const TARGET_ENGINES = [28, 29, 30] as const;

/** A major version of the engine: up to 28 legacy links set variables, 29 sets none, 30 is to drop legacy links. */
export type TargetEngine = (typeof TARGET_ENGINES)[number];
