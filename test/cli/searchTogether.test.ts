import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { searchAll } from '../../src/sources/usages/searchAll.ts';
import { UsageProgram } from '../../src/sources/usages/usageProgram.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** So many that other threads help. */
const FILES = 3_000;

let folder = '';
let program = '';

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'links-')));
  for (let at = 0; at < FILES; at++) {
    const place = join(folder, 'tree', String(Math.floor(at / 100)));
    if (at % 100 === 0) mkdirSync(place, { recursive: true });
    const reader = `process.env.DB_PORT_${at}_TCP_ADDR;\n`;
    writeFileSync(join(place, `${at}.js`), at % 7 === 0 ? reader : at % 11 === 0 ? `\0${reader}` : 'let a;\n');
  }
  program = join(folder, 'usages.cjs');
  const entryPoints = ['src/sources/usages/program.ts'];
  await build({ entryPoints, outfile: program, bundle: true, platform: 'node', logLevel: 'error' });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const roots = () => [{ path: join(folder, 'tree'), exclude: [], gitignore: true }];

test('what several threads find is what one finds, in the same order', async () => {
  const told: number[] = [];
  const alone = await searchAll(roots());
  expect(alone.files).toHaveLength(Math.ceil(FILES / 7));
  expect([alone.read, alone.binary > 0]).toEqual([FILES, true]);
  expect(await searchAll(roots(), { program, progress: (read) => told.push(read) })).toEqual(alone);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.length).toBeGreaterThan(0);
});

test.runIf(availableParallelism() > 1)('a thread helps: it searches what it is given, and answers', async () => {
  // Takes whatever it is given before anybody else, and finds one file more in it than there is.
  const extra = { path: 'extra.js', usages: [], bindings: [], kubernetes: [], gitlab: [], ignores: [] };
  const helper = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ index, taken }) => {
      if (Atomics.exchange(taken, 0, 1) === 0)
        parentPort.postMessage({ index, found: { files: [${JSON.stringify(extra)}], read: 0, large: 0, binary: 0, unreadable: 0 } });
    });`;
  writeFileSync(join(folder, 'helper.cjs'), helper);
  await vi.waitUntil(
    async () => {
      const { files, read } = await searchAll(roots(), { program: join(folder, 'helper.cjs') });
      return read < FILES && files.some(({ path }) => path === extra.path);
    },
    { timeout: 60_000 },
  );
});

test.each([
  ['takes all and answers nothing', "require('node:worker_threads').parentPort.on('message', ({ taken }) => Atomics.store(taken, 0, 1));"],
  [
    'fails when it has taken some',
    "require('node:worker_threads').parentPort.on('message', ({ taken }) => { taken[0] = 1; throw new Error(); });",
  ],
  ['cannot start', 'throw new Error();'],
  ['is no program', 'this is no program'],
])('a helper that %s costs nobody an answer', async (_, text) => {
  writeFileSync(join(folder, 'helper.cjs'), text);
  expect(await searchAll(roots(), { program: join(folder, 'helper.cjs') })).toEqual(await searchAll(roots()));
});

test('a helper that is not there costs nobody an answer', async () => {
  expect((await searchAll(roots(), { program: join(folder, 'gone.cjs') })).read).toBe(FILES);
});

test('in a small tree nobody helps', async () => {
  writeFileSync(join(folder, 'helper.cjs'), `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'started'))}, '');`);
  const small = roots().map((root) => ({ ...root, path: join(root.path, '7') }));
  expect((await searchAll(small, { program: join(folder, 'helper.cjs') })).read).toBe(100);
  expect(readdirSync(folder)).not.toContain('started');
});

const threads = (): number => readdirSync('/proc/self/task').length;

test.runIf(process.platform === 'linux')('a search that is given up ends with all who help', async () => {
  const before = threads();
  const clock = { later: () => ({ dispose: () => undefined }) };
  const search = new UsageProgram(program, clock);
  const stop = new AbortController();
  const told: number[] = [];
  const searching = search.ask(
    { kind: 'search', roots: roots() },
    {
      signal: stop.signal,
      progress: (read) => {
        told.push(read);
        stop.abort();
      },
    },
  );
  await expect(searching).rejects.toThrow('given up');
  expect([told.length, search.isRunning]).toEqual([1, false]);
  await vi.waitUntil(() => threads() <= before, { timeout: 60_000 });
  expect(told).toHaveLength(1);
});
