import type { CompanionFact, EngineFact } from '../../../../src/model/facts.ts';
import type { TargetSetting } from '../../../../src/model/settings.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { Store } from '../../../../src/model/store.ts';

/** What a workspace has beside its compose files. */
export interface Around {
  readonly targetEngine?: TargetSetting;
  readonly engines?: readonly EngineFact[];
  readonly companions?: readonly CompanionFact[];
}

/** The snapshot of a workspace that holds these texts by path, in the folder `/shop`. */
export function snapshotOf(texts: Readonly<Record<string, string>>, around: Around = {}): Snapshot {
  return storeOf(texts, around).snapshot;
}

/** A store that holds these texts by path, whose time stands still. */
export function storeOf(texts: Readonly<Record<string, string>>, { targetEngine, engines = [], companions = [] }: Around = {}): Store {
  const store = new Store(() => targetEngine ?? 'connected', { later: () => ({ dispose: () => undefined }) });
  for (const [path, text] of Object.entries(texts)) {
    const uri = `file:///shop/${path}`;
    store.putFile({ kind: 'text', uri, folder: uri.slice(0, uri.lastIndexOf('/')), path, text, version: 1, named: false });
  }
  const uris = [...Object.keys(texts).map((path) => `file:///shop/${path}`), ...companions.map(({ uri }) => uri)];
  for (const companion of [...companions, ...listings(uris)]) store.putCompanion(companion);
  for (const engine of engines) store.putEngine(engine);
  return store;
}

/** The listings of the folders that hold files. */
function listings(uris: readonly string[]): readonly CompanionFact[] {
  const names = new Map<string, Set<string>>();
  for (const uri of uris) {
    for (let end = uri.length; end > 'file:///'.length; end = uri.lastIndexOf('/', end - 2) + 1) {
      const start = uri.lastIndexOf('/', end - 2) + 1;
      const folder = uri.slice(0, start);
      names.set(folder, (names.get(folder) ?? new Set()).add(uri.slice(start, end)));
    }
  }
  return [...names].map(([uri, each]) => ({ uri, text: [...each].join('\n') }));
}
