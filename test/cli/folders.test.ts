import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFiles, partsBelow } from '../../src/cli/files.ts';
import { Folders } from '../../src/cli/folders.ts';
import { setsBelow } from '../../src/model/namedSets.ts';
import { inScratch } from './scratch.ts';

let folder: string;
const put = inScratch((made) => {
  folder = made;
});

/** The projects that read a file: for each its files, and whether the first link finds its target there. */
function projects(folders: Folders, name: string): readonly string[] {
  const path = join(folder, name);
  const { around } = folders.read(path, readFileSync(path, 'utf8'));
  const [link] = around.links;
  const found = link ? (around.inProjects.get(link) ?? []) : [];
  return found.map(({ view, source }) => {
    const files = view.project.files.map((file) => file.slice(folder.length + 1));
    return `${view.project.name}: ${files.join(' + ')}, ${source ? 'found' : 'not found'}`;
  });
}

const WEB = 'services:\n  web: {image: x, links: [db]}\n';
const DB = 'services:\n  db: {image: x}\n';

test('a fragment knows the projects of other folders that read it, when their files are among those to be read', () => {
  put({ 'shop/compose.yaml': 'include: [../parts/compose.yaml, ../parts/db.yml]\n', 'parts/compose.yaml': WEB, 'parts/db.yml': DB });
  const all = ['shop/compose.yaml', 'parts/compose.yaml'].map((name) => join(folder, name));
  const both = ['parts: parts/compose.yaml, not found', 'shop: shop/compose.yaml + parts/compose.yaml + parts/db.yml, found'];
  expect(projects(new Folders({ paths: all }), 'parts/compose.yaml')).toEqual(both);
  expect(projects(new Folders(), 'parts/compose.yaml')).toEqual(['parts: parts/compose.yaml, not found']);
});

test('a fragment that is asked for alone knows the projects above it that read it', () => {
  put({ 'shop/compose.yaml': `include: [parts/web/part.yml]\n${DB}`, 'shop/parts/web/part.yml': WEB, 'compose.yaml': DB });
  const only = new Folders({ paths: [join(folder, 'shop/parts/web/part.yml')] });
  expect(projects(only, 'shop/parts/web/part.yml')).toEqual(['shop: shop/compose.yaml + shop/parts/web/part.yml, found']);
});

test('an `include` with a folder and variables of its own', () => {
  const include = 'include:\n  - { path: ../parts/web.yml, project_directory: ../parts/src, env_file: ../parts/v.env }\n';
  put({
    'shop/compose.yaml': `${include}${DB}`,
    'parts/web.yml': 'services:\n  web: { image: x, links: ["db:${ALIAS}"], env_file: [web.env] }\n',
    'parts/v.env': 'ALIAS=sql\n',
    'parts/src/web.env': 'A=1\n',
  });
  const folders = new Folders({ paths: [join(folder, 'shop/compose.yaml'), join(folder, 'parts/web.yml')] });
  const { around } = folders.read(join(folder, 'parts/web.yml'), readFileSync(join(folder, 'parts/web.yml'), 'utf8'));
  const [found] = [...around.inProjects.values()][0] ?? [];
  expect(found?.link.alias).toBe('sql');
  expect(found?.receiver.environment.map(({ name, value }) => `${name}=${value ?? ''}`)).toEqual(['A=1']);
});

test('files below a folder in which its projects have links are read, whatever they are called', async () => {
  put({
    'shop/compose.yaml': 'include: [parts/web.yml, parts/db.yml, ../beside/web.yml]\n',
    'shop/parts/web.yml': WEB,
    'shop/parts/db.yml': DB,
  });
  put({ 'beside/web.yml': 'services:\n  job: {image: x, links: [db]}\n' });
  const parts = async (path: string): Promise<readonly string[]> => {
    const found = await findFiles(join(folder, path));
    const folders = new Folders({ paths: found.files.map((file) => file.path) });
    return partsBelow([found], folders).map(({ shown }) => shown);
  };
  expect(await parts('shop')).toEqual(['parts/web.yml']);
  expect(await parts('.')).toEqual(['beside/web.yml', 'shop/parts/web.yml']);
  expect(await parts('shop/compose.yaml')).toEqual([]);
});

test('scripts name sets, in the folder and above it', () => {
  put({ 'a/web.yml': WEB, 'a/db.yml': DB, 'scripts/up.sh': 'docker compose -p shop -f a/web.yml -f a/db.yml up -d\n' });
  expect(projects(new Folders(), 'a/web.yml')).toEqual(['shop: a/web.yml + a/db.yml, found']);
});

test('where a person names sets no other counts', () => {
  put({ 'compose.yaml': WEB, 'compose.override.yaml': 'services: {}\n', 'more.yml': DB });
  const named = { files: ['compose.yaml', 'more.yml'], name: 'n', projectDirectory: null, profiles: [], envFiles: [] };
  const folders = new Folders({ sets: setsBelow(folder, [named]) });
  expect(projects(folders, 'compose.yaml')).toEqual(['n: compose.yaml + more.yml, found']);
});
