import { describe, expect, test } from 'vitest';
import type { OpenText } from '../../../../src/features/shared/links.ts';
import { offerAgain, offerAll, offersAt, reasonToKeep } from '../../../../src/features/shared/rewrites.ts';
import type { Offer } from '../../../../src/features/shared/rewrites.ts';
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

const texts = (offer: Offer | null | undefined): Readonly<Record<string, string>> =>
  offer?.outcome.kind === 'edit'
    ? Object.fromEntries(offer.outcome.files.map(({ path, text }) => [path.slice(path.lastIndexOf('/') + 1), text]))
    : { none: offer?.outcome.reason ?? 'no offer' };
const shop = snapshotOf({ 'compose.yaml': SHOP });

describe('ways to do without a link', () => {
  test('the link under the cursor is replaced, the other stays; the safe way comes first', () => {
    const offers = offersAt(shop, DOCUMENT, at(4));
    expect(offers.map(({ title, asks }) => [title, asks === null])).toEqual([
      ['Replace link "db:mysql" by a network alias', true],
      ['Replace link "db:mysql" by a network alias, restarted together', false],
      ['Replace 2 links by a network of their own', false],
    ]);
    const text = texts(offers[0])['compose.yaml'];
    expect(text).toContain('    links:\n      - cache\n');
    expect(text).toContain('    depends_on:\n      - db\n');
    expect(text).toContain('    image: mysql\n    networks:\n      default:\n        aliases:\n          - mysql\n');
  });

  test('away from links nothing is offered, nor for another version of the document', () => {
    expect(offersAt(shop, DOCUMENT, at(2))).toEqual([]);
    expect(offersAt(shop, { ...DOCUMENT, version: 2 }, at(4))).toEqual([]);
    expect(offerAll(shop, { ...DOCUMENT, version: 2 })).toBeNull();
  });

  test('all links of a file, or of a service, are replaced together', () => {
    const text = texts(offerAll(shop, DOCUMENT))['compose.yaml'];
    expect(text).not.toContain('links:');
    expect(text).toContain('    depends_on:\n      - db\n      - cache\n');
    expect(texts(offerAll(shop, DOCUMENT, ({ service }) => service === 'db'))['none']).toBe('The file has no links.');
  });

  test('an override is edited with its base where names need it, and nothing is said that is not so of both', () => {
    const base = 'services:\n  web: {image: shop}\n  db:\n    image: mysql\n';
    const override = 'services:\n  web:\n    links:\n      - db:mysql\n';
    const both = snapshotOf({ 'compose.yaml': base, 'compose.override.yaml': override });
    const document = { ...DOCUMENT, uri: 'file:///shop/compose.override.yaml', text: override };
    expect(texts(offersAt(both, document, at(3))[0])).toEqual({
      'compose.yaml': `${base}    networks:\n      default:\n        aliases:\n          - mysql\n`,
      'compose.override.yaml': 'services:\n  web:\n    depends_on:\n      - db\n',
    });
  });

  test('what a file that nobody joins says more of a service has to be agreed to, and is never among all', () => {
    const snapshot = snapshotOf({ 'compose.yaml': SHOP, 'prod.yml': 'services:\n  db:\n    hostname: mysql\n' });
    const [alias] = offersAt(snapshot, DOCUMENT, at(4));
    expect(alias?.asks).toContain('the file prod.yml says more about "db"');
    expect(offersAt(snapshot, DOCUMENT, at(5))[0]?.asks).toBeNull();
    expect(texts(offerAll(snapshot, DOCUMENT))['compose.yaml']).toContain('    links:\n      - db:mysql\n  db:');
    const file = snapshot.files.find(({ path }) => path === 'compose.yaml');
    if (file?.kind !== 'compose') throw new Error('not read');
    expect(file.links.map(({ link }) => reasonToKeep(snapshot, file, link))).toEqual([
      'This has to be asked: the file prod.yml says more about "db".',
      null,
    ]);
  });

  test('a v1 file is converted whole, and says what changes', () => {
    const v1 = 'web:\n  image: shop\n  links:\n    - db\ndb:\n  image: mysql\n';
    const place = { start: { line: 3, character: 7 }, end: { line: 3, character: 7 } };
    const [offer, ...more] = offersAt(snapshotOf({ 'compose.yaml': v1 }), { ...DOCUMENT, text: v1 }, place);
    expect(more).toEqual([]);
    expect(offer?.title).toBe('Convert to `services:` and replace the links');
    expect(offer?.asks).toContain('Changes: the services are on a network of the project');
    expect(texts(offer)['compose.yaml']).toMatch(/^services:\n {2}web:\n/);
    expect(texts(offerAll(snapshotOf({ 'compose.yaml': v1 }), { ...DOCUMENT, text: v1 }))['none']).toMatch(/^A file without `services:`/);
  });

  test('a link to a service that is not there has no edit, and the reason', () => {
    const text = SHOP.replace('- cache', '- gone');
    const [offer] = offersAt(snapshotOf({ 'compose.yaml': text }), { ...DOCUMENT, text }, at(5));
    expect(offer).toMatchObject({
      title: 'Replace link "gone"',
      outcome: {
        reason:
          'The project defines no service `gone`. If `gone` is a container outside the project, put `web` on a network of it, where it has its name.',
      },
    });
  });

  test('a file that uses a name which would go forbids the edit, also when it turns up only later', () => {
    const [offer] = offersAt(shop, DOCUMENT, at(5));
    const used = { ...DOCUMENT, texts: [{ path: 'bin/run.sh', text: 'ping cache_1\n' }], unsearched: [] };
    expect(offer && offerAgain(shop, { ...DOCUMENT, unsearched: [] }, offer)?.outcome.kind).toBe('edit');
    expect(texts(offer && offerAgain(shop, used, offer))['none']).toContain('bin/run.sh');
    expect(texts(offersAt(shop, used, at(5))[0])['none']).toContain('The file bin/run.sh uses the name `cache_1`');
  });

  test('COMPOSE_FILE in .env that joins files which are not at hand has to be asked', () => {
    const dotenv = { kind: 'text', text: 'COMPOSE_FILE=compose.yaml:../base.yaml\n' } as const;
    expect(offersAt(shop, { ...DOCUMENT, dotenv }, at(5))[0]?.asks).toContain('../base.yaml');
  });

  test('a source that runs in several containers is asked about, one that runs in one is not', () => {
    const around = (replicas: number) => ({ engines: [runningEngine('/shop', 'compose.yaml', 'cache', replicas)] });
    expect(offersAt(snapshotOf({ 'compose.yaml': SHOP }, around(1)), DOCUMENT, at(5))[0]?.asks).toBeNull();
    expect(offersAt(snapshotOf({ 'compose.yaml': SHOP }, around(3)), DOCUMENT, at(5))[0]?.asks).toContain('all containers in turn');
  });

  test('an external link is asked about where the network of its container is known, and refused with the reason where it is not', () => {
    const text = 'services:\n  wiki:\n    image: wiki\n    external_links:\n      - shop-db-1:mysql\n';
    const document = { ...DOCUMENT, uri: 'file:///shop/wiki/compose.yaml', text };
    const both = snapshotOf({ 'compose.yaml': SHOP, 'wiki/compose.yaml': text });
    const [join, ...others] = offersAt(both, document, at(4));
    expect(others).toEqual([]);
    expect([join?.title, join?.asks]).toEqual([
      'Join the network shop_default of shop-db-1',
      expect.stringContaining('`docker network connect --alias mysql shop_default shop-db-1`'),
    ]);
    expect(texts(join && offerAgain(both, document, join))['compose.yaml']).toContain('      - default\n      - shop_default\n');
    const [alone] = offersAt(snapshotOf({ 'wiki/compose.yaml': text }), document, at(4));
    expect([alone?.title, alone?.outcome.kind]).toEqual(['Replace external link "shop-db-1:mysql"', 'refused']);
    expect(texts(alone)['none']).toMatch(/^No other project here makes `shop-db-1`.*Put `wiki` on a network of `shop-db-1`/);
  });
});
