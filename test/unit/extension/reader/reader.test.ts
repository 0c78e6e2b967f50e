import { expect, test } from 'vitest';
import { Reader } from '../../../../src/extension/reader/reader.ts';
import type { ThreadListener } from '../../../../src/extension/reader/reader.ts';
import { serve } from '../../../../src/extension/reader/serve.ts';
import type { ToReader } from '../../../../src/extension/reader/protocol.ts';
import type { FolderRequest } from '../../../../src/model/farFolder.ts';

const request = (folder: string, text = 'services:\n  web:\n    links: [db]\n  db: {}\n'): FolderRequest => ({
  folder,
  facts: [{ kind: 'text', uri: `${folder}/compose.yaml`, folder, path: 'compose.yaml', text, version: 1, named: false }],
  settings: { target: 29, ignored: [] },
  outside: [],
  texts: new Map(),
});

/** Threads whose messages wait until `run` lets them go, and a clock that goes on when told. */
function setUp() {
  const threads: { readonly sent: ToReader[]; readonly listener: ThreadListener; ended: boolean }[] = [];
  let waiting: (() => void)[] = [];
  let later: (() => void)[] = [];
  const reader = new Reader(
    (listener) => {
      const thread = { sent: [] as ToReader[], listener, ended: false };
      threads.push(thread);
      const take = serve((message) =>
        waiting.push(() => {
          listener.heard(structuredClone(message));
        }),
      );
      return {
        send: (message) => {
          thread.sent.push(message);
          waiting.push(() => {
            take(structuredClone(message));
          });
        },
        end: () => {
          thread.ended = true;
        },
      };
    },
    {
      later: (_, run) => {
        later.push(run);
        return { dispose: () => (later = later.filter((one) => one !== run)) };
      },
    },
  );
  const step = (): void => {
    const now = waiting;
    waiting = [];
    for (const go of now) go();
  };
  const run = (): void => {
    while (waiting.length > 0) step();
  };
  return {
    reader,
    threads,
    run,
    step,
    elapse: () => {
      for (const go of later.splice(0)) go();
    },
  };
}

test('answers one folder after the other, in one thread', async () => {
  const { reader, threads, run } = setUp();
  const answers = [reader.read(request('file:///a')), reader.read(request('file:///b'))];
  run();
  expect((await Promise.all(answers)).map((folder) => folder?.files.map(({ uri }) => uri))).toEqual([
    ['file:///a/compose.yaml'],
    ['file:///b/compose.yaml'],
  ]);
  expect(threads).toHaveLength(1);
});

test('drops what a newer request for the same folder supersedes, waiting or begun', async () => {
  const { reader, threads, run, step } = setUp();
  const begun = reader.read(request('file:///a', 'a: 1'));
  step();
  const waiting = reader.read(request('file:///a', 'services: {a: {}}'));
  const newest = reader.read(request('file:///a'));
  expect([await begun, await waiting]).toEqual([null, null]);
  run();
  expect((await newest)?.files).toHaveLength(1);
  expect(threads[0]?.sent.filter((message) => message.request !== null)).toHaveLength(2);
});

test('ends its thread after a while without questions, and begins another one at the next', async () => {
  const { reader, threads, run, elapse } = setUp();
  const first = reader.read(request('file:///a'));
  run();
  await first;
  expect(threads.map(({ ended }) => ended)).toEqual([false]);
  elapse();
  expect(threads.map(({ ended }) => ended)).toEqual([true]);
  const second = reader.read(request('file:///a'));
  run();
  expect((await second)?.files).toHaveLength(1);
  expect(threads.map(({ ended }) => ended)).toEqual([true, false]);
});

test('lets all that wait know when the thread ends by itself', async () => {
  const { reader, threads } = setUp();
  const questions = [reader.read(request('file:///a')), reader.read(request('file:///b'))];
  threads[0]?.listener.ended('It ran out of memory.');
  const results = await Promise.allSettled(questions);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(String((results[0] as PromiseRejectedResult).reason)).toContain('It ran out of memory.');
});

test('rejects when no thread can be started', async () => {
  const reader = new Reader(
    () => {
      throw new Error('no such program');
    },
    { later: () => ({ dispose: () => undefined }) },
  );
  await expect(reader.read(request('file:///a'))).rejects.toThrow('no such program');
});

test('ends with its thread, and answers nothing more', async () => {
  const { reader, threads } = setUp();
  const question = reader.read(request('file:///a'));
  reader.dispose();
  expect(await question).toBeNull();
  expect(threads[0]?.ended).toBe(true);
  expect(await reader.read(request('file:///a'))).toBeNull();
});
