import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readImages } from '../../../src/cli/images.ts';
import { fileLinks } from '../../../src/domain/compose/fileLinks.ts';
import { readCompose } from '../../../src/syntax/compose/read.ts';

const FOLDER = resolve('/shop');

/** Which images are told, and which files were asked for. */
async function images(text: string, files: Readonly<Record<string, string>> = {}) {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const asked: string[] = [];
  const texts = new Map(Object.entries(files).map(([path, content]) => [resolve(FOLDER, path), content]));
  const found = await readImages(reading.file, fileLinks(reading.file, []), resolve(FOLDER, 'compose.yaml'), (folder, file) => {
    expect(folder).toBe(FOLDER);
    const path = fileURLToPath(file);
    asked.push(path);
    return Promise.resolve(texts.get(path) ?? null);
  });
  return { found: Object.fromEntries(found), asked };
}

function linked(db: string): string {
  return `services:\n  web: {network_mode: bridge, links: [db]}\n  db: ${db}\n`;
}

const DB = { exposed: ['3306/tcp'], env: [{ name: 'VERSION', value: '8' }], complete: false };

test.each([
  ['{build: .}', 'Dockerfile'],
  ['{build: ./db}', 'db/Dockerfile'],
  ['{build: {context: db, dockerfile: db.Dockerfile}}', 'db/db.Dockerfile'],
  ['{build: {dockerfile: db.Dockerfile}}', 'db.Dockerfile'],
  ['{build: {context: db, target: run}}', 'db/Dockerfile'],
])('%s is built from %s', async (db, path) => {
  const { found, asked } = await images(linked(db), { [path]: 'FROM mysql AS run\nEXPOSE 3306\nENV VERSION=8\n' });
  expect(found).toEqual({ db: DB });
  expect(asked).toEqual([resolve(FOLDER, path)]);
});

test('a Dockerfile may stand in the compose file', async () => {
  const { found, asked } = await images(linked('{build: {dockerfile_inline: "FROM mysql\\nEXPOSE 3306\\nENV VERSION=8\\n"}}'));
  expect(found).toEqual({ db: DB });
  expect(asked).toEqual([]);
});

test.each([
  '{build: "${CONTEXT}"}',
  '{build: {context: ., dockerfile: "$FILE"}}',
  '{build: {dockerfile_inline: "FROM $IMAGE"}}',
  '{build: "https://example.com/db.git"}',
  '{build: "git@example.com:db.git"}',
  '{image: mysql}',
])('%s leads to no file', async (db) => {
  expect(await images(linked(db))).toEqual({ found: {}, asked: [] });
});

test('only sources of legacy links are read', async () => {
  const text = linked('{build: .}').replace('network_mode: bridge, ', '');
  expect(await images(text, { Dockerfile: 'FROM mysql' })).toEqual({ found: {}, asked: [] });
});
