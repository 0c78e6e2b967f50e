import { DEFAULTS } from '../../../../src/model/settings.ts';
import type { Settings } from '../../../../src/model/settings.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { Store } from '../../../../src/model/store.ts';

/** The snapshot of a workspace that holds these texts by path. */
export function snapshotOf(texts: Readonly<Record<string, string>>, settings: Partial<Settings> = {}): Snapshot {
  const store = new Store({ ...DEFAULTS, ...settings }, { later: () => ({ dispose: () => undefined }) });
  for (const [path, text] of Object.entries(texts)) {
    const uri = `file:///shop/${path}`;
    store.put({ kind: 'text', uri, folder: uri.slice(0, uri.lastIndexOf('/')), path, text, version: 1 });
  }
  return store.snapshot;
}
