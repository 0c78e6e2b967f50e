import { expect, test } from 'vitest';
import { definitionsAt } from '../../../../src/features/navigation/definition.ts';
import { snapshotOf } from '../shared/workspace.ts';
import { cursorIn } from './cursor.ts';

const SHOP = `services:
  web:
    image: web
    depends_on: [cache]
    links:
      - db:database
      - cache
    environment:
      DB_URL: mysql://database:3306/database
      CACHE: cache
  db: { image: mysql }
  cache: { image: redis }
`;

/** Where the place of the first `needle` leads, as path:line. */
function leads(needle: string, options: { readonly at?: number; readonly served?: boolean; readonly texts?: Record<string, string> } = {}) {
  const offset = SHOP.indexOf(needle) + (options.at ?? 0);
  const { position } = cursorIn(`${SHOP.slice(0, offset)}|${SHOP.slice(offset)}`);
  const snapshot = snapshotOf({ 'compose.yaml': SHOP, ...options.texts });
  const uri = 'file:///shop/compose.yaml';
  const found = definitionsAt(snapshot, { uri, position, variable: null, referencesAreServed: options.served ?? false });
  return found.map((place) => `${place.uri.replace('file:///shop/', '')}:${place.range.start.line + 1}`);
}

test.each([
  ['the target of a link', 'db:database', 1, ['compose.yaml:11']],
  ['the alias of a link', 'db:database', 4, ['compose.yaml:11']],
  ['a link without an alias', '- cache', 3, ['compose.yaml:12']],
  ['a host in a URL', 'database:3306', 2, ['compose.yaml:11']],
  ['a host in a value', 'CACHE: cache', 8, ['compose.yaml:12']],
  ['a database of the same name', ':3306/database', 8, []],
  ['a dependency', '[cache]', 2, ['compose.yaml:12']],
  ['a service itself', 'web:', 1, []],
])('%s', (_, needle, at, expected) => {
  expect(leads(needle, { at })).toEqual(expected);
});

test('what others lead to is left to them', () => {
  expect(leads('[cache]', { at: 2, served: true })).toEqual([]);
  expect(leads('- cache', { at: 3, served: true })).toEqual(['compose.yaml:12']);
});

test('a service of several files has several places', () => {
  const texts = { 'compose.override.yaml': 'services:\n  db:\n    ports: ["3306"]\n' };
  expect(leads('db:database', { at: 1, texts })).toEqual(['compose.yaml:11', 'compose.override.yaml:2']);
});

test('a variable in any file leads to its link', () => {
  const snapshot = snapshotOf({ 'compose.yaml': SHOP });
  const at = { uri: 'file:///shop/app.js', position: { line: 0, character: 0 }, referencesAreServed: false };
  const lines = (variable: string | null) => definitionsAt(snapshot, { ...at, variable }).map(({ range }) => range.start.line + 1);
  expect(lines('DATABASE_PORT_3306_TCP_ADDR')).toEqual([6]);
  expect(lines('QUEUE_PORT_5672_TCP')).toEqual([]);
  expect(lines(null)).toEqual([]);
});
