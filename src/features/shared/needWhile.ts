import { Disposables } from '../../base/disposables.ts';
import type { Disposable } from '../../base/event.ts';
import type { EngineWatch } from '../../model/engineWatch.ts';

/** Has engines followed while the condition holds, which is asked now and at each of the events. */
export function needWhile(
  engines: EngineWatch,
  holds: () => boolean,
  events: readonly ((listener: () => void) => Disposable)[],
): Disposable {
  const held = new Disposables();
  let need: Disposable | null = null;
  const follow = (): void => {
    if (holds()) need ??= engines.need();
    else {
      need?.dispose();
      need = null;
    }
  };
  for (const event of events) held.add(event(follow));
  held.add({ dispose: () => need?.dispose() });
  follow();
  return held;
}
