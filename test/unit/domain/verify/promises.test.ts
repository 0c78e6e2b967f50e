import { describe, expect, test } from 'vitest';
import { filePromises } from '../../../../src/domain/verify/filePromises.ts';
import { linkPromises, seenLinks } from '../../../../src/domain/verify/linkPromises.ts';
import type { EngineFacts } from '../../../../src/domain/engine/container.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { container, engineOf } from '../verdicts/engineOf.ts';

/** The same engine with the labels that Compose gives the containers of a service. */
function labelled(facts: EngineFacts, services: Readonly<Record<string, string>>): EngineFacts {
  const labels = (service: string): ReadonlyMap<string, string> =>
    new Map([
      ['com.docker.compose.project', 'shop'],
      ['com.docker.compose.service', service],
    ]);
  return {
    ...facts,
    summaries: facts.summaries.map((one) => ({ ...one, labels: labels(services[one.name] ?? '') })),
  };
}

describe('what links promise', () => {
  const before = engineOf([
    container('web', { links: ['/mysql:/web/db'], networks: { bridge: { ipv4: '172.17.0.3' } } }),
    container('mysql', { hostname: 'dbhost', networks: { bridge: { ipv4: '172.17.0.2' } } }),
  ]);
  const seen = seenLinks(before, ['web-id'], '2026-01-01T12:00:00Z');

  test('a legacy link: its alias, and the source’s own names of the hosts line', () => {
    expect(linkPromises(before, []).map(({ receiver, name, owner, ownerIds }) => [receiver, name, owner, ...ownerIds])).toEqual([
      ['web', 'db', 'mysql', 'mysql-id'],
      ['web', 'mysql', 'mysql', 'mysql-id'],
      ['web', 'dbhost', 'mysql', 'mysql-id'],
    ]);
  });

  test('a link of a network: its alias alone', () => {
    const facts = engineOf([container('web', { networks: { shop: { links: ['mysql:db'] } } }), container('mysql')]);
    expect(linkPromises(facts, []).map(({ name, by }) => [name, by])).toEqual([['db', 'its link "db"']]);
  });

  test('a link that is gone: the same, of the containers that have the names now', () => {
    const after = engineOf([container('web', { id: 'web-2' }), container('mysql', { id: 'mysql-2' })]);
    const promises = linkPromises(after, seen);
    expect(promises.map(({ receiverId, name, ownerIds }) => [receiverId, name, ...ownerIds])).toEqual([
      ['web-2', 'db', 'mysql-2'],
      ['web-2', 'mysql', 'mysql-2'],
      ['web-2', 'dbhost', 'mysql-2'],
    ]);
    expect(promises[0]?.by).toBe('a link "db" it had (seen last 2026-01-01T12:00:00Z)');
  });

  test('of containers that Compose made again under other names', () => {
    const old = labelled(before, { web: 'web', mysql: 'db' });
    const after = labelled(engineOf([container('shop-web-1'), container('shop-db-1')]), { 'shop-web-1': 'web', 'shop-db-1': 'db' });
    const promises = linkPromises(after, seenLinks(old, ['web-id'], ''));
    expect(promises.map(({ receiver, name, ownerIds }) => [receiver, name, ...ownerIds])[0]).toEqual(['shop-web-1', 'db', 'shop-db-1-id']);
  });

  test('of a receiver that is gone: nothing', () => {
    expect(linkPromises(engineOf([container('mysql')]), seen)).toEqual([]);
  });

  test('a link that is still there is promised once', () => {
    expect(linkPromises(before, seen)).toEqual(linkPromises(before, []));
  });
});

describe('what a compose file promises', () => {
  const facts = engineOf([container('shop-web-1'), container('shop-db-1'), container('shop-cache-1'), container('ext')]);
  const summaryOf = (name: string) => facts.summaries.filter((one) => one.name === name);
  const containers = new Map([
    ['web', summaryOf('shop-web-1')],
    ['db', summaryOf('shop-db-1')],
    ['cache', summaryOf('shop-cache-1')],
  ]);

  function promisesOf(text: string): readonly string[] {
    const reading = readCompose(text);
    if (reading.kind !== 'compose') throw new Error('no compose file');
    const promises = filePromises({ path: 'compose.yaml', services: reading.file.services, containers }, facts);
    return promises.map(({ receiver, name, ownerIds }) => `${receiver} ${name} ${ownerIds.join(' ')}`.trimEnd());
  }

  test.each<[string, string, readonly string[]]>([
    [
      'links',
      'services:\n  web:\n    links: [db, "cache:redis", "${X}:y"]\n    external_links: ["ext:far", "gone:gone"]\n  db: {}\n  cache: {}\n',
      ['shop-web-1 db shop-db-1-id', 'shop-web-1 redis shop-cache-1-id', 'shop-web-1 far ext-id', 'shop-web-1 gone'],
    ],
    [
      'an alias on a network that is shared, and a service that is waited for',
      'services:\n  web:\n    depends_on: [db]\n  db:\n    networks:\n      default:\n        aliases: [sql, "a$X"]\n  cache:\n    networks: {back: {aliases: [redis]}}\n',
      ['shop-web-1 sql shop-db-1-id', 'shop-web-1 db shop-db-1-id'],
    ],
    [
      'an alias of two services',
      'services:\n  web: {}\n  db: {networks: {default: {aliases: [store]}}}\n  cache: {networks: {default: {aliases: [store]}}}\n',
      ['shop-web-1 store shop-db-1-id shop-cache-1-id', 'shop-db-1 store shop-cache-1-id', 'shop-cache-1 store shop-db-1-id'],
    ],
    [
      'a link that has the name of an alias of another service',
      'services:\n  web: {links: ["db:store"]}\n  db: {}\n  cache: {networks: {default: {aliases: [store]}}}\n',
      ['shop-web-1 store shop-db-1-id', 'shop-db-1 store shop-cache-1-id'],
    ],
    [
      'services of the default bridge have no names',
      'services:\n  web: {network_mode: bridge, depends_on: [db]}\n  db: {network_mode: bridge}\n  cache: {}\n',
      [],
    ],
    ['a service that does not run', 'services:\n  other: {links: [db]}\n  db: {}\n', []],
  ])('%s', (_, text, expected) => {
    expect(promisesOf(text)).toEqual(expected);
  });
});
