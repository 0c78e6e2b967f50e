import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineFact } from '../../src/model/facts.ts';
import { engineView } from '../../src/model/engineView.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import { FollowAll } from '../../src/sources/engine/followAll.ts';
import { fakeContainer, startFakeEngine } from '../support/fakeEngine.mjs';
import type { FakeContainer, FakeEngine } from '../support/fakeEngine.mjs';
import { countedClock } from './countedClock.ts';
import type { CountedClock } from './countedClock.ts';

// An engine that misbehaves in one way after another while it is followed: afterwards what is known is right again, and one message has told of it.

let folder: string;
let engine: FakeEngine;
let containers: FakeContainer[];
let fact: EngineFact | null;
let told: string[];
let all: FollowAll;
let clock: CountedClock;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-trouble-'));
  containers = [
    fakeContainer('mysql', { expose: ['3306/tcp'], linkNames: ['/web/db'] }),
    fakeContainer('web', { address: '172.17.0.3', links: [['mysql', 'db']] }),
  ];
  const path = join(folder, 'docker.sock');
  engine = await startFakeEngine(path, containers);
  const api = connectEngine({ host: `unix://${path}`, deadline: 300 });
  if ('fault' in api) throw new Error(api.fault);
  fact = null;
  told = [];
  clock = countedClock(10);
  all = new FollowAll({
    // Ten times as fast, so that no test waits for long.
    clock,
    random: () => 0,
    now: () => '2026-01-01T00:00:00Z',
    find: () => Promise.resolve([{ address: api.address, identity: 'one', api }]),
    publish: (one) => (fact = one),
    forget: () => (fact = null),
    tell: (sentence, isFault) => told.push(isFault ? `fault: ${sentence}` : sentence),
    failed: (error) => told.push(String(error)),
  });
  all.start();
  await until(() => address() === '172.17.0.2');
});

afterEach(async () => {
  all.dispose();
  await engine.end();
  rmSync(folder, { recursive: true });
});

/** Looks again and again until this is true; the test's own limit ends a wait in vain. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await after(10);
}

/** The address that the link of `web` has now. */
function address(): string | undefined {
  const links = fact ? engineView(fact).receivers.flatMap((receiver) => receiver.links) : [];
  return links.flatMap(({ variables }) => variables).find(({ name }) => name === 'DB_PORT_3306_TCP_ADDR')?.value;
}

/** Puts another container in the place of the source. */
function moveSource(ipv4: string): void {
  containers.splice(0, 1, fakeContainer('mysql', { address: ipv4, expose: ['3306/tcp'], linkNames: ['/web/db'] }));
}

/** How many questions of one kind were asked. */
function count(path: string): number {
  return engine.asked.filter((one) => one === path).length;
}

const idOf = (container: FakeContainer | undefined): string => String(container?.listed['Id']);

test.each([
  ['a cut JSON', 'garbage', (answer) => answer.writeHead(200, { 'Content-Type': 'application/json' }).end('[{"Id":"63')],
  ['an answer of another shape', 'garbage', (answer) => answer.writeHead(200).end('{"a":1}')],
  ['an answer that breaks off', 'silent', (answer) => void answer.writeHead(200, { 'Content-Length': '999' }).write('[{"Id":"')],
  ['errors', 'refused', (answer) => answer.writeHead(500).end('{"message":"out of order"}')],
  ['errors that are no JSON', 'refused', (answer) => answer.writeHead(502).end('<html>bad gateway</html>')],
  ['silence', 'silent', () => undefined],
] satisfies [string, string, (answer: ServerResponse) => unknown][])(
  '%s again and again is one message, and what is known is right once it is over',
  async (_, code, spoil) => {
    engine.spoiled.set('/containers/json', (answer) => void spoil(answer));
    moveSource('172.17.0.9');
    engine.says('start', idOf(containers[0]));
    const before = count('/containers/json');
    await until(() => count('/containers/json') >= before + 3);
    expect(fact?.health).toMatchObject({ state: 'down', code });
    expect(address()).toBe('172.17.0.2');
    engine.spoiled.clear();
    await until(() => address() === '172.17.0.9');
    expect(told.map((sentence) => sentence.startsWith('fault: '))).toEqual([false, true, false]);
  },
);

test('a stream that breaks off in the middle of an event loses nothing', async () => {
  moveSource('172.17.0.8');
  engine.writes('{"Type":"container","Action":"sta', { ending: true });
  await until(() => address() === '172.17.0.8');
  expect(told).toHaveLength(3);
  expect(told[1]).toMatch(/^fault: The Docker engine at \S+ ended the connection\.$/);
});

test('lines that are no events are passed over', async () => {
  engine.writes('\n\n{"Type":7}\nnull\n[1,2]\n{"Type":"container"\n');
  moveSource('172.17.0.7');
  engine.says('start', idOf(containers[0]));
  await until(() => address() === '172.17.0.7');
  expect(told).toHaveLength(1);
});

test.each([
  ['1970', 0],
  ['2106', 4_294_967_295],
])('an engine whose clock stands in %s is followed all the same', async (_, time) => {
  moveSource('172.17.0.6');
  const event = { Type: 'container', Action: 'start', Actor: { ID: idOf(containers[0]) }, time, timeNano: time * 1e9 };
  engine.writes(`${JSON.stringify(event)}\n`);
  await until(() => address() === '172.17.0.6');
  expect(told).toHaveLength(1);
});

test('two containers of one name while one is made again, and one that is gone before it is read', async () => {
  const again = fakeContainer('mysql2', { address: '172.17.0.5', expose: ['3306/tcp'], linkNames: ['/web/db'] });
  again.listed['Names'] = ['/mysql', '/web/db'];
  again.inspected['Name'] = '/mysql';
  const gone = fakeContainer('gone');
  containers.push(again, gone);
  engine.spoiled.set(`/containers/${idOf(gone)}/json`, (answer) => answer.writeHead(404).end('{"message":"No such container"}'));
  engine.says('create', idOf(again));
  await until(() => fact?.facts?.summaries.length === 4);
  expect(fact?.health.state).toBe('connected');
  containers.splice(0, 1);
  containers.pop();
  engine.says('destroy', 'mysql');
  engine.says('start', idOf(again));
  await until(() => address() === '172.17.0.5');
  expect(told).toHaveLength(1);
});

test('after the stop nothing more is asked', async () => {
  all.stop();
  const before = engine.asked.length;
  moveSource('172.17.0.4');
  engine.says('start', idOf(containers[0]));
  await engine.quiet();
  expect([clock.pending, engine.load.now, engine.asked.length]).toEqual([0, 0, before]);
});
