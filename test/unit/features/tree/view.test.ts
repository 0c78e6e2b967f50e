import { describe, expect, test } from 'vitest';
import type { TreeRow } from '../../../../src/features/tree/rows.ts';
import { treeOf } from '../../../../src/features/tree/view.ts';
import { articleEngine, composeEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

const SHOP = 'name: shop\nservices:\n  web:\n    links:\n      - db:mysql\n      - cache\n  db: {}\n  cache: {}\n';
const V1 = { 'docker-compose.yml': 'web:\n  image: a\n  links: ["db:mysql"]\ndb:\n  image: b\n  expose: ["3306"]\n' };

function idsOf(rows: readonly TreeRow[]): readonly string[] {
  return rows.flatMap((row) => [row.id, ...idsOf(row.children())]);
}

/** The rows as a person sees them, down to a depth. */
function drawn(rows: readonly TreeRow[], depth: number, indent = ''): readonly string[] {
  if (depth === 0) return [];
  return rows.flatMap((row) => [`${indent}${row.label} (${row.description})`, ...drawn(row.children(), depth - 1, `${indent}  `)]);
}

/** The first row with this label, anywhere below. */
function find(rows: readonly TreeRow[], label: string): TreeRow | undefined {
  for (const row of rows) {
    const found = row.label === label ? row : find(row.children(), label);
    if (found) return found;
  }
  return undefined;
}

describe('the tree of links in files', () => {
  test('file, receiver, link; files without links are left out', () => {
    const rows = treeOf(snapshotOf({ 'compose.yaml': SHOP, 'other/compose.yaml': 'services:\n  db: {}\n' }), 'receiver');
    expect(drawn(rows, 3)).toEqual([
      'compose.yaml (shop · 2 links)',
      '  web (2 links)',
      '    db as mysql (private name in DNS)',
      '    cache (private name in DNS)',
    ]);
  });

  test('by source, each link names its receiver', () => {
    expect(drawn(treeOf(snapshotOf({ 'compose.yaml': SHOP }), 'source'), 3)).toEqual([
      'compose.yaml (shop · 2 links)',
      '  db (1 link)',
      '    web as mysql (private name in DNS)',
      '  cache (1 link)',
      '    web (private name in DNS)',
    ]);
  });

  test('only what needs action, and nothing else', () => {
    const texts = { 'compose.yaml': SHOP, ...V1 };
    expect(drawn(treeOf(snapshotOf(texts), 'action'), 2)).toEqual([
      'docker-compose.yml (1 link)',
      '  web → db as mysql (legacy link: hosts line, no variables)',
    ]);
    expect(drawn(treeOf(snapshotOf(texts, { targetEngine: '28' }), 'action'), 2)).toEqual(['Nothing needs action (on Docker 28)']);
  });

  test('a link row goes to its item', () => {
    const link = find(treeOf(snapshotOf({ 'compose.yaml': SHOP }), 'receiver'), 'db as mysql');
    expect(link?.place).toMatchObject({ uri: 'file:///shop/compose.yaml', range: { start: { line: 4, character: 8 } } });
  });

  test('ids are unique, and stay when state and place change', () => {
    const before = idsOf(treeOf(snapshotOf({ 'compose.yaml': SHOP }), 'receiver'));
    const moved = SHOP.replace('services:', 'services:\n  # more\n').replace('db: {}', 'db:\n    image: mysql');
    const after = idsOf(treeOf(snapshotOf({ 'compose.yaml': moved }), 'receiver'));
    expect(new Set(before).size).toBe(before.length);
    expect(after).toEqual(before);
  });

  test.each([
    ['28', 'legacy link: variables and hosts line', 'predicted from files'],
    ['29', 'legacy link: hosts line, no variables', 'set up to Docker 28, not by Docker 29'],
  ] as const)('for Docker %s a legacy link says what it does', (targetEngine, effect, note) => {
    const rows = treeOf(snapshotOf(V1, { targetEngine }), 'receiver');
    expect(find(rows, 'db as mysql')?.description).toBe(effect);
    expect(find(rows, 'Variables')?.description).toMatch(new RegExp(`^[0-9]+, ${note}$`));
    expect(find(rows, 'MYSQL_PORT_3306_TCP_ADDR')?.description).toBe('<address of db>');
  });

  test('a link on a project network says that it has neither variables nor hosts lines', () => {
    const rows = treeOf(snapshotOf({ 'compose.yaml': SHOP }), 'receiver');
    expect(drawn([find(rows, 'db as mysql') as TreeRow], 2).slice(1)).toEqual([
      '  Variables (none: a link on a project network sets no variables)',
      "  Hosts (none: the name comes from Docker's DNS)",
      '  Verdict (The link "db:mysql" of "web" is only a private name in Docker\'s DNS; it sets no variables.)',
    ]);
  });
});

describe('the tree of an engine', () => {
  test('the article’s link with its variables and its hosts line, secrets masked', () => {
    const rows = treeOf(snapshotOf({}, { engines: [articleEngine()] }), 'receiver');
    expect(drawn(rows, 3)).toEqual(['Docker 20.10.24 (1 link)', '  webapp (1 link)', '    mysql_server as db (not proved)']);
    expect(find(rows, 'DB_PORT_3306_TCP_ADDR')).toMatchObject({ kind: 'variable', description: '172.17.0.2' });
    expect(find(rows, 'DB_ENV_MYSQL_ROOT_PASSWORD')).toMatchObject({ kind: 'secret', description: '••••••', value: 'secret' });
    expect(find(rows, 'db 0123456789ab mysql_server')?.description).toBe('172.17.0.2');
  });

  test('what a receiver was given stays when its source is gone', () => {
    const engine = articleEngine();
    const facts = engine.facts && { ...engine.facts, summaries: engine.facts.summaries.slice(1), details: engine.facts.details.slice(1) };
    const rows = treeOf(snapshotOf({}, { engines: [{ ...engine, facts }] }), 'receiver');
    expect(find(rows, 'mysql_server as db')?.description).toBe('broken: the source is gone');
    expect(find(rows, 'Hosts')?.description).toBe('what its last start gave stays; the next start fails');
  });

  test('a row stays the same row whatever happens to what it stands for, so that it stays selected', () => {
    const engine = articleEngine();
    const { facts } = engine;
    const ids = (one: typeof engine): readonly string[] => {
      const below = (rows: readonly TreeRow[], depth: number): readonly string[] =>
        rows.flatMap(({ id, children }) => [id, ...(depth > 1 ? below(children(), depth - 1) : [])]);
      return below(treeOf(snapshotOf({}, { engines: [one] }), 'receiver'), 3);
    };
    const stopped = facts && { ...facts, details: facts.details.map((detail) => ({ ...detail, running: false })) };
    const again = facts && { ...facts, details: facts.details.map((detail) => ({ ...detail, id: `${detail.id}2` })) };
    const listed = again && { ...again, summaries: again.summaries.map((one) => ({ ...one, id: `${one.id}2` })) };
    expect(ids(engine)).toHaveLength(3);
    for (const other of [
      { ...engine, facts: stopped },
      { ...engine, facts: listed },
      { ...engine, health: { state: 'down', code: 'silent', fault: 'No.' } as const },
    ])
      expect(ids(other)).toEqual(ids(engine));
  });

  test('no secret stands in any label, description or tooltip', () => {
    const rows = treeOf(snapshotOf({}, { engines: [articleEngine()] }), 'receiver');
    const texts = (all: readonly TreeRow[]): readonly string[] =>
      all.flatMap((row) => [row.label, row.description, row.tooltip, ...texts(row.children())]);
    expect(texts(rows).filter((text) => /\bsecret\b/.test(text) && !text.endsWith('a secret'))).toEqual([]);
  });

  test('of an engine that is down nobody can tell whether a link still is as it was', () => {
    const health = { state: 'down', code: 'not-running', fault: 'Nothing listens there.' } as const;
    const link = find(treeOf(snapshotOf({}, { engines: [{ ...articleEngine(), health }] }), 'receiver'), 'mysql_server as db');
    const verdict = link && find([link], 'Verdict');
    expect([link?.description, link?.icon, verdict?.icon]).toEqual(['last seen: not proved', 'question', 'question']);
    expect(verdict?.description).toMatch(/^last seen: /);
  });

  test('an engine that is down stays with what is known of it and says so; without any link it leaves the view to the welcome text', () => {
    const health = { state: 'down', code: 'not-running', fault: 'Nothing listens there.' } as const;
    const rows = treeOf(snapshotOf({}, { engines: [{ ...articleEngine(), health }] }), 'receiver');
    expect(rows).toMatchObject([{ label: 'Docker 20.10.24', description: 'not running', icon: 'debug-disconnect' }]);
    expect(treeOf(snapshotOf({}, { engines: [{ ...articleEngine(), health, facts: null }] }), 'receiver')).toEqual([]);
  });

  test('a service and its container are one thing: the container’s values stand below the file’s link, and nowhere else', () => {
    const rows = treeOf(snapshotOf(V1, { engines: [composeEngine()], targetEngine: '28' }), 'receiver');
    expect(drawn(rows, 2)).toEqual(['docker-compose.yml (1 link)', '  web (shop_web_1 · 1 link)', 'Docker 20.10.24 (no further links)']);
    expect(find(rows, 'MYSQL_PORT_3306_TCP_ADDR')?.description).toBe('172.17.0.2');
    expect(find(rows, 'DB_1_PORT_3306_TCP_ADDR')?.description).toBe('172.17.0.2');
    expect(find(rows, 'web')?.container).toEqual({ address: '/var/run/docker.sock', id: 'web-id' });
  });
});
