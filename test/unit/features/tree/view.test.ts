import { describe, expect, test } from 'vitest';
import { treeOf } from '../../../../src/features/tree/view.ts';
import type { TreeRow } from '../../../../src/features/tree/view.ts';
import { snapshotOf } from '../shared/workspace.ts';

const SHOP = 'name: shop\nservices:\n  web:\n    links:\n      - db:mysql\n      - cache\n  db: {}\n  cache: {}\n';

function idsOf(rows: readonly TreeRow[]): readonly string[] {
  return rows.flatMap((row) => [row.id, ...idsOf(row.children)]);
}

function drawn(rows: readonly TreeRow[], indent = ''): readonly string[] {
  return rows.flatMap((row) => [`${indent}${row.label} (${row.description})`, ...drawn(row.children, `${indent}  `)]);
}

describe('the tree of links', () => {
  test('file, receiver, link; files without links are left out', () => {
    const rows = treeOf(snapshotOf({ 'compose.yaml': SHOP, 'other/compose.yaml': 'services:\n  db: {}\n' }));
    expect(drawn(rows)).toEqual([
      'compose.yaml (shop · 2 links)',
      '  web (2 links)',
      '    db as mysql (private name in DNS)',
      '    cache (private name in DNS)',
    ]);
  });

  test('a link row goes to its item', () => {
    const link = treeOf(snapshotOf({ 'compose.yaml': SHOP }))[0]?.children[0]?.children[0];
    expect(link).toMatchObject({ uri: 'file:///shop/compose.yaml', range: { start: { line: 4, character: 8 } } });
  });

  test('ids are unique, and stay when state and place change', () => {
    const before = idsOf(treeOf(snapshotOf({ 'compose.yaml': SHOP })));
    const moved = SHOP.replace('services:', 'services:\n  # more\n').replace('web:', 'web:\n    network_mode: bridge');
    const after = idsOf(treeOf(snapshotOf({ 'compose.yaml': moved })));
    expect(new Set(before).size).toBe(4);
    expect(after).toEqual(before);
  });

  test('the target engine changes what a legacy link says', () => {
    const v1 = { 'docker-compose.yml': 'web:\n  image: a\n  links: [db]\ndb:\n  image: b\n' };
    const said = (targetEngine: '28' | '29'): string | undefined =>
      treeOf(snapshotOf(v1, { targetEngine }))[0]?.children[0]?.children[0]?.description;
    expect(said('28')).toBe('legacy link: variables and hosts line');
    expect(said('29')).toBe('legacy link: hosts line, no variables');
  });
});
