import type { EngineImage, EngineImages } from '../../domain/engine/image.ts';
import { isFault } from './api.ts';
import type { EngineApi } from './api.ts';
import { inParallel } from './inParallel.ts';

/** The images of one engine that somebody wants to know: each name is asked for once, and again after the engine's images may have changed. */
export class WantedImages {
  #wanted: readonly string[] = [];
  #known: EngineImages = new Map<string, EngineImage | null>();
  /** What was asked for since the images last changed. */
  #fresh = new Set<string>();
  #turn = 0;

  /** What is known of wanted images; null for one that the engine does not have. */
  get known(): EngineImages {
    return this.#known;
  }

  /** Whether one that is wanted is to be asked for. */
  get isLacking(): boolean {
    return this.#wanted.some((name) => !this.#fresh.has(name));
  }

  /** Whether one more is wanted than before; what is not wanted any more is forgotten. */
  want(names: readonly string[]): boolean {
    this.#wanted = names;
    const still = new Set(names);
    if ([...this.#known.keys()].some((name) => !still.has(name)))
      this.#known = new Map([...this.#known].filter(([name]) => still.has(name)));
    this.#fresh = new Set([...this.#fresh].filter((name) => still.has(name)));
    return this.isLacking;
  }

  /** Names may lead to other images from now on; what is known counts until it has been asked for again. */
  forget(): void {
    this.#fresh = new Set();
    this.#turn += 1;
  }

  /** Asks for what is lacking; an image that cannot be read stays unknown. */
  async read(api: EngineApi, signal: AbortSignal): Promise<void> {
    const turn = this.#turn;
    const lacking = this.#wanted.filter((name) => !this.#fresh.has(name));
    if (lacking.length === 0) return;
    const found = new Map<string, EngineImage | null>();
    await inParallel(lacking, async (name) => {
      const answer = await api.image(name, signal);
      found.set(name, isFault(answer) ? null : answer.value);
    });
    if (signal.aborted) return;
    const known = new Map([...this.#known, ...found]);
    this.#known = new Map(this.#wanted.flatMap((name) => (known.has(name) ? [[name, known.get(name) ?? null] as const] : [])));
    if (turn === this.#turn) for (const name of found.keys()) this.#fresh.add(name);
  }
}
