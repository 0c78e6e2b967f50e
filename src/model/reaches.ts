import type { ProjectView } from '../domain/compose/projectView.ts';
import type { Folder } from './folder.ts';
import { foreignViews, sameViews } from './foreignViews.ts';

const NONE: readonly ProjectView[] = [];

/** Which folders have projects that read files of other folders, and which are read so. */
export class Reaches {
  readonly #reaching = new Map<string, Folder>();
  readonly #reached = new Map<string, readonly ProjectView[]>();

  /** Remembers what a folder means now; null once it is gone. */
  hear(folder: string, analysed: Folder | null): void {
    if (analysed && analysed.reaching.size > 0) this.#reaching.set(folder, analysed);
    else this.#reaching.delete(folder);
    if (!analysed) this.#reached.delete(folder);
  }

  /** The projects of other folders that read files of a folder, as they were when it was last told to be read anew. */
  into(folder: string): readonly ProjectView[] {
    return this.#reached.get(folder) ?? NONE;
  }

  /** The folders that other projects read than before; `order` is that in which the reading folders count. */
  changed(order: readonly string[], folderOf: (uri: string) => string | undefined): readonly string[] {
    if (this.#reaching.size === 0 && this.#reached.size === 0) return [];
    const reaching = order.flatMap((folder) => {
      const analysed = this.#reaching.get(folder);
      return analysed ? [[folder, analysed] as const] : [];
    });
    const views = foreignViews(reaching, folderOf);
    const changed = [...new Set([...this.#reached.keys(), ...views.keys()])].filter(
      (folder) => !sameViews(views.get(folder) ?? NONE, this.into(folder)),
    );
    for (const folder of changed) {
      const now = views.get(folder);
      if (now) this.#reached.set(folder, now);
      else this.#reached.delete(folder);
    }
    return changed;
  }
}
