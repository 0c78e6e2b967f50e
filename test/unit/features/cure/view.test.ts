import { expect, test } from 'vitest';
import { cureFor } from '../../../../src/features/cure/view.ts';
import { articleEngine } from '../shared/engines.ts';
import { snapshotOf } from '../shared/workspace.ts';

const WEBAPP = { address: '/var/run/docker.sock', id: 'ba9876543210' };

test('a receiver is restarted by a command that is typed into a terminal of its engine', () => {
  expect(cureFor(snapshotOf({}, { engines: [articleEngine()] }), [WEBAPP, WEBAPP])).toMatchObject({
    kind: 'steps',
    question: 'Restart webapp?',
    detail: expect.stringMatching(/^webapp stops and starts again\./) as string,
    command: 'docker restart webapp',
    environment: { DOCKER_HOST: 'unix:///var/run/docker.sock' },
  });
});

test.each([
  ['/run/docker.sock', undefined, { DOCKER_HOST: 'unix:///run/docker.sock' }],
  ['//./pipe/docker_engine', undefined, { DOCKER_HOST: 'npipe:////./pipe/docker_engine' }],
  ['10.0.0.1:2375', undefined, { DOCKER_HOST: 'tcp://10.0.0.1:2375' }],
  ['ssh://me@host', undefined, { DOCKER_HOST: 'ssh://me@host' }],
  ['ssh://me@host', 'far', { DOCKER_CONTEXT: 'far' }],
])('the engine at %s (context %s) is found by %j', (address, name, environment) => {
  const engine = { ...articleEngine(), address, ...(name !== undefined && { name }) };
  expect(cureFor(snapshotOf({}, { engines: [engine] }), [{ ...WEBAPP, address }])?.environment).toEqual(environment);
});

test('while its source is down nothing is restarted, as that would stop the receiver for good', () => {
  const engine = articleEngine();
  const details = engine.facts?.details.map((detail) => (detail.name === 'mysql_server' ? { ...detail, running: false } : detail)) ?? [];
  const stopped = { ...engine, facts: engine.facts && { ...engine.facts, details } };
  expect(cureFor(snapshotOf({}, { engines: [stopped] }), [WEBAPP])).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('mysql_server') as string,
    first: 'docker start mysql_server',
  });
});

test('nothing is typed here for containers that run where docker inspect was run', () => {
  const engine = articleEngine();
  const dump = { ...engine, facts: engine.facts && { ...engine.facts, origin: 'dump' as const } };
  const there = 'These containers run where docker inspect was run. There, type: docker restart webapp';
  expect(cureFor(snapshotOf({}, { engines: [dump] }), [WEBAPP])).toMatchObject({ kind: 'refused', reason: there, first: null });
});

test('an engine that is not known has no cure', () => {
  expect(cureFor(snapshotOf({}), [WEBAPP])).toBeNull();
});
