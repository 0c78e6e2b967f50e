import { describe, expect, test } from 'vitest';
import { addressOf, written } from '../../../../src/sources/engine/address.ts';

const ssh = { kind: 'ssh', user: null, port: null, socket: null };

test.each([
  ['', false, { kind: 'socket', path: '/var/run/docker.sock' }],
  ['', true, { kind: 'tcp', host: 'localhost', port: 2376, tls: true }],
  ['unix://', false, { kind: 'socket', path: '/var/run/docker.sock' }],
  ['unix:///run/d.sock', true, { kind: 'socket', path: '/run/d.sock' }],
  ['npipe:////./pipe/docker_engine', false, { kind: 'socket', path: '//./pipe/docker_engine' }],
  ['tcp://127.0.0.1:2375', false, { kind: 'tcp', host: '127.0.0.1', port: 2375, tls: false }],
  ['127.0.0.1:4243', false, { kind: 'tcp', host: '127.0.0.1', port: 4243, tls: false }],
  ['tcp://engine', false, { kind: 'tcp', host: 'engine', port: 2375, tls: false }],
  ['tcp://engine:80', false, { kind: 'tcp', host: 'engine', port: 80, tls: false }],
  // Docker speaks plain HTTP there, too, unless it is told otherwise.
  ['tcp://engine:2376', false, { kind: 'tcp', host: 'engine', port: 2376, tls: false }],
  ['tcp://engine', true, { kind: 'tcp', host: 'engine', port: 2376, tls: true }],
  ['tcp://[::1]:2375', false, { kind: 'tcp', host: '::1', port: 2375, tls: false }],
  ['ssh://engine', false, { ...ssh, host: 'engine' }],
  ['ssh://me@engine:2222', true, { ...ssh, host: 'engine', user: 'me', port: 2222 }],
  [
    'ssh://DOM\\me@my_host/run/user/1000/docker.sock',
    false,
    { ...ssh, host: 'my_host', user: 'DOM\\me', socket: '/run/user/1000/docker.sock' },
  ],
  ['ssh://[fe80::1%eth0]:22/', false, { ...ssh, host: 'fe80::1%eth0', port: 22 }],
])('%s, TLS %s', (host, tls, address) => {
  expect(addressOf(host, tls, 'linux')).toEqual(address);
});

test('the default of Windows is a named pipe', () => {
  expect(addressOf('', false, 'win32')).toEqual({ kind: 'socket', path: '//./pipe/docker_engine' });
});

test.each([
  ['tcp://', 'tcp://', 'it names no host'],
  ['fd://3', 'fd://3', '"fd://" is not supported'],
  ['ssh://', 'ssh://', 'it names no host'],
  ['ssh://me@', 'ssh://me@', 'it names no host'],
  ['ssh://-oProxyCommand=id', 'ssh://-oProxyCommand=id', 'its host is no name that ssh takes'],
  ['ssh://me@-V', 'ssh://me@-V', 'its host is no name that ssh takes'],
  ['ssh://a b', 'ssh://a b', 'its host is no name that ssh takes'],
  ['ssh://a;id', 'ssh://a;id', 'its host is no name that ssh takes'],
  ['ssh://a\nb', 'ssh://a\nb', 'its host is no name that ssh takes'],
  ['ssh://-lroot@engine', 'ssh://-lroot@engine', 'its user is no name that ssh takes'],
  ['ssh://me:hunter2@engine', 'ssh://…@engine', 'a password in it would be seen by everybody'],
  ['ssh://engine/run/$(id)', 'ssh://engine/run/$(id)', 'its path is not that of a socket'],
  ['ssh://engine/run/a;id', 'ssh://engine/run/a;id', 'its path is not that of a socket'],
  ['ssh://engine:port', 'ssh://engine:port', 'it is not of the form ssh://user@host:port'],
  ['ssh://engine?x=1', 'ssh://engine?x=1', 'it is not of the form ssh://user@host:port'],
])('%j cannot be used', (host, shown, reason) => {
  expect(addressOf(host)).toEqual({ kind: 'unusable', reason: `The engine's address "${shown}" cannot be used: ${reason}.` });
});

describe('as people write it', () => {
  test.each([
    ['unix:///run/d.sock', '/run/d.sock'],
    ['tcp://engine', 'engine:2375'],
    ['tcp://[::1]:2375', '[::1]:2375'],
    ['ssh://me@engine:2222/run/d.sock', 'ssh://me@engine:2222/run/d.sock'],
    ['ssh://[::1]', 'ssh://[::1]'],
  ])('%s', (host, text) => {
    const address = addressOf(host);
    expect(address.kind === 'unusable' ? null : written(address)).toBe(text);
  });
});
