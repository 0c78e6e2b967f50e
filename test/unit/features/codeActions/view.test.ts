import { describe, expect, test } from 'vitest';
import { fixAll, fixesAt, fixFor } from '../../../../src/features/codeActions/view.ts';
import type { FixRow, OpenText } from '../../../../src/features/codeActions/view.ts';
import { reasonToKeep } from '../../../../src/model/keepReason.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';
import { runningEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

const SHOP =
  'services:\n  web:\n    image: shop\n    links:\n      - db:mysql\n      - cache\n  db:\n    image: mysql\n  cache:\n    image: redis\n';
const DOCUMENT: OpenText = {
  uri: 'file:///shop/compose.yaml',
  version: 1,
  text: SHOP,
  dotenv: { kind: 'none' },
  texts: [],
  unsearched: ['files that are not open'],
};
const at = (line: number): { start: { line: number; character: number }; end: { line: number; character: number } } => ({
  start: { line, character: 10 },
  end: { line, character: 10 },
});

function applied(row: FixRow | null | undefined): string {
  return row?.outcome.kind === 'edit' ? applyEdits(SHOP, row.outcome.edits) : `no edit: ${row?.outcome.reason ?? 'no row'}`;
}

describe('fixes for links', () => {
  test('the link under the cursor is replaced, the other stays', () => {
    const rows = fixesAt(snapshotOf({ 'compose.yaml': SHOP }), DOCUMENT, at(4));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.title).toContain('a network alias');
    const text = applied(rows[0]);
    expect(text).not.toContain('db:mysql');
    expect(text).toContain('    links:\n      - cache\n');
    expect(text).toContain('    depends_on:\n      - db\n');
    expect(text).toContain('    image: mysql\n    networks:\n      default:\n        aliases:\n          - mysql\n');
  });

  test('away from links nothing is offered', () => {
    expect(fixesAt(snapshotOf({ 'compose.yaml': SHOP }), DOCUMENT, at(2))).toEqual([]);
  });

  test('all links of the file are replaced together', () => {
    const text = applied(fixAll(snapshotOf({ 'compose.yaml': SHOP }), DOCUMENT));
    expect(text).not.toContain('links:');
    expect(text).toContain('    depends_on:\n      - db\n      - cache\n');
  });

  test('for another version of the document nothing is offered', () => {
    const moved = { ...DOCUMENT, version: 2 };
    expect(fixesAt(snapshotOf({ 'compose.yaml': SHOP }), moved, at(4))).toEqual([]);
    expect(fixAll(snapshotOf({ 'compose.yaml': SHOP }), moved)).toBeNull();
  });

  test('where an override says more about a service there is no edit, and the reason', () => {
    const snapshot = snapshotOf({ 'compose.yaml': SHOP, 'compose.override.yaml': 'services:\n  db:\n    hostname: mysql\n' });
    expect(fixesAt(snapshot, DOCUMENT, at(4))).toMatchObject([
      { outcome: { kind: 'refused', reason: 'The file compose.override.yaml says more about "db".' } },
    ]);
    expect(fixesAt(snapshot, DOCUMENT, at(5))).toMatchObject([{ outcome: { kind: 'edit' } }]);
    const all = applied(fixAll(snapshot, DOCUMENT));
    expect(all).toContain('    links:\n      - db:mysql\n  db:');
    expect(all).toContain('    depends_on:\n      - cache\n');
  });

  test('a legacy link has no edit, and the reason: deleting it would break the name', () => {
    const v1 = 'web:\n  image: shop\n  links:\n    - db\ndb:\n  image: mysql\n';
    const snapshot = snapshotOf({ 'compose.yaml': v1 });
    const reason = 'A file without `services:` puts its containers on the default bridge, where only links give names.';
    expect(
      fixesAt(snapshot, { ...DOCUMENT, text: v1 }, { start: { line: 3, character: 7 }, end: { line: 3, character: 7 } }),
    ).toMatchObject([{ title: 'Replace link "db" by `depends_on`', outcome: { kind: 'refused', reason } }]);
    expect(fixAll(snapshot, { ...DOCUMENT, text: v1 })).toBeNull();
  });

  test('a link to a service that is not there has no edit, and the reason', () => {
    const text = SHOP.replace('- cache', '- gone');
    expect(fixesAt(snapshotOf({ 'compose.yaml': text }), { ...DOCUMENT, text }, at(5))).toMatchObject([
      { outcome: { kind: 'refused', reason: 'This file defines no service `gone`.' } },
    ]);
  });

  test('why a link has to stay is told of one link; nothing of one that can go', () => {
    const snapshot = snapshotOf({ 'compose.yaml': SHOP, 'compose.override.yaml': 'services:\n  db:\n    hostname: mysql\n' });
    const file = snapshot.files.find(({ path }) => path === 'compose.yaml');
    if (file?.kind !== 'compose') throw new Error('not read');
    const reasons = file.links.map(({ link }) => reasonToKeep(snapshot, file, link));
    expect(reasons).toEqual(['The file compose.override.yaml says more about "db".', null]);
  });

  test('a file of another folder that includes this one, or extends a service of it, forbids the fix', () => {
    const including = snapshotOf({ 'compose.yaml': SHOP, 'top/compose.yaml': 'include: [../compose.yaml]\nservices: {cache: {}}\n' });
    expect(fixesAt(including, DOCUMENT, at(5))).toMatchObject([
      { outcome: { kind: 'refused', reason: 'The file top/compose.yaml includes this one, and its services may use the same names.' } },
    ]);
    const heir = 'services: {api: {extends: {file: ../compose.yaml, service: db}}}\n';
    const extending = snapshotOf({ 'compose.yaml': SHOP, 'sub/compose.yaml': heir });
    expect(fixesAt(extending, DOCUMENT, at(4))).toMatchObject([
      { outcome: { kind: 'refused', reason: '"api" of the file sub/compose.yaml extends "db" and would take the change over.' } },
    ]);
    expect(fixesAt(extending, DOCUMENT, at(5))).toMatchObject([{ outcome: { kind: 'edit' } }]);
  });

  test('the title says which names go, and that a restart no longer reaches the receiver', () => {
    expect(fixesAt(snapshotOf({ 'compose.yaml': SHOP }), DOCUMENT, at(5))[0]?.title).toBe(
      'Replace link "cache" by `depends_on` (drops cache_1, cache-1, joint restart)',
    );
  });

  test('an open file that uses a name which would go forbids the fix', () => {
    const open = { ...DOCUMENT, texts: [{ path: 'run.sh', text: 'ping cache_1\n' }] };
    expect(fixesAt(snapshotOf({ 'compose.yaml': SHOP }), open, at(5))).toMatchObject([
      { outcome: { kind: 'refused', reason: 'The file run.sh uses the name `cache_1`, which exists only through the link.' } },
    ]);
  });

  test('COMPOSE_FILE in .env forbids the fix where it joins files that are not at hand', () => {
    const joined: OpenText = { ...DOCUMENT, dotenv: { kind: 'text', text: 'COMPOSE_FILE=compose.yaml:../base.yaml\n' } };
    expect(fixesAt(snapshotOf({ 'compose.yaml': SHOP }), joined, at(5))).toMatchObject([
      { outcome: { kind: 'refused', reason: expect.stringContaining('../base.yaml') as string } },
    ]);
  });

  test('a name that turns up once every file is looked at forbids the fix', () => {
    const snapshot = snapshotOf({ 'compose.yaml': SHOP });
    const [row] = fixesAt(snapshot, DOCUMENT, at(5));
    expect(row && fixFor(snapshot, { ...DOCUMENT, unsearched: [] }, row)?.outcome.kind).toBe('edit');
    const used = { ...DOCUMENT, texts: [{ path: 'bin/run.sh', text: 'ping cache_1\n' }], unsearched: [] };
    expect(row && fixFor(snapshot, used, row)?.outcome).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('bin/run.sh') as string,
    });
  });

  test('a source that runs in several containers is asked about, one that runs in one is not', () => {
    const around = (replicas: number) => ({ engines: [runningEngine('/shop', 'compose.yaml', 'cache', replicas)] });
    expect(fixesAt(snapshotOf({ 'compose.yaml': SHOP }, around(1)), DOCUMENT, at(5))[0]?.asks).toBeNull();
    expect(fixesAt(snapshotOf({ 'compose.yaml': SHOP }, around(3)), DOCUMENT, at(5))[0]?.asks).toBe(
      'cache has 3 containers now: a link leads to one of them, its name on the network to all.',
    );
  });
});
