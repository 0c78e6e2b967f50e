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
  for (const companion of companions) store.putCompanion(companion);
  for (const engine of engines) store.putEngine(engine);
  return store;
}
