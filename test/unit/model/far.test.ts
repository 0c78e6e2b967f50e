import { expect, test } from 'vitest';
import { Joiner, piecesOf } from '../../../src/base/pieces.ts';
import type { TextFact } from '../../../src/model/facts.ts';
import { FolderDesk, nearFolder } from '../../../src/model/farFolder.ts';
import type { FarFolder, FarReader, FolderRequest } from '../../../src/model/farFolder.ts';
import type { Folder } from '../../../src/model/folder.ts';
import type { ReadFile } from '../../../src/model/snapshot.ts';
import { Store } from '../../../src/model/store.ts';

const URI = 'file:///big/compose.yaml';
const BODY = `services:\n  web:\n    links: [db, "api:back"]\n  db: {image: mysql, expose: ["3306"]}\n  api: {build: .}\n#${' filler'.repeat(12_000)}\n`;

const fact = (version: number, text = BODY): TextFact => ({
  kind: 'text',
  uri: URI,
  folder: 'file:///big',
  path: 'big/compose.yaml',
  text,
  version,
  named: false,
});

/** A reader that answers when it is told to, as far threads do: what it finds goes through pieces. */
function handReader() {
  const desk = new FolderDesk();
  const waiting: { request: FolderRequest; settle: (folder: Folder | null) => void; fail: (error: Error) => void }[] = [];
  const reader: FarReader = {
    read: (request) => new Promise((settle, fail) => waiting.push({ request, settle, fail })),
  };
  const answer = async (at = 0): Promise<void> => {
    const [one] = waiting.splice(at, 1);
    if (!one) throw new Error('nothing is asked');
    const joiner = new Joiner();
    for (const piece of piecesOf(desk.answer(structuredClone(one.request)))) joiner.take(structuredClone(piece));
    one.settle(nearFolder(joiner.whole as FarFolder));
    await turns();
  };
  return { reader, waiting, answer };
}

async function turns(): Promise<void> {
  for (let count = 0; count < 10; count++) await Promise.resolve();
}

function storeWith(far: FarReader | null, failures: unknown[] = []): Store {
  return new Store(
    () => 'connected',
    { later: () => ({ dispose: () => undefined }) },
    (error) => failures.push(error),
    far,
  );
}

const filesOf = (store: Store): readonly ReadFile[] => store.snapshot.files.flatMap((file) => (file.kind === 'compose' ? [file] : []));

test('a large file is read elsewhere, to the same as here', async () => {
  const { reader, waiting, answer } = handReader();
  const far = storeWith(reader);
  const near = storeWith(null);
  for (const store of [far, near]) {
    store.putFile(fact(1));
    store.putCompanion({ uri: 'file:///big/Dockerfile', text: 'FROM x\nEXPOSE 80\n' });
  }
  expect(far.snapshot.files).toEqual([]);
  await answer();
  // What the first reading was found to rest on is sent after it.
  expect(waiting[0]?.request.texts.get('file:///big/Dockerfile')).toContain('EXPOSE');
  await answer();
  expect(waiting).toEqual([]);
  const [one] = filesOf(far);
  const [other] = filesOf(near);
  const plain = (file: ReadFile | undefined) => file && { ...file, around: { ...file.around, service: null } };
  expect(plain(one)).toEqual(plain(other));
  expect(one?.around.service('db')).toEqual(other?.around.service('db'));
  expect(far.snapshot.wanted).toEqual(near.snapshot.wanted);
});

test('a small file is never read elsewhere', () => {
  const { reader, waiting } = handReader();
  const store = storeWith(reader);
  store.putFile(fact(1, 'services:\n  web:\n    links: [db]\n  db: {}\n'));
  expect(filesOf(store)).toHaveLength(1);
  expect(waiting).toEqual([]);
});

test('the last reading stands until the next one comes, and questions for a version wait for it', async () => {
  const { reader, waiting, answer } = handReader();
  const store = storeWith(reader);
  store.putFile(fact(1));
  const first = store.settled(URI, 1);
  await answer();
  expect((await first)?.files.map((file) => file.kind === 'compose' && file.version)).toEqual([1]);
  store.putFile(fact(2, `${BODY}# more\n`));
  const second = store.settled(URI, 2);
  expect(filesOf(store).map(({ version }) => version)).toEqual([1]);
  expect(await store.settled(URI, 1)).toBeNull();
  store.putFile(fact(3, `${BODY}# and more\n`));
  const third = store.settled(URI, 3);
  // The reader drops what a newer request supersedes.
  waiting.shift()?.settle(null);
  await answer();
  expect(await second).toBeNull();
  expect((await third)?.files.map((file) => file.kind === 'compose' && file.version)).toEqual([3]);
});

test('a reader that fails is given up, which is said once, and files are read here', async () => {
  const { reader, waiting } = handReader();
  const failures: unknown[] = [];
  const store = storeWith(reader, failures);
  store.putFile(fact(1));
  store.putFile({ ...fact(1), uri: 'file:///other/compose.yaml', folder: 'file:///other' });
  const question = store.settled(URI, 1);
  expect(filesOf(store)).toEqual([]);
  for (const { fail } of waiting.splice(0)) fail(new Error('gone'));
  expect((await question)?.files.map((file) => file.uri)).toEqual([URI]);
  expect(store.snapshot.files).toHaveLength(2);
  expect(failures).toHaveLength(1);
  expect(waiting).toEqual([]);
});

test('what is said of a folder that goes while it is read is not taken over', async () => {
  const { reader, answer } = handReader();
  const store = storeWith(reader);
  store.putFile(fact(1));
  const question = store.settled(URI, 1);
  store.removeFile(URI);
  await answer();
  expect(await question).toBeNull();
  expect(store.snapshot.files).toEqual([]);
  expect(store.snapshot.wanted).toEqual([]);
});
