import { expect, test } from 'vitest';
import { discoveryPath, linkAt, linkOf } from '../../../../src/features/discovery/document.ts';
import { discoveryText } from '../../../../src/features/discovery/view.ts';
import { snapshotOf } from '../shared/workspace.ts';

const SHOP = 'services:\n  web:\n    links:\n      - mysql:db\n  mysql: {}\n';
const LINK = { uri: 'file:///shop/compose.yaml', service: 'web', raw: 'mysql:db' };

test('a document is named after its link, and leads back to it', () => {
  const { path, query } = discoveryPath(LINK);
  expect(path).toBe('/Which discovery for web mysql db.md');
  expect(linkOf(query)).toEqual(LINK);
  expect(discoveryPath(null)).toEqual({ path: '/Which discovery.md', query: '' });
});

test.each(['', '{', '[]', '[1,2,3]', '{"uri":"x"}', '["a","b"]'])('a query that is none of ours stands for no link: %s', (query) => {
  expect(linkOf(query)).toBeNull();
});

test('a place inside a link’s item is at the link, another is not', () => {
  const [file] = snapshotOf({ 'compose.yaml': SHOP }).files;
  if (file?.kind !== 'compose') throw new Error(file?.kind);
  const at = (line: number, character: number) => linkAt(file, { start: { line, character }, end: { line, character } });
  expect(at(3, 10)).toMatchObject(LINK);
  expect(at(1, 3)).toBeNull();
});

test('the document is about the link as it is written now, and in general once that is gone', () => {
  expect(discoveryText(snapshotOf({ 'compose.yaml': SHOP }), LINK)).toMatch(
    /^# Which discovery for `web` → `mysql` as `db`\?[^]*\| fits \| Replace link "mysql:db" by a network alias/,
  );
  const gone = snapshotOf({ 'compose.yaml': SHOP.replace('mysql:db', 'mysql:sql') });
  expect(discoveryText(gone, LINK)).toMatch(/^# Which discovery\?\n/);
  expect(discoveryText(gone, null)).toMatch(/^# Which discovery\?\n/);
});
