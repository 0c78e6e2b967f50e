import { describe, expect, test } from 'vitest';
import type { ContainerDetail, WantedDns } from '../../../../src/domain/engine/container.ts';
import { namesIn } from '../../../../src/domain/names/namesIn.ts';
import { readResolvConf, resolverFor } from '../../../../src/domain/names/resolvConf.ts';
import { whoKnows } from '../../../../src/domain/names/whoKnows.ts';
import { noEvidence } from '../../../../src/domain/verdicts/evidence.ts';
import { container, engineOf, evidence } from '../verdicts/engineOf.ts';

interface Around {
  readonly hosts?: string;
  readonly resolvConf?: string;
}

/** The names of "web", one a line, ids and host names left out. */
function names(containers: readonly ContainerDetail[], { hosts, resolvConf }: Around = {}): readonly string[] {
  const [receiver] = containers;
  if (!receiver) return [];
  const read = hosts === undefined ? noEvidence(receiver.id) : evidence(receiver.name, { hosts });
  const seen = namesIn({
    receiver,
    facts: engineOf(containers),
    evidence: read,
    ...(resolvConf !== undefined && { resolver: readResolvConf(resolvConf) }),
  });
  if (seen.kind === 'unknown') return [seen.reason];
  return seen.names
    .filter(({ foundBy }) => foundBy !== 'short id' && foundBy !== 'hostname')
    .map(({ name, foundBy, network, owners, state, shadows }) =>
      [name, foundBy, network ?? '-', owners.map((one) => one.name).join('+'), state, ...shadows].join(' '),
    );
}

const web = container('web', { networks: { shop: { ipv4: '172.18.0.3', links: ['db:maindb'] } } });
const db = container('db', { networks: { shop: { ipv4: '172.18.0.2', aliases: ['database'] } } });

describe('the names a container can ask for', () => {
  test.each<[string, readonly ContainerDetail[], Around, readonly string[]]>([
    [
      'its links before what others are called',
      [web, db],
      {},
      ['maindb link alias shop db right', 'db container name shop db right', 'database network alias shop db right'],
    ],
    [
      'one name of several',
      [
        container('web', { networks: { shop: {} } }),
        container('a', { networks: { shop: { aliases: ['db'] } } }),
        container('b', { networks: { shop: { aliases: ['db'] } } }),
      ],
      {},
      ['a container name shop a right', 'db network alias shop a+b several', 'b container name shop b right'],
    ],
    [
      'one whose owner stopped',
      [container('web', { networks: { shop: {} } }), container('db', { running: false, networks: { shop: {} } })],
      {},
      ['db container name shop db stopped'],
    ],
    [
      'a hosts line before DNS, which it hides',
      [web, db],
      { hosts: '127.0.0.1\tlocalhost\n10.9.9.9\tdatabase\n172.18.0.3\tweb\n' },
      ['database hosts file -  stranger shop', 'maindb link alias shop db right', 'db container name shop db right'],
    ],
    [
      'nobody where another server is asked',
      [web, db],
      { resolvConf: 'nameserver 8.8.8.8\n' },
      ['maindb link alias shop  nobody', 'db container name shop  nobody', 'database network alias shop  nobody'],
    ],
    ['none on the default bridge', [container('web', { networks: { bridge: {} } }), db], {}, []],
    ['not those of one that does not run', [container('web', { running: false }), db], {}, ['"web" does not run.']],
  ])('%s', (_, containers, around, expected) => {
    expect(names(containers, around)).toEqual(expected);
  });
});

test('who knows a name', () => {
  const stranger = container('far', { networks: { other: {} } });
  const all = [web, db, stranger];
  const asked = all.map((receiver) => ({ receiver, facts: engineOf(all), evidence: noEvidence(receiver.id) }));
  const knowers = (name: string): readonly string[] => whoKnows(name, asked).map(({ receiver }) => receiver.name);
  expect(knowers('maindb')).toEqual(['web']);
  expect(knowers('database')).toEqual(['web', 'db']);
  expect(knowers('nix')).toEqual([]);
});

test('a resolv.conf, as it is read and as the engine writes it', () => {
  expect(readResolvConf('# nameserver 1.1.1.1\nsearch corp\n nameserver\t127.0.0.11\nnameserver ::1\noptions ndots:0\n')).toEqual({
    servers: ['127.0.0.11', '::1'],
    search: ['corp'],
    ndots: 0,
  });
  expect(readResolvConf('search a b\nsearch .\noptions timeout:1 ndots:5 ndots:x\n')).toEqual({ servers: [], search: [], ndots: 5 });
  expect(readResolvConf('')).toEqual({ servers: [], search: [], ndots: 1 });
  const dns = { servers: ['10.1.1.1'], search: ['corp'], options: ['ndots:2'] };
  expect(resolverFor(container('a', { dns }), true)).toEqual({ servers: ['127.0.0.11'], search: ['corp'], ndots: 2 });
  expect(resolverFor(container('a', { dns }), false)).toEqual({ servers: ['10.1.1.1'], search: ['corp'], ndots: 2 });
  expect(resolverFor(container('a'), true)).toEqual({ servers: ['127.0.0.11'], search: null, ndots: 0 });
  expect(resolverFor(container('a', { dns: { servers: [], search: ['.'], options: [] } }), false)).toEqual({
    servers: null,
    search: [],
    ndots: 1,
  });
});

describe('search domains and ndots', () => {
  const found = (dns: Partial<WantedDns>, names: readonly string[] = []): readonly string[] => {
    const receiver = container('web', { hostname: 'web', dns: { servers: [], search: [], options: [], ...dns }, networks: { shop: {} } });
    const other = container('db', { hostname: 'db', networks: { shop: { ipv4: '172.18.0.2', aliases: ['sql.corp', ...names] } } });
    const seen = namesIn({ receiver, facts: engineOf([receiver, other]), evidence: noEvidence(receiver.id) });
    if (seen.kind === 'unknown') return [seen.reason];
    const shown = seen.names.filter(({ foundBy }) => foundBy !== 'short id');
    return shown.map(({ name, foundBy, known, asksFirst, state }) => [name, foundBy, known, state, ...asksFirst].join(' '));
  };

  test.each<[string, Partial<WantedDns>, readonly string[]]>([
    ['names are asked for as they are', {}, ['db container name derived right', 'sql.corp network alias derived right']],
    [
      'a search domain makes an alias that ends in it shorter, unless another server knows the short name',
      { search: ['corp'] },
      ['db container name derived right', 'sql.corp network alias derived right', 'sql search domain derived right sql'],
    ],
    [
      'with ndots the domains come first, and who knows them is not told',
      { search: ['corp'], options: ['ndots:1'] },
      ['db container name derived right db.corp', 'sql.corp network alias derived right', 'sql search domain derived right'],
    ],
    [
      'also those of the host, which nobody tells',
      { options: ['ndots:2'] },
      [
        'db container name derived right db.<search domain of the host>',
        'sql.corp network alias derived right sql.corp.<search domain of the host>',
      ],
    ],
    [
      'a dot stands for no domain',
      { search: ['.'], options: ['ndots:2'] },
      ['db container name derived right', 'sql.corp network alias derived right'],
    ],
  ])('%s', (_, dns, expected) => {
    expect(found(dns)).toEqual(expected);
  });
});
