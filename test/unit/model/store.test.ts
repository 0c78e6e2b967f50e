import { expect, test } from 'vitest';
import { Store } from '../../../src/model/store.ts';

/** A store whose time passes only when `tick` is called. */
function handDriven(): { readonly store: Store; readonly tick: () => void } {
  let waiting: (() => void)[] = [];
  const store = new Store(() => 'connected', {
    later: (_milliseconds, run) => {
      waiting.push(run);
      return { dispose: () => (waiting = waiting.filter((one) => one !== run)) };
    },
  });
  const tick = (): void => {
    for (const run of waiting.splice(0)) run();
  };
  return { store, tick };
}

const text = (uri: string): Parameters<Store['putFile']>[0] => ({
  kind: 'text',
  uri,
  folder: 'file:///shop',
  path: 'compose.yaml',
  text: 'services:\n  web:\n    links: [db]\n  db: {}\n',
  version: 3,
  named: false,
});

test('changes in quick succession are heard once, and asking takes them in at once', () => {
  const { store, tick } = handDriven();
  const heard: number[] = [];
  store.changed(({ files }) => heard.push(files.length));
  store.putFile(text('file:///shop/compose.yaml'));
  store.putFile(text('file:///shop/more/compose.yaml'));
  expect(store.snapshot.files).toHaveLength(2);
  expect(heard).toEqual([]);
  tick();
  expect(heard).toEqual([2]);
  store.removeFile('file:///shop/compose.yaml');
  tick();
  expect(heard).toEqual([2, 1]);
});

test('a snapshot never changes, and each has its own revision', () => {
  const { store } = handDriven();
  const before = store.snapshot;
  store.putFile(text('file:///shop/compose.yaml'));
  const after = store.snapshot;
  expect(before.files).toEqual([]);
  expect(after.revision).toBeGreaterThan(before.revision);
  expect(store.snapshot).toBe(after);
  expect(Object.isFrozen(after)).toBe(true);
});

test('after its end the store tells nobody', () => {
  const { store, tick } = handDriven();
  let heard = 0;
  store.changed(() => (heard += 1));
  store.putFile(text('file:///shop/compose.yaml'));
  store.dispose();
  tick();
  expect(heard).toBe(0);
});
