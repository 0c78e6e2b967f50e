import { expect, test } from 'vitest';
import { FolderScans } from '../../../src/extension/folderScans.ts';

/** Folders of so many files, whose reads end when they are told to. */
function setUp(files: number) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const signals = new Map<string, AbortSignal>();
  let most = 0;
  const scans = new FolderScans({
    find: async (folder, signal) => {
      signals.set(folder, signal);
      return await Promise.resolve(Array.from({ length: files }, (_, at) => `${folder}/${at}`));
    },
    read: (uri) => {
      begun.push(uri);
      most = Math.max(most, ends.length + 1);
      return new Promise((done) => {
        ends.push(done);
      });
    },
  });
  const turns = async (): Promise<void> => {
    for (let count = 0; count < 10; count++) await Promise.resolve();
  };
  const round = async (): Promise<void> => {
    await turns();
    for (const end of ends.splice(0)) end();
    await turns();
  };
  const allRounds = async (): Promise<void> => {
    do await round();
    while (ends.length > 0);
  };
  return { scans, begun, signals, round, allRounds, most: () => most };
}

test('reads every file, a few at the same time', async () => {
  const { scans, begun, allRounds, most } = setUp(50);
  const done = scans.scan(['a', 'b']);
  await allRounds();
  expect((await done).size).toBe(100);
  expect(new Set(begun).size).toBe(100);
  expect(most()).toBe(8);
});

test('reads no more of a folder that goes while it is read, and all of the others', async () => {
  const { scans, begun, signals, round, allRounds } = setUp(10_000);
  const done = scans.scan(['a', 'b']);
  await round();
  const before = begun.length;
  expect(before).toBeLessThan(30);
  scans.stop('a');
  expect(signals.get('a')?.aborted).toBe(true);
  await allRounds();
  await done;
  expect(begun.filter((uri) => uri.startsWith('a/')).length).toBeLessThanOrEqual(before);
  expect(begun.filter((uri) => uri.startsWith('b/'))).toHaveLength(10_000);
});

test('a new scan of a folder takes the place of the one before', async () => {
  const { scans, begun, signals, round, allRounds } = setUp(100);
  const first = scans.scan(['a']);
  await round();
  const old = signals.get('a');
  const second = scans.scan(['a']);
  expect(old?.aborted).toBe(true);
  await allRounds();
  await Promise.all([first, second]);
  expect(begun.length).toBeLessThan(130);
});

test('a search that fails is said, unless it was stopped', async () => {
  const failing = new FolderScans({ find: () => Promise.reject(new Error('no search')), read: () => Promise.resolve() });
  await expect(failing.scan(['a'])).rejects.toThrow('no search');
  const stopped = failing.scan(['a']);
  failing.dispose();
  expect((await stopped).size).toBe(0);
});
