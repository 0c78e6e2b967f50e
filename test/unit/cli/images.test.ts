import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { imagesOf, readDockerfiles } from '../../../src/cli/images.ts';
import { readCompose } from '../../../src/syntax/compose/read.ts';

const FOLDER = resolve('/shop');

/** Which images are told, and which files were asked for. */
async function images(text: string, files: Readonly<Record<string, string>> = {}) {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('no compose file');
  const asked: string[] = [];
  const texts = new Map(Object.entries(files).map(([path, content]) => [resolve(FOLDER, path), content]));
  const { services } = reading.file;
  const found = await readDockerfiles(services, resolve(FOLDER, 'compose.yaml'), (file) => {
    const path = fileURLToPath(file);
    asked.push(path);
    return Promise.resolve(texts.get(path) ?? null);
  });
  return { found: Object.fromEntries(imagesOf(services, found, () => null)), asked };
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
  ['{build: {context: .., dockerfile: images/Dockerfile}}', '../images/Dockerfile'],
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
