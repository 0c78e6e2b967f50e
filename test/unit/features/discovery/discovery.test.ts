import { expect, test } from 'vitest';
import { discoveryPath, linkAt, linkOf } from '../../../../src/features/discovery/document.ts';
import { discoveryText, removalAt } from '../../../../src/features/discovery/view.ts';
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

test('an ambassador is taken out of the version that is known, at its own line', () => {
  const text = 'services:\n  redis: {}\n  amb:\n    image: svendowideit/ambassador\n    links: [redis]\n  web:\n    links: ["amb:redis"]\n';
  const snapshot = snapshotOf({ 'compose.yaml': text });
  const asked = { uri: LINK.uri, version: 1, line: 2, dotenv: { kind: 'none' }, texts: [], unsearched: [] } as const;
  expect(removalAt(snapshot, asked)).toMatchObject({
    kind: 'rewrite',
    files: [{ text: 'services:\n  redis: {}\n  web:\n    links: ["redis"]\n' }],
  });
  expect(removalAt(snapshot, { ...asked, line: 1 })).toBeNull();
  expect(removalAt(snapshot, { ...asked, version: 2 })).toBeNull();
});
