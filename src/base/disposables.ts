import type { Disposable } from './event.ts';

/** Ends what it holds in reverse order; what is added after its end is ended at once, so nothing can leak late. */
export class Disposables implements Disposable {
  #held: Disposable[] | undefined = [];

  add<T extends Disposable>(disposable: T): T {
    if (this.#held) this.#held.push(disposable);
    else disposable.dispose();
    return disposable;
  }

  dispose(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const disposable of held.reverse()) disposable.dispose();
  }
}
