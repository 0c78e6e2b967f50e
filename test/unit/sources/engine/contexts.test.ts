import { expect, test } from 'vitest';
import { contextId, decodeConfig, decodeContext, dockersChoice, engineName } from '../../../../src/sources/engine/contexts.ts';

test('the folder of a context is the one that docker context create makes', () => {
  expect(contextId('odd')).toBe('990cb8ebd0afb7150da453a213036a92f2c05e091df0d803e62d257ea7796c27');
});

// Each row was tried with `docker context show` and `docker ps` of Docker 28.2.2.
test.each([
  [{}, '', { kind: 'host', host: '' }],
  [{}, 'remote', { kind: 'context', name: 'remote' }],
  [{}, 'default', { kind: 'host', host: '' }],
  [{ DOCKER_HOST: '', DOCKER_CONTEXT: '' }, 'remote', { kind: 'context', name: 'remote' }],
  [{ DOCKER_CONTEXT: 'other' }, 'remote', { kind: 'context', name: 'other' }],
  [{ DOCKER_CONTEXT: 'default' }, 'remote', { kind: 'host', host: '' }],
  [{ DOCKER_HOST: 'tcp://h:1' }, 'remote', { kind: 'host', host: 'tcp://h:1' }],
  [{ DOCKER_HOST: 'tcp://h:1', DOCKER_CONTEXT: 'other' }, 'remote', { kind: 'host', host: 'tcp://h:1' }],
])('with %j and the current context "%s"', (environment, current, choice) => {
  expect(dockersChoice(environment, current)).toEqual(choice);
});

test.each([
  ['remote', { kind: 'context', name: 'remote' }],
  ['my.host+2', { kind: 'context', name: 'my.host+2' }],
  ['default', { kind: 'context', name: 'default' }],
  ['/run/podman/podman.sock', { kind: 'host', host: 'unix:///run/podman/podman.sock' }],
  ['//./pipe/podman', { kind: 'host', host: 'npipe:////./pipe/podman' }],
  ['tcp://h:2375', { kind: 'host', host: 'tcp://h:2375' }],
  ['10.0.0.5:2375', { kind: 'host', host: '10.0.0.5:2375' }],
])('%s names', (text, name) => {
  expect(engineName(text)).toEqual(name);
});

test.each([
  ['{"currentContext":"remote","auths":{}}', { value: 'remote' }],
  ['{}', { value: '' }],
  ['{"currentContext":null}', { value: '' }],
  ['{"currentContext":5}', { wrong: '"currentContext" is not a text' }],
  ['[]', { wrong: 'it is no JSON object' }],
  ['{"currentContext":"re', { wrong: 'it is no JSON object' }],
  ['', { wrong: 'it is no JSON object' }],
])('config.json %s', (text, decoded) => {
  expect(decodeConfig(text)).toEqual(decoded);
});

const plain = { name: 'c', description: '', host: '', skipVerify: false };

test.each([
  [
    '{"Name":"r","Metadata":{"Description":"far"},"Endpoints":{"docker":{"Host":"ssh://me@h","SkipTLSVerify":true}}}',
    { value: { name: 'r', description: 'far', host: 'ssh://me@h', skipVerify: true } },
  ],
  ['{"Endpoints":{"docker":{}}}', { value: plain }],
  ['{"Name":7,"Metadata":[],"Endpoints":{"docker":{"SkipTLSVerify":"yes"}}}', { value: plain }],
  ['{"Name":"c"}', { wrong: 'it names no Docker engine' }],
  ['{"Name":"c","Endpoints":{"kubernetes":{}}}', { wrong: 'it names no Docker engine' }],
  ['{"Name":"c","Endpoints":{"docker":{"Host":5}}}', { wrong: 'its "Host" is not a text' }],
  ['{', { wrong: 'it is no JSON object' }],
  ['null', { wrong: 'it is no JSON object' }],
])('meta.json %s', (text, decoded) => {
  expect(decodeContext(text, 'c')).toEqual(decoded);
});
