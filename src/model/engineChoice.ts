/** An engine that a person can choose; nothing was asked of it yet. */
export interface EngineOffer {
  /** What the setting holds for it: a context's name, or an address. */
  readonly value: string;
  readonly label: string;
  /** The address as people write it, or why there is none. */
  readonly description: string;
  /** Whether it is the one that Docker's command line would ask. */
  readonly isDockers: boolean;
}

/** The choice among engines, kept in the settings of this machine's user; a workspace has no say in it. */
export interface EngineChoice {
  /** What there is to choose from: contexts, and sockets that exist. */
  offers(): Promise<readonly EngineOffer[]>;
  /** The names and addresses that are set; none means the engine that Docker's command line would ask. */
  chosen(): readonly string[];
  choose(values: readonly string[]): Promise<void>;
}
