import type { Range } from '../text.ts';

/** A host that a program asks for when it starts, and not again. */
export interface HostAskedOnce {
  readonly host: string;
  /** The word of the configuration that names it. */
  readonly by: string;
  readonly range: Range;
}

/** What a configuration says of the hosts behind a proxy. */
export interface ProxyReading {
  readonly hosts: readonly HostAskedOnce[];
  /** Names that the configuration gives to groups of servers, which are no hosts where they are named. */
  readonly groups: readonly string[];
}
