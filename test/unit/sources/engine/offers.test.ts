import { expect, test } from 'vitest';
import { offersOf } from '../../../../src/sources/engine/offers.ts';

const remote = { name: 'remote', description: '', host: 'ssh://me@far', skipVerify: false };
const rootless = { name: 'rootless', description: '', host: 'unix:///run/user/1000/docker.sock', skipVerify: false };
const sockets = [
  { path: '/run/user/1000/docker.sock', product: 'rootless Docker' },
  { path: '/var/run/docker.sock', product: 'Docker' },
  { path: '/run/podman/podman.sock', product: 'Podman' },
];

test('Docker’s default, the contexts, and the sockets that none of them leads to', () => {
  const contexts = [remote, { wrong: 'The context in /c cannot be used: it is no JSON object.' }, rootless];
  expect(offersOf({ dockers: { kind: 'context', name: 'remote' }, host: '', contexts, sockets })).toEqual([
    { value: 'default', label: 'default', description: '/var/run/docker.sock', isDockers: false },
    { value: 'remote', label: 'remote', description: 'ssh://me@far', isDockers: true },
    { value: 'rootless', label: 'rootless', description: '/run/user/1000/docker.sock', isDockers: false },
    { value: '/run/podman/podman.sock', label: 'Podman', description: '/run/podman/podman.sock', isDockers: false },
  ]);
});

test('DOCKER_HOST is what the default context stands for', () => {
  const host = 'tcp://127.0.0.1:2375';
  expect(offersOf({ dockers: { kind: 'host', host }, host, contexts: [], sockets: [] })).toEqual([
    { value: 'default', label: 'default', description: '127.0.0.1:2375', isDockers: true },
  ]);
});

test('an address that cannot be used says why', () => {
  const contexts = [{ ...remote, host: 'ssh://-oProxyCommand=id' }];
  const [, offer] = offersOf({ dockers: { kind: 'host', host: '' }, host: '', contexts, sockets: [] });
  expect(offer?.description).toContain('its host is no name that ssh takes');
});
