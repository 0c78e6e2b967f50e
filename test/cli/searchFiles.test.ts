import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { searchAll } from '../../src/sources/usages/searchAll.ts';
import { unsearchedWords } from '../../src/sources/usages/searchFiles.ts';
import { isWorthReading } from '../../src/sources/usages/worth.ts';
import { isWalked } from '../../src/sources/usages/walk.ts';
import { inScratch } from './scratch.ts';

let folder: string;
const READER = 'process.env.DB_PORT_3306_TCP_ADDR;\n';
const put = inScratch((made) => {
  folder = made;
});

test('a search goes where rules let it, and counts what it did not read', async () => {
  put({
    '.git/HEAD': '',
    '.gitignore': 'dist/\n',
    'a.js': READER,
    'dist/b.js': READER,
    'lib/.gitignore': '*.gen.js\n!kept.gen.js\n',
    'lib/c.gen.js': READER,
    'lib/kept.gen.js': READER,
    'lib/vendor/d.js': READER,
    'lib/vendor.min.js': READER,
    'node_modules/e/e.js': READER,
    'image.png': READER,
    'large.js': READER + '\n'.repeat(1_000_000),
    'program.js': `\0${READER}`,
    'nothing.js': 'let a;\n',
  });
  symlinkSync(join(folder, 'lib'), join(folder, 'linked'));
  const root = { path: folder, exclude: ['lib/vendor'], gitignore: true };
  const searched = await searchAll([root, { ...root, path: join(folder, 'lib') }]);
  const found = searched.files.map(({ path }) => path.slice(folder.length + 1)).sort();
  // The second root has no `lib` of its own, so the pattern says nothing there.
  expect(found).toEqual(['a.js', 'lib/kept.gen.js', 'lib/vendor/d.js']);
  expect(unsearchedWords(searched)).toEqual([`the linked folder ${folder}/linked`, '1 file over 1 MB', '1 file without text']);
  const walked = ['a.js', 'dist/b.js', 'lib/c.gen.js', 'lib/kept.gen.js', 'lib/vendor/d.js', 'node_modules/e/e.js', 'new.js'];
  expect(walked.filter((path) => isWalked(root, `${folder}/${path}`))).toEqual(['a.js', 'lib/kept.gen.js', 'new.js']);
  expect(isWalked({ ...root, path: join(folder, 'lib'), exclude: [] }, join(folder, 'lib/c.gen.js'))).toBe(false);
  expect(['a.js', 'a.png', 'jquery.min.js', 'Makefile'].filter(isWorthReading)).toEqual(['a.js', 'Makefile']);
});

test('rules of the folders above hold up to the repository’s', async () => {
  put({ '.git/HEAD': '', '.gitignore': '/sub/out\n', 'sub/out/a.js': READER, 'sub/b.js': READER });
  const searched = await searchAll([{ path: join(folder, 'sub'), exclude: [], gitignore: true }]);
  expect(searched.files.map(({ path }) => path)).toEqual([`${folder}/sub/b.js`]);
});

test('a folder that is not there is no file that cannot be read', async () => {
  put({ 'a.js': READER });
  const roots = ['', '/gone', '/lost'].map((path) => ({ path: folder + path, exclude: [], gitignore: false }));
  expect(unsearchedWords(await searchAll(roots))).toEqual(['2 folders that cannot be read']);
});
