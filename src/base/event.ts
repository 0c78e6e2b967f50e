/** Something that its maker can end, once. */
export interface Disposable {
  dispose(): void;
}

/** Adds a listener; the returned disposable removes it again. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** An event and the way to fire it; a listener that throws does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #failed: (error: unknown) => void;

  constructor(failed: (error: unknown) => void = () => undefined) {
    this.#failed = failed;
  }

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
