import { expect, test } from 'vitest';
import { addressOf } from '../../../../src/sources/engine/address.ts';

test.each([
  ['unix:///run/d.sock', {}, { kind: 'socket', path: '/run/d.sock' }],
  ['npipe:////./pipe/docker_engine', {}, { kind: 'socket', path: '//./pipe/docker_engine' }],
  ['tcp://127.0.0.1:2375', {}, { kind: 'tcp', host: '127.0.0.1', port: 2375, tls: false }],
  ['127.0.0.1:4243', {}, { kind: 'tcp', host: '127.0.0.1', port: 4243, tls: false }],
  ['tcp://engine', {}, { kind: 'tcp', host: 'engine', port: 2375, tls: false }],
  ['tcp://engine:80', {}, { kind: 'tcp', host: 'engine', port: 80, tls: false }],
  ['tcp://engine', { DOCKER_TLS_VERIFY: '1' }, { kind: 'tcp', host: 'engine', port: 2376, tls: true }],
  [
    'ssh://me@engine',
    {},
    { kind: 'unusable', reason: 'The engine\'s address "ssh://me@engine" cannot be used: "ssh://" is not supported.' },
  ],
  ['tcp://', {}, { kind: 'unusable', reason: 'The engine\'s address "tcp://" cannot be used: it names no host.' }],
])('%s', (host, environment, address) => {
  expect(addressOf(host, environment)).toEqual(address);
});
