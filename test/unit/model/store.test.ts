import { expect, test } from 'vitest';
import type { TextFact } from '../../../src/model/facts.ts';
import { setsBelow } from '../../../src/model/namedSets.ts';
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

const text = (uri: string): TextFact => ({
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

test('while very many files come in, a moment tells of some, an own file is known at once, and all are known when they are asked for', async () => {
  const { store, tick } = handDriven();
  const heard: number[] = [];
  store.changed(({ files }) => heard.push(files.length));
  const long = `${text('').text}# ${'x'.repeat(20_000)}\n`;
  for (let at = 10; at < 30; at++) store.putFile({ ...text(`file:///${at}/compose.yaml`), folder: `file:///${at}`, text: long });
  expect(store.recent.files).toHaveLength(2);
  expect((await store.settled('file:///25/compose.yaml', 3))?.files.map(({ uri }) => uri)).toEqual([
    'file:///10/compose.yaml',
    'file:///11/compose.yaml',
    'file:///25/compose.yaml',
  ]);
  tick();
  expect(heard).toEqual([]);
  expect(store.snapshot.files).toHaveLength(20);
  tick();
  expect(heard).toEqual([20]);
  expect(store.recent).toBe(store.snapshot);
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

const BUILT = 'web:\n  image: a\n  links: [db]\ndb:\n  build: ./db\n';

test('a Dockerfile is asked for, and what it says is taken in when it comes', () => {
  const { store } = handDriven();
  store.putFile({ ...text('file:///shop/docker-compose.yml'), path: 'docker-compose.yml', text: BUILT });
  expect(store.snapshot.wanted).toEqual(['file:///shop/', 'file:///shop/.env', 'file:///shop/db/Dockerfile']);
  const ports = (): readonly string[] | undefined => {
    const [file] = store.snapshot.files;
    return file?.kind === 'compose' ? file.dockerfiles.get('db')?.expose.map(({ value }) => value) : undefined;
  };
  expect(ports()).toBeUndefined();
  store.putCompanion({ uri: 'file:///shop/db/Dockerfile', text: 'FROM scratch\nEXPOSE 3306\n' });
  expect(ports()).toEqual(['3306']);
  store.putCompanion({ uri: 'file:///shop/db/Dockerfile', text: null });
  expect(ports()).toBeUndefined();
});

test('a change of one folder leaves the others as they are', () => {
  const { store } = handDriven();
  store.putFile(text('file:///shop/compose.yaml'));
  store.putFile({ ...text('file:///other/compose.yaml'), folder: 'file:///other' });
  const [other, shop] = store.snapshot.files;
  store.putFile({ ...text('file:///shop/compose.yaml'), version: 4 });
  expect(store.snapshot.files[0]).toBe(other);
  expect(store.snapshot.files[1]).not.toBe(shop);
});

test('a folder is judged for the target that is set for it', () => {
  const store = new Store((folder) => (folder === 'file:///old' ? '28' : 'connected'), { later: () => ({ dispose: () => undefined }) });
  store.putFile(text('file:///shop/compose.yaml'));
  store.putFile({ ...text('file:///old/compose.yaml'), folder: 'file:///old' });
  expect(store.snapshot.files.map((file) => (file.kind === 'compose' ? file.target : null))).toEqual([28, 29]);
});

test.each([
  ['20.10.24', '1.41', 'docker', 28],
  ['28.5.2', '1.51', 'docker', 28],
  ['29.0.0-rc.1', '1.52', 'docker', 29],
  ['30.1.0', '1.60', 'docker', 30],
  ['4.3.1', '1.41', 'podman', 29],
] as const)('a connected engine %s (API %s, %s) stands for %i', (version, apiVersion, product, target) => {
  const { store } = handDriven();
  const facts = { version: { version, apiVersion, product }, summaries: [], details: [] };
  store.putEngine({ address: '/docker.sock', health: { state: 'connected' }, facts });
  expect(store.snapshot.target).toBe(target);
  store.putEngine({ address: '/docker.sock', health: { state: 'down', code: 'not-running', fault: 'gone' }, facts });
  expect(store.snapshot.target).toBe(target);
  store.removeEngine('/docker.sock');
  expect(store.snapshot.target).toBe(29);
});

/** The files of each project that has the first link of the workspace's file of that name. */
function projectsOf(store: Store, name: string): readonly (readonly string[])[] {
  const file = store.snapshot.files.find(({ uri }) => uri.endsWith(name));
  const links = file?.kind === 'compose' ? [...file.around.inProjects.values()] : [];
  return (links[0] ?? []).map(({ view }) => view.project.files.map((uri) => uri.slice('file:///'.length)));
}

const OTHER = { ...text('file:///parts/compose.yaml'), folder: 'file:///parts', path: 'parts/compose.yaml' };

test('a file knows the projects of other folders that include it, as long as they do', () => {
  const { store } = handDriven();
  const including = { ...text('file:///shop/compose.yaml'), text: 'include: [../parts/compose.yaml]\n' };
  store.putFile(OTHER);
  expect(projectsOf(store, 'parts/compose.yaml')).toEqual([['parts/compose.yaml']]);
  store.putFile(including);
  expect(projectsOf(store, 'parts/compose.yaml')).toEqual([['parts/compose.yaml'], ['shop/compose.yaml', 'parts/compose.yaml']]);
  const before = store.snapshot.files.find(({ uri }) => uri === OTHER.uri);
  store.putFile({ ...including, text: 'services: {}\n', version: 4 });
  expect(projectsOf(store, 'parts/compose.yaml')).toEqual([['parts/compose.yaml']]);
  expect(store.snapshot.files.find(({ uri }) => uri === OTHER.uri)).not.toBe(before);
});

test('a set that a person names joins files of several folders, until it is named no more', () => {
  const { store } = handDriven();
  store.putFile(text('file:///shop/compose.yaml'));
  store.putFile(OTHER);
  const named = { files: ['parts/compose.yaml', 'shop/compose.yaml'], name: 'n', projectDirectory: null, profiles: [], envFiles: [] };
  store.configure(
    () => '29',
    () => [],
    () => setsBelow('file:///', [named]),
  );
  expect(projectsOf(store, 'shop/compose.yaml')).toEqual([named.files, ['shop/compose.yaml']]);
  store.configure(() => '29');
  expect(projectsOf(store, 'shop/compose.yaml')).toEqual([['shop/compose.yaml']]);
});
