import { describe, expect, test } from 'vitest';
import {
  bridgeRequest,
  decodeFile,
  decodeIcc,
  decodeTop,
  environmentRequest,
  hostsRequest,
} from '../../../../src/sources/engine/evidence.ts';

/** A tar archive of one entry, as the engine sends it. */
function tar(type: string, content: string): Uint8Array {
  const block = Buffer.alloc(512 * (1 + Math.ceil(content.length / 512)));
  block.write('hosts', 0);
  block.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  block.write(type, 156);
  block.write('ustar', 257);
  block.write(content, 512);
  return block;
}

const END = Buffer.alloc(1024);
const HOSTS = '127.0.0.1\tlocalhost\n172.17.0.2\tdb ab12\n';

describe('the hosts file in an archive', () => {
  test.each([
    ['a plain file', Buffer.concat([tar('0', HOSTS), END])],
    ['a file of an old archive', Buffer.concat([tar('\0', HOSTS), END])],
    ['a file behind a header of its own', Buffer.concat([tar('x', '30 mtime=1.5\n'), tar('0', HOSTS), END])],
    ['a file without the end of the archive', tar('0', HOSTS)],
  ])('%s', (_, archive) => {
    expect(decodeFile(archive)).toEqual({ value: HOSTS });
  });

  test.each([
    ['no bytes', { message: 'no' }, 'the archive is not bytes'],
    ['nothing', Buffer.alloc(0), 'the archive holds no file'],
    ['a folder only', Buffer.concat([tar('5', ''), END]), 'the archive holds no file'],
    ['another format', Buffer.alloc(1024, 'x'), 'the archive is no tar file'],
    ['a cut file', tar('0', 'x'.repeat(600)).subarray(0, 1024), 'the archive is cut off'],
  ])('%s', (_, archive, wrong) => {
    expect(decodeFile(archive)).toEqual({ wrong });
  });
});

describe('the environment of the first process', () => {
  const answer = {
    Titles: ['PID', 'COMMAND'],
    Processes: [
      ['7', 'sh HOSTNAME=other'],
      ['199', 'sleep 1 HOSTNAME=h'],
    ],
  };

  test('is in the row of its process id', () => {
    expect(decodeTop(answer, 199)).toEqual({ value: 'sleep 1 HOSTNAME=h' });
    expect(decodeTop(answer, 8)).toEqual({ value: null });
    expect(decodeTop({ Titles: ['PID', 'COMMAND'], Processes: null }, 8)).toEqual({ value: null });
  });

  test.each([
    [null, 'the process list is null'],
    [{ Titles: 'PID' }, 'Titles is a string'],
    [{ Titles: ['PID'], Processes: [[1]] }, 'Processes is a number'],
  ])('%j is another shape', (wrong, text) => {
    expect(decodeTop(wrong, 1)).toEqual({ wrong: text });
  });
});

test.each([
  [{ Options: { 'com.docker.network.bridge.enable_icc': 'true' } }, { value: true }],
  [{ Options: { 'com.docker.network.bridge.enable_icc': 'false' } }, { value: false }],
  [{ Options: {} }, { wrong: 'enable_icc is missing' }],
  [{ Options: null }, { wrong: 'Options is null' }],
])('inter-container communication: %j', (network, expected) => {
  expect(decodeIcc(network)).toEqual(expected);
});

test('nothing in an id leaves its place in the path', () => {
  expect([environmentRequest('a/b'), hostsRequest('a?b'), bridgeRequest()]).toEqual([
    { path: '/containers/a%2Fb/top', query: { ps_args: 'eww -o pid,args' } },
    { path: '/containers/a%3Fb/archive', query: { path: '/etc/hosts' } },
    { path: '/networks/bridge', query: {} },
  ]);
});
