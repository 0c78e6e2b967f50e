import { describe, expect, test } from 'vitest';
import { answerOf, askArgv, compareMeasured, isAskable, measuredWords } from '../../../../src/domain/names/measured.ts';
import type { Answered, Asker, Measurement } from '../../../../src/domain/names/measured.ts';
import { container, engineOf } from '../verdicts/engineOf.ts';

function addresses(...found: readonly string[]): Answered {
  return { kind: 'addresses', addresses: found };
}

describe('what a program says', () => {
  test.each<[Asker, string, number, string, Answered | null]>([
    [
      'getent',
      'glibc',
      0,
      '172.18.0.2     STREAM db\n172.18.0.2     DGRAM  \n172.18.0.3     STREAM \n',
      addresses('172.18.0.2', '172.18.0.3'),
    ],
    ['getent', 'both families', 0, 'FD00::2   STREAM db\n172.18.0.2  STREAM\n', addresses('fd00::2', '172.18.0.2')],
    ['getent', 'nobody', 2, '', addresses()],
    ['getent', 'a database that it does not know', 1, 'Unknown database: ahosts\n', null],
    ['getent', 'that is not there', 127, 'exec failed: "getent": executable file not found in $PATH', null],
    ['ping', 'busybox', 0, 'PING db (172.18.0.2): 56 data bytes\n64 bytes from 172.18.0.2: seq=0\n', addresses('172.18.0.2')],
    ['ping', 'iputils', 1, 'PING db.shop (172.18.0.2) 56(84) bytes of data.\n', addresses('172.18.0.2')],
    ['ping', 'nobody', 1, "ping: bad address 'nix'\n", addresses()],
    ['ping', 'nobody, iputils', 2, 'ping: nix: Name or service not known\n', addresses()],
    ['ping', 'that may not', 2, 'ping: socket: Operation not permitted\n', null],
    [
      'nslookup',
      'busybox',
      0,
      'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\nName:\tdb\nAddress: 172.18.0.2\nName:\tdb\nAddress: 172.18.0.3\n',
      addresses('172.18.0.2', '172.18.0.3'),
    ],
    [
      'nslookup',
      'an old busybox',
      0,
      'Server:    127.0.0.11\nAddress 1: 127.0.0.11\n\nName:      db\nAddress 1: 172.18.0.2 db.shop\n',
      addresses('172.18.0.2'),
    ],
    ['nslookup', 'nobody', 1, "Server:\t\t127.0.0.11\n\n** server can't find nix: NXDOMAIN\n", addresses()],
    ['nslookup', 'no server', 1, ';; connection timed out; no servers could be reached\n', null],
  ])('%s, %s', (asker, _, exitCode, output, expected) => {
    expect(answerOf(asker, { exitCode, output })).toEqual(expected);
  });

  test('a name is a word of its own, and none that could be an option', () => {
    expect(askArgv('ping', 'db; rm -rf /')).toEqual(['ping', '-c', '1', '-W', '1', 'db; rm -rf /']);
    expect(['db', 'my_db-1.shop', '_x'].map(isAskable)).toEqual([true, true, true]);
    expect(['-f', '', 'a b', 'ä', '$(x)', 'x'.repeat(254)].map(isAskable)).toEqual([false, false, false, false, false, false]);
  });
});

describe('computed beside measured', () => {
  const db = container('db', { networks: { shop: { ipv4: '172.18.0.2' } } });
  const other = container('other', { networks: { shop: { ipv4: '172.18.0.9' } } });
  const facts = engineOf([db, other]);
  const told = (answer: Answered, asker: Asker = 'getent'): Measurement => {
    return { receiverId: 'web', startedAt: '', asker, at: '2026-01-01T00:00:00Z', answers: new Map([['db', answer]]) };
  };
  const one = { name: 'db', foundBy: 'network alias', addresses: ['172.18.0.2', '172.19.0.2'], known: 'read' } as const;

  test.each<[string, Answered, boolean | null, string]>([
    ['the addresses of one network', addresses('172.18.0.2'), true, ''],
    ['nobody', addresses(), false, 'The container was told of nobody called "db".'],
    ['another container', addresses('172.18.0.9'), false, '172.18.0.9 is "other": '],
    ['a stranger', addresses('172.18.0.2', '10.0.0.1'), false, '10.0.0.1 is nobody of this engine: '],
    ['not told in time', { kind: 'unknown', reason: 'It was not told within 10 seconds.' }, null, 'It was not told within 10 seconds.'],
  ])('%s', (_, answer, agrees, why) => {
    const found = compareMeasured(one, told(answer), facts);
    expect(found?.agrees).toBe(agrees);
    expect(found?.why.startsWith(why)).toBe(true);
    expect(found?.why === '').toBe(agrees === true);
  });

  test('nobody on both sides is the same; a name that was not asked for is not compared', () => {
    expect(compareMeasured({ ...one, addresses: [] }, told(addresses()), facts)?.agrees).toBe(true);
    expect(compareMeasured({ ...one, name: 'nix' }, told(addresses()), facts)).toBeNull();
    expect(compareMeasured(one, undefined, facts)).toBeNull();
  });

  test('nslookup knows nothing of the hosts file', () => {
    expect(compareMeasured({ ...one, foundBy: 'hosts file' }, told(addresses(), 'nslookup'), facts)?.agrees).toBeNull();
  });

  test('in words', () => {
    expect([addresses(), addresses('1.1.1.1', '::1'), { kind: 'unknown', reason: 'x' } as const].map(measuredWords)).toEqual([
      'nobody',
      '1.1.1.1, ::1',
      'not told',
    ]);
  });
});
