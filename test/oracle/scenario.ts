import type { Reader } from '../../src/domain/compose/project/project.ts';

/** A small project that real programs read too. */
export interface Scenario {
  readonly name: string;
  /** By path from the project's folder; the first one is the compose file unless `set` says otherwise. */
  readonly files: Readonly<Record<string, string>>;
  /** The compose files, in order. */
  readonly set?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly envFiles?: readonly string[];
  readonly projectName?: string;
  readonly folder?: string;
  /** Where only one program is asked. */
  readonly only?: Reader;
  /** Where our reading differs on purpose: the reason, by reader; then nothing but that it differs is held. */
  readonly differs?: Partial<Readonly<Record<Reader, string>>>;
}
