import { describe, expect, test } from 'vitest';
import { diagnosticsOf } from '../../../../src/features/diagnostics/view.ts';
import { snapshotOf, storeOf } from '../shared/workspace.ts';

const NETWORK = 'services:\n  web:\n    image: shop\n    links:\n      - db:mysql\n  db:\n    image: mysql\n';
const V1 = 'web:\n  image: shop\n  links:\n    - db\ndb:\n  image: mysql\n';

describe('diagnostics of a snapshot', () => {
  test('a DNS link is a faded hint at its item', () => {
    const [file] = diagnosticsOf(snapshotOf({ 'compose.yaml': NETWORK }));
    expect(file?.uri).toBe('file:///shop/compose.yaml');
    expect(file?.rows).toMatchObject([
      {
        code: 'link-dns',
        severity: 'hint',
        unnecessary: true,
        range: { start: { line: 4, character: 8 }, end: { line: 4, character: 16 } },
      },
    ]);
  });

  test.each([
    ['connected', 'warning'],
    ['28', 'information'],
    ['29', 'warning'],
    ['30', 'warning'],
  ] as const)('a legacy link for target %s is of severity %s', (targetEngine, severity) => {
    const [file] = diagnosticsOf(snapshotOf({ 'docker-compose.yml': V1 }, { targetEngine }));
    expect(file?.rows).toMatchObject([{ code: 'link-legacy', severity, unnecessary: false }, { code: 'file-v1' }]);
  });

  test('everything that is said about a link stands at its item, the gravest first', () => {
    const text = 'web:\n  links: ["a:my-db", "b:my_db"]\na:\n  environment: [API_KEY=x]\nb: {}\n';
    const [file] = diagnosticsOf(snapshotOf({ 'docker-compose.yml': text }, { targetEngine: '28' }));
    expect(file?.rows.map(({ code, range }) => `${range.start.character} ${code}`)).toEqual([
      '10 link-prefix-collision',
      '10 link-legacy',
      '10 link-shares-secret',
      '21 link-prefix-collision',
      '21 link-legacy',
      '0 file-v1',
    ]);
  });

  test('a missing target is an error until a file of the folder defines it', () => {
    const web = 'services:\n  web:\n    image: shop\n    links: [db]\n';
    const db = 'services:\n  db:\n    image: mysql\n';
    expect(diagnosticsOf(snapshotOf({ 'compose.yaml': web }))[0]?.rows).toMatchObject([{ code: 'link-target-missing', severity: 'error' }]);
    const both = diagnosticsOf(snapshotOf({ 'compose.yaml': web, 'compose.override.yaml': db }));
    expect(both.flatMap(({ rows }) => rows.map(({ code }) => code))).toEqual(['link-order-only']);
    const apart = diagnosticsOf(snapshotOf({ 'compose.yaml': web, 'other/compose.yaml': db }));
    expect(apart.flatMap(({ rows }) => rows.map(({ code }) => code))).toEqual(['link-target-missing']);
  });

  test('a file without links has no entry, a file that does not parse has one calm message', () => {
    const rows = diagnosticsOf(
      snapshotOf({ 'compose.yaml': 'services:\n  db:\n    image: mysql\n', 'docker-compose.yml': 'services: {{ .Values }}}\n  web: [\n' }),
    );
    expect(rows).toMatchObject([{ uri: 'file:///shop/docker-compose.yml', rows: [{ code: 'file-unreadable', severity: 'information' }] }]);
  });

  test('a file that was not read says why', () => {
    const store = storeOf({});
    store.putFile({ kind: 'unread', uri: 'file:///shop/compose.yaml', folder: 'file:///shop', path: 'compose.yaml', reason: 'Too large.' });
    expect(diagnosticsOf(store.snapshot)).toMatchObject([{ rows: [{ code: 'file-not-read', message: 'Too large.' }] }]);
  });

  test('each item of links that is no text gets one message; what is odd elsewhere is left to others', () => {
    const odd = 'services:\n  web:\n    image: shop\n    ports: {a: b}\n    links: [5, {db: x}, db]\n  db:\n    image: mysql\n';
    const rows = diagnosticsOf(snapshotOf({ 'compose.yaml': odd })).flatMap(({ rows: all }) =>
      all.filter(({ code }) => code === 'file-odd'),
    );
    expect(rows.map(({ message }) => message)).toEqual([
      'An item of `links` is a number where Compose wants a string.',
      'An item of `links` is a map where Compose wants a string.',
    ]);
  });
});
