import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerFor, withEngineImages } from '../../src/cli/answer.ts';
import { demandOf, imageFinder } from '../../src/model/images.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'links-answer-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The answer about `compose.yaml` among these files. */
async function answer(files: Readonly<Record<string, string>>): Promise<NonNullable<Awaited<ReturnType<typeof answerFor>>>> {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const found = await answerFor({ path: join(folder, 'compose.yaml'), shown: 'compose.yaml', kind: 'always' });
  if (!found) throw new Error('no compose file');
  return found;
}

const MODE = 'network_mode: bridge';
const MYSQL = { id: 'sha256:1', exposedPorts: ['3306/tcp'], env: [] };
const imagesOf = (name: string) => imageFinder({ engines: [{ images: new Map([[name, MYSQL]]) }] });

test('what is built in another file of the project is read from its Dockerfile', async () => {
  const given = await answer({
    'compose.yaml': `services:\n  web: {${MODE}, image: w, links: [db]}\n  db: {${MODE}}\n`,
    'compose.override.yaml': 'services:\n  db: {build: ./db}\n',
    'db/Dockerfile': 'FROM scratch\nEXPOSE 3306\n',
  });
  expect([...given.images]).toEqual([['db', { exposed: ['3306/tcp'], env: [], complete: true }]]);
});

test('only sources of legacy links are read', async () => {
  const given = await answer({
    'compose.yaml': 'services:\n  web: {image: w, links: [db]}\n  db: {build: .}\n',
    Dockerfile: 'FROM scratch\nEXPOSE 3306\n',
  });
  expect([...given.images]).toEqual([]);
});

test('an engine tells of the images that are wanted', async () => {
  const given = await answer({ 'compose.yaml': `services:\n  web: {${MODE}, image: w, links: [db]}\n  db: {${MODE}, image: mysql}\n` });
  expect(given.read && demandOf(given.read)).toEqual(['mysql:latest']);
  expect([...given.images]).toEqual([]);
  expect([...withEngineImages(given, imagesOf('mysql:latest')).images]).toEqual([
    ['db', { exposed: ['3306/tcp'], env: [], complete: true }],
  ]);
});
