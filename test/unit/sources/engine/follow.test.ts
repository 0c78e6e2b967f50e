import { beforeEach, describe, expect, test } from 'vitest';
import type { EngineFact } from '../../../../src/model/facts.ts';
import { Follower } from '../../../../src/sources/engine/follow.ts';
import { HandClock, ScriptedEngine } from './scriptedEngine.ts';

let engine: ScriptedEngine;
let clock: HandClock;
let published: EngineFact[];
let follower: Follower;

beforeEach(() => {
  engine = new ScriptedEngine();
  engine.containers.set('db', { name: 'mysql', ipv4: '172.17.0.2', names: ['/web/db'] });
  engine.containers.set('web', { name: 'web', ipv4: '172.17.0.3', links: ['/mysql:/web/db'] });
  clock = new HandClock();
  published = [];
  follower = new Follower(engine, { clock, random: () => 0, now: () => '2026-01-01T00:00:00Z', publish: (fact) => published.push(fact) });
});

const states = (): readonly string[] => published.map(({ health }) => health.state);
const addresses = (): readonly (string | undefined)[] =>
  published.at(-1)?.facts?.details.map(({ networks }) => networks.get('bridge')?.ipv4) ?? [];

/** What was asked since the last look. */
function asked(): readonly string[] {
  return engine.asked.splice(0);
}

describe('following an engine', () => {
  test('nothing is asked before it starts, and one reading is enough', async () => {
    await clock.pass(60_000);
    expect(engine.asked).toEqual([]);
    follower.start();
    follower.start();
    await clock.pass(60_000);
    expect(asked()).toEqual(['events', 'version', 'list', 'inspect db', 'inspect web']);
    expect(states()).toEqual(['connecting', 'connected']);
  });

  test('after an event only what it touched is inspected again', async () => {
    follower.start();
    await clock.pass(0);
    asked();
    engine.containers.set('db', { name: 'mysql', ipv4: '172.17.0.9' });
    engine.says('start', 'db');
    await clock.pass(100);
    expect(asked()).toEqual(['list', 'inspect db']);
    expect(addresses()).toEqual(['172.17.0.9', '172.17.0.3']);
  });

  test('wanted images are asked for once, and again after the images changed', async () => {
    const images = (): readonly string[] => [...(published.at(-1)?.images ?? [])].map(([name, image]) => `${name} ${image?.id ?? 'none'}`);
    engine.images.set('mysql:8', { id: 'a', exposedPorts: [], env: [] });
    follower.wantImages(['mysql:8', 'redis:7']);
    await clock.pass(60_000);
    expect(asked()).toEqual([]);
    follower.start();
    await clock.pass(60_000);
    expect(asked().filter((question) => question.startsWith('image'))).toEqual(['image mysql:8', 'image redis:7']);
    expect(images()).toEqual(['mysql:8 a', 'redis:7 none']);
    engine.says('start', 'db');
    await clock.pass(100);
    expect(asked()).toEqual(['list', 'inspect db', 'inspect web']);
    engine.images.set('redis:7', { id: 'b', exposedPorts: [], env: [] });
    engine.saysOfImages('pull');
    await clock.pass(100);
    expect(asked()).toEqual(['image mysql:8', 'image redis:7']);
    expect(images()).toEqual(['mysql:8 a', 'redis:7 b']);
    follower.wantImages(['redis:7']);
    await clock.pass(100);
    follower.wantImages(['redis:7', 'web:1']);
    await clock.pass(100);
    expect(asked()).toEqual(['image web:1']);
    expect(images()).toEqual(['redis:7 b', 'web:1 none']);
  });

  test('an event of images asks for nothing where no image is wanted', async () => {
    follower.start();
    await clock.pass(0);
    asked();
    engine.saysOfImages('pull');
    await clock.pass(100);
    expect(asked()).toEqual([]);
  });

  test('a renamed source leads to its receivers as well, whose links show its name', async () => {
    follower.start();
    await clock.pass(0);
    asked();
    engine.containers.set('db', { name: 'mariadb', ipv4: '172.17.0.2', names: ['/web/db'] });
    engine.says('rename', 'db');
    await clock.pass(100);
    expect(asked()).toEqual(['list', 'inspect db', 'inspect web']);
  });

  test('a burst of 200 events is one list and at most one inspect a container', async () => {
    follower.start();
    await clock.pass(0);
    asked();
    for (let times = 0; times < 100; times += 1) {
      engine.says('die', 'db');
      engine.says('start', 'db');
    }
    await clock.pass(1_000);
    expect(asked()).toEqual(['list', 'inspect db', 'inspect web']);
  });

  test('a container that is gone is forgotten, a new one is inspected', async () => {
    follower.start();
    await clock.pass(0);
    asked();
    engine.containers.delete('web');
    engine.containers.set('new', { name: 'new', ipv4: '172.17.0.4' });
    engine.says('destroy', 'web');
    engine.says('create', 'new');
    await clock.pass(100);
    expect(asked()).toEqual(['list', 'inspect new']);
    expect(addresses()).toEqual(['172.17.0.2', '172.17.0.4']);
  });

  test('an engine that stops is told, keeps its facts, is tried again and again, and read anew when it is back', async () => {
    follower.start();
    await clock.pass(0);
    engine.failing.add('version');
    engine.failing.add('events');
    engine.stops();
    await clock.pass(0);
    expect(published.at(-1)).toMatchObject({ health: { state: 'down', code: 'not-running' }, facts: { version: { version: '28.5.2' } } });
    await clock.pass(10 * 60_000);
    const tries = asked().filter((question) => question === 'events').length;
    expect(tries).toBeGreaterThan(20);
    expect(tries).toBeLessThan(60);
    engine.failing.clear();
    engine.containers.set('db', { name: 'mysql', ipv4: '172.17.0.7' });
    await clock.pass(30_000);
    expect(published.at(-1)?.health.state).toBe('connected');
    expect(addresses()).toEqual(['172.17.0.7', '172.17.0.3']);
  });

  test('an engine that is back at once is followed again within a second', async () => {
    follower.start();
    await clock.pass(0);
    engine.stops();
    await clock.pass(1_000);
    expect(states()).toEqual(['connecting', 'connected', 'down', 'connected']);
  });

  test('an answer that cannot be used ends the stream, too, and the engine is tried again', async () => {
    engine.failing.add('inspect web');
    follower.start();
    await clock.pass(0);
    expect(published.at(-1)).toMatchObject({ health: { state: 'down', code: 'silent' } });
    expect(engine.followed).toBe(false);
    engine.failing.clear();
    await clock.pass(1_000);
    expect(published.at(-1)?.health.state).toBe('connected');
  });

  test('after its stop nothing is asked, and a new start reads everything', async () => {
    follower.start();
    await clock.pass(0);
    follower.stop();
    asked();
    engine.says('start', 'db');
    await clock.pass(60_000);
    expect(asked()).toEqual([]);
    expect(engine.followed).toBe(false);
    follower.start();
    await clock.pass(0);
    expect(asked()).toEqual(['events', 'version', 'list', 'inspect db', 'inspect web']);
    expect(states()).toEqual(['connecting', 'connected', 'connected']);
  });

  test('asked to read again, it does so at once, also during a wait', async () => {
    engine.failing.add('version');
    follower.start();
    await clock.pass(60_000);
    engine.failing.clear();
    follower.again();
    await clock.pass(0);
    expect(published.at(-1)?.health.state).toBe('connected');
  });

  test('what receivers hold is read only for those somebody looks at, and again only after events that touch them or their sources', async () => {
    follower.start();
    await clock.pass(0);
    asked();
    follower.want('web');
    follower.want('web');
    await clock.pass(1_000);
    expect(asked()).toEqual(['get /networks/bridge', 'get /containers/web/top', 'get /containers/web/archive']);
    engine.containers.set('other', { name: 'other', ipv4: '172.17.0.8' });
    engine.says('create', 'other');
    await clock.pass(1_000);
    expect(asked()).toEqual(['list', 'inspect other']);
    engine.says('start', 'db');
    await clock.pass(1_000);
    expect(asked()).toEqual(['list', 'inspect db', 'inspect web', 'get /containers/web/top', 'get /containers/web/archive']);
  });

  test('a burst of 200 events reads what a receiver holds once', async () => {
    follower.start();
    follower.want('web');
    await clock.pass(1_000);
    asked();
    for (let times = 0; times < 100; times += 1) {
      engine.says('die', 'db');
      engine.says('start', 'web');
    }
    await clock.pass(1_000);
    expect(asked()).toEqual(['list', 'inspect db', 'inspect web', 'get /containers/web/top', 'get /containers/web/archive']);
  });

  test('an engine that refuses to tell what a receiver holds is followed all the same', async () => {
    engine.failing.add('get /containers/web/top').add('get /containers/web/archive').add('get /networks/bridge');
    follower.start();
    follower.want('web');
    await clock.pass(1_000);
    expect(published.at(-1)?.health.state).toBe('connected');
    expect(published.at(-1)?.evidence).toMatchObject([
      { receiverId: 'web', environment: { kind: 'unknown', reason: { code: 'refused' } } },
    ]);
  });

  test('the links that a container had are remembered after it was made again without them, and over a stop', async () => {
    follower.start();
    await clock.pass(0);
    engine.containers.delete('web');
    engine.containers.set('web2', { name: 'web', ipv4: '172.17.0.4' });
    engine.says('destroy', 'web');
    engine.says('create', 'web2');
    await clock.pass(1_000);
    follower.stop();
    follower.start();
    await clock.pass(1_000);
    expect(published.at(-1)?.facts?.details.flatMap(({ links }) => links)).toEqual([]);
    expect(published.at(-1)?.links).toMatchObject([
      { receiver: { name: 'web' }, source: { name: 'mysql' }, alias: 'db', names: ['db', 'mysql'], at: '2026-01-01T00:00:00Z' },
    ]);
  });

  test('the addresses that a container had are remembered', async () => {
    follower.start();
    await clock.pass(0);
    engine.containers.set('db', { name: 'mysql', ipv4: '172.17.0.9', names: ['/web/db'] });
    engine.says('start', 'db');
    await clock.pass(1_000);
    const seen = published
      .at(-1)
      ?.seen?.filter(({ containerId }) => containerId === 'db')
      .map(({ ipv4 }) => ipv4);
    expect(seen).toEqual(['172.17.0.2', '172.17.0.9']);
  });
});
