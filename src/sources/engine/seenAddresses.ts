import type { EngineFacts } from '../../domain/engine/container.ts';
import type { SeenAddress } from '../../domain/verdicts/evidence.ts';

/** How many addresses of one container are remembered. */
const MOST = 8;

/** The addresses that containers were seen to have on the default bridge, the newest last, as long as the containers exist. */
export class SeenAddresses {
  readonly #seen = new Map<string, readonly SeenAddress[]>();

  add({ details }: EngineFacts, at: string): void {
    const there = new Set(details.map(({ id }) => id));
    for (const id of this.#seen.keys()) if (!there.has(id)) this.#seen.delete(id);
    for (const { id, networks } of details) {
      const ipv4 = networks.get('bridge')?.ipv4 ?? '';
      const known = this.#seen.get(id) ?? [];
      if (ipv4 !== '' && known.at(-1)?.ipv4 !== ipv4) this.#seen.set(id, [...known, { containerId: id, ipv4, at }].slice(-MOST));
    }
  }

  get all(): readonly SeenAddress[] {
    return [...this.#seen.values()].flat();
  }
}
