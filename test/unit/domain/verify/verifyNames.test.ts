import { describe, expect, test } from 'vitest';
import type { ContainerDetail, EngineFacts } from '../../../../src/domain/engine/container.ts';
import type { ReceiverEvidence } from '../../../../src/domain/verdicts/evidence.ts';
import { verifyMarkdown } from '../../../../src/domain/verify/markdown.ts';
import type { Promised } from '../../../../src/domain/verify/promise.ts';
import { isBroken, sumOf, verifyNames } from '../../../../src/domain/verify/verify.ts';
import type { NameCheck } from '../../../../src/domain/verify/verify.ts';
import { container, engineOf, evidence } from '../verdicts/engineOf.ts';
import type { Given } from '../verdicts/engineOf.ts';

const WEB: Given = { networks: { shop: { ipv4: '172.18.0.3' } } };
const DB: Given = { networks: { shop: { ipv4: '172.18.0.2', aliases: ['database'] } } };
const STANDARD = '127.0.0.1\tlocalhost\n';

function promised(name: string, ownerIds: readonly string[] = ['db-id']): Promised {
  return { receiverId: 'web-id', receiver: 'web', name, owner: 'db', ownerIds, by: 'a test' };
}

function check(
  containers: readonly ContainerDetail[],
  {
    name = 'database',
    ownerIds,
    hosts = STANDARD,
    facts = {},
  }: { name?: string; ownerIds?: readonly string[]; hosts?: string | null; facts?: Partial<EngineFacts> } = {},
): NameCheck | undefined {
  const read: readonly ReceiverEvidence[] = hosts === null ? [] : [evidence('web', { hosts })];
  return verifyNames([promised(name, ownerIds)], { ...engineOf(containers), ...facts }, read)[0]?.names[0];
}

const both = [container('web', WEB), container('db', DB)];
const other = container('other', { networks: { shop: { ipv4: '172.18.0.4', aliases: ['database'] } } });

describe('whom a promised name leads to', () => {
  test.each<[string, readonly ContainerDetail[], Parameters<typeof check>[1], string, string]>([
    ['an alias', both, {}, 'right', '"database" leads to "db".'],
    ['an alias in another case', both, { name: 'DataBase' }, 'right', '"DataBase" leads to "db".'],
    ['an alias with its network', both, { name: 'database.shop' }, 'right', '"database.shop" leads to "db".'],
    ['a container name', both, { name: 'db' }, 'right', '"db" leads to "db".'],
    ['a name that nobody has', both, { name: 'mysql' }, 'nobody', 'Nobody answers to "mysql".'],
    [
      'an owner that stopped',
      [container('web', WEB), container('db', { ...DB, running: false, state: { status: 'exited' } })],
      {},
      'nobody',
      'Nobody answers to "database". "db" does not run.',
    ],
    ['an owner that is gone', [container('web', WEB)], { ownerIds: [] }, 'nobody', 'Nobody answers to "database". "db" has no container.'],
    [
      'an owner on another network',
      [container('web', WEB), container('db', { networks: { back: { aliases: ['database'] } } })],
      {},
      'nobody',
      'Nobody answers to "database". "db" shares no user-defined network with it.',
    ],
    [
      'somebody else',
      [container('web', WEB), other],
      { ownerIds: [] },
      'other',
      '"database" leads to "other", not to "db". "db" has no container.',
    ],
    ['the owner and somebody else', [...both, other], {}, 'several', '"database" leads to "db" and "other"; only "db" is meant.'],
    [
      'all containers of a scaled owner',
      [...both, other],
      { ownerIds: ['db-id', 'other-id'] },
      'right',
      '"database" leads to "db" and "other".',
    ],
    [
      'a private alias of a link before the alias of another',
      [container('web', { networks: { shop: { links: ['db:database'] } } }), container('db', { networks: { shop: {} } }), other],
      {},
      'right',
      '"database" leads to "db".',
    ],
    [
      'the last of two links with one alias',
      [container('web', { networks: { shop: { links: ['db:database', 'other:database'] } } }), container('db', DB), other],
      {},
      'other',
      '"database" leads to "other", not to "db".',
    ],
    [
      'a link in another case, which counts for nothing',
      [container('web', { networks: { shop: { links: ['db:Database'] } } }), container('db', { networks: { shop: {} } })],
      {},
      'nobody',
      'Nobody answers to "database".',
    ],
    [
      'a line of the hosts file before DNS',
      [...both, container('old', { networks: { bridge: { ipv4: '172.17.0.7' } } })],
      { hosts: '172.17.0.7\tdatabase old\n' },
      'other',
      '"database" leads to "old", not to "db".',
    ],
    [
      'a line with an address that nobody has any more',
      both,
      { hosts: '172.17.0.7\tdatabase old\n' },
      'nobody',
      '"database" leads to 172.17.0.7, which no running container has.',
    ],
    [
      'the first line of an address family',
      both,
      { hosts: '172.18.0.2\tdatabase\n172.17.0.7\tdatabase\n' },
      'right',
      '"database" leads to "db".',
    ],
    [
      'what --add-host says',
      [container('web', { ...WEB, extraHosts: ['database:10.0.0.5'] }), container('db', DB)],
      { hosts: '10.0.0.5\tdatabase\n' },
      'other',
      '"database" leads to 10.0.0.5, which no running container has, not to "db".',
    ],
    [
      'the default bridge, which has no names',
      [container('web'), container('db', { networks: { bridge: { ipv4: '172.17.0.2' }, shop: { aliases: ['database'] } } })],
      {},
      'nobody',
      'Nobody answers to "database". "db" shares no user-defined network with it.',
    ],
    [
      'a receiver that does not run',
      [container('web', { ...WEB, running: false }), container('db', DB)],
      {},
      'unknown',
      '"web" does not run.',
    ],
    ['a receiver that nobody inspected', [container('db', DB)], {}, 'unknown', 'Nobody inspected "web".'],
    [
      'a receiver in the network of another container',
      [container('web', { networkMode: 'container:abc', networks: {} }), container('db', DB)],
      {},
      'unknown',
      '"web" asks for names as the container does whose network it shares.',
    ],
    [
      'Podman',
      both,
      { facts: { version: { version: '5.0.0', apiVersion: '1.41', product: 'podman' } } },
      'unknown',
      'Only the resolv.conf of a container tells whether Podman answers it for names, and nobody read that.',
    ],
  ])('%s', (_, containers, more, outcome, text) => {
    expect(check(containers, more)).toMatchObject({ outcome, text });
  });

  test('is read where the hosts file was, else it follows from what the engine writes there', () => {
    expect(check(both)?.known).toBe('read');
    expect(check(both, { hosts: null })).toMatchObject({ outcome: 'right', known: 'derived' });
    const linked = [
      container('web', { links: ['/db:/web/database'], networks: { bridge: { ipv4: '172.17.0.3' } } }),
      container('db', { networks: { bridge: { ipv4: '172.17.0.2' } } }),
    ];
    expect(check(linked, { hosts: null })).toMatchObject({ outcome: 'right', known: 'derived' });
    const stopped = [linked[0], { ...linked[1], running: false }] as ContainerDetail[];
    expect(check(stopped, { hosts: null })).toMatchObject({ outcome: 'unknown', text: 'Hosts file: Nobody asked the engine for it.' });
  });

  test('rests on what was read, which is told', () => {
    const grounds = check([...both, other])?.grounds.map(({ text }) => text);
    expect(grounds).toEqual(['Hosts file: no line with "database"', 'Network "shop": "db", "other".']);
  });
});

describe('the report', () => {
  const facts = engineOf(both);
  const checks = verifyNames(
    [promised('db'), promised('database'), { ...promised('database'), by: 'another test' }, promised('mysql')],
    facts,
    [],
  );

  test('has each name of a container once, with everybody who promised it', () => {
    expect(checks.map(({ receiver, names }) => [receiver, names.map(({ name, by }) => [name, ...by])])).toEqual([
      [
        'web',
        [
          ['database', 'a test', 'another test'],
          ['db', 'a test'],
          ['mysql', 'a test'],
        ],
      ],
    ]);
    expect(sumOf(checks)).toBe('3 promised names: 2 lead to the right container, 1 leads to nobody.');
    expect(checks.flatMap(({ names }) => names.filter(isBroken).map(({ name }) => name))).toEqual(['mysql']);
  });

  test('is a document in which names are no markup', () => {
    const evil = verifyNames([promised('a|[x](command:evil)')], facts, []);
    const text = verifyMarkdown([{ title: 'Docker', checks: evil, notes: ['<b>'] }]);
    expect(text).toContain('| `a\\|[x](command:evil)` | nobody, derived |');
    expect(text).toContain('| Nobody answers to "a\\|\\[x\\](command:evil)". |');
    expect(text).toContain('\\<b\\>');
  });

  test('says so where nobody was promised a name', () => {
    expect(sumOf([])).toBe('Nobody was promised a name.');
  });
});
