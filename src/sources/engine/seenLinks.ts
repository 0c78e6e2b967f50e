import type { ContainerDetail, EngineFacts } from '../../domain/engine/container.ts';
import { keyOf, seenLinks } from '../../domain/verify/linkPromises.ts';
import type { SeenLink } from '../../domain/verify/linkPromises.ts';

/** How many links of one engine are remembered. */
const MOST = 5_000;

/** The links that containers were seen to have since the engine is followed, also after the link or the container is gone; the oldest are forgotten first. */
export class SeenLinks {
  readonly #links = new Map<string, SeenLink>();
  #read = new WeakSet<ContainerDetail>();
  #all: readonly SeenLink[] = [];

  add(facts: EngineFacts, at: string): void {
    const anew = facts.details.filter((detail) => !this.#read.has(detail));
    if (anew.length === 0) return;
    for (const detail of anew) this.#read.add(detail);
    const found = seenLinks(
      facts,
      anew.map(({ id }) => id),
      at,
    );
    for (const link of found) {
      const key = keyOf(link);
      this.#links.delete(key);
      this.#links.set(key, link);
    }
    for (const key of [...this.#links.keys()].slice(0, -MOST)) this.#links.delete(key);
    if (found.length > 0) this.#all = [...this.#links.values()];
  }

  get all(): readonly SeenLink[] {
    return this.#all;
  }
}
