import type { Store } from '../../src/model/store.ts';

/** Waits for a change of what is known that makes this true; fails after so many milliseconds with what is known then. */
export async function storeUntil(store: Store, holds: () => boolean, milliseconds: number, known: () => unknown): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      listening.dispose();
      reject(new Error(`not within ${milliseconds} ms: ${JSON.stringify(known())}`));
    }, milliseconds);
    const look = (): void => {
      if (!holds()) return;
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const listening = store.changed(look);
    look();
  });
}
