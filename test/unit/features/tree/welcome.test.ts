import { expect, test } from 'vitest';
import { welcomeState } from '../../../../src/features/tree/welcome.ts';
import { articleEngine } from '../shared/engines.ts';

const connected = { health: { state: 'connected' }, facts: null } as const;
const connecting = { health: { state: 'connecting' }, facts: null } as const;
const resting = { health: { state: 'resting' }, facts: null } as const;
const silent = { health: { state: 'down', code: 'silent', fault: '' }, facts: null } as const;
const missing = { health: { state: 'down', code: 'no-engine', fault: '' }, facts: null } as const;
const { facts } = articleEngine();
const dump = { health: { state: 'connected' }, facts: facts && { ...facts, origin: 'dump' as const } } as const;

test.each([
  ['no engine', [], 'unasked'],
  ['a dump alone', [dump], 'unasked'],
  ['one engine', [silent], 'silent'],
  ['one engine beside a dump', [dump, missing], 'no-engine'],
  ['two of one state', [missing, missing], 'no-engine'],
  ['two that are read', [connected, connected], 'connected'],
  ['one that is read, one out of reach', [silent, connected], 'partly'],
  ['two out of reach for two reasons', [silent, missing], 'failed'],
  ['one that is read, one that is being asked', [connected, connecting], 'connecting'],
  ['one that nobody looks at', [resting], 'connecting'],
] as const)('%s', (_, engines, state) => {
  expect(welcomeState(engines)).toBe(state);
});
