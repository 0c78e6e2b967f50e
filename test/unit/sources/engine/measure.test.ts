import { expect, test } from 'vitest';
import { measureNames, MOST_NAMES } from '../../../../src/sources/engine/measure.ts';
import { decodeExitCode, decodeMade, decodePrinted } from '../../../../src/sources/engine/ran.ts';
import { container } from '../../domain/verdicts/engineOf.ts';
import { ScriptedEngine } from './scriptedEngine.ts';

const web = container('web', { id: 'w' });

function measured(api: ScriptedEngine, names: readonly string[], signal = new AbortController().signal): ReturnType<typeof measureNames> {
  return measureNames(web, names, { api, now: () => 'now', signal });
}

test('each name is asked for by one call, the first tells by which program', async () => {
  const api = new ScriptedEngine();
  api.answers.set('db', { exitCode: 0, output: '172.18.0.2  STREAM db\n' });
  const told = await measured(api, ['db', 'nix', '-f']);
  expect(api.asked).toEqual(['run w getent ahosts db', 'run w getent ahosts nix']);
  expect(told).toMatchObject({ receiverId: 'w', asker: 'getent', at: 'now' });
  expect('answers' in told && [...told.answers]).toEqual([
    ['-f', { kind: 'unknown', reason: '"-f" is no host name that can be asked for.' }],
    ['db', { kind: 'addresses', addresses: ['172.18.0.2'] }],
    ['nix', { kind: 'addresses', addresses: [] }],
  ]);
});

test('the next program is tried where one is not there, and a container with none is told of', async () => {
  const api = new ScriptedEngine();
  api.answers.set('db', { exitCode: 127, output: '' });
  expect(await measured(api, ['db'])).toEqual({
    fault: '"web" has none of getent, ping, nslookup that would tell, so it cannot be asked.',
  });
  expect(api.asked).toEqual(['run w getent ahosts db', 'run w ping -c 1 -W 1 db', 'run w nslookup db']);
});

test('an engine that does not say in time leaves the name open', async () => {
  const api = new ScriptedEngine();
  api.failing.add('run w getent ahosts nix');
  const told = await measured(api, ['db', 'nix']);
  expect('answers' in told && told.answers.get('nix')).toEqual({ kind: 'unknown', reason: 'It was not told within 10 seconds.' });
});

test('no more than so many names, nothing after it was ended, and nothing without a name', async () => {
  const api = new ScriptedEngine();
  const told = await measured(
    api,
    Array.from({ length: MOST_NAMES + 1 }, (_, at) => `n${at}`),
  );
  expect(api.asked.length).toBe(MOST_NAMES);
  expect('answers' in told && told.answers.get(`n${MOST_NAMES}`)).toMatchObject({ kind: 'unknown' });
  expect(await measured(api, ['db'], AbortSignal.abort())).toEqual({ fault: 'Asking "web" was cancelled.' });
  expect(await measured(api, [])).toEqual({ fault: 'There is no name to ask "web" for.' });
});

test('what an engine says of a program that it ran', () => {
  expect(decodeMade({ Id: 'x' })).toEqual({ value: 'x' });
  expect(decodeMade([])).toHaveProperty('wrong');
  expect(decodeExitCode({ ExitCode: 2 })).toEqual({ value: 2 });
  expect(decodeExitCode({ ExitCode: null, Running: false })).toEqual({ value: null });
  expect(decodeExitCode({ ExitCode: 0, Running: true })).toEqual({ value: null });
  expect(decodeExitCode('x')).toHaveProperty('wrong');
  const piece = (stream: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([stream, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)]);
  expect(decodePrinted(Buffer.concat([piece(1, 'one\n'), piece(2, 'two')]))).toEqual({ value: 'one\ntwo' });
  expect(decodePrinted(Buffer.from([1, 0]))).toEqual({ value: '' });
  expect(decodePrinted({})).toHaveProperty('wrong');
});
