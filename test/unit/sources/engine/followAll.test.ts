import { beforeEach, describe, expect, test } from 'vitest';
import type { EngineFact } from '../../../../src/model/facts.ts';
import { FollowAll } from '../../../../src/sources/engine/followAll.ts';
import type { FoundEngine } from '../../../../src/sources/engine/followAll.ts';
import { HandClock, ScriptedEngine } from './scriptedEngine.ts';

let one: ScriptedEngine;
let other: ScriptedEngine;
let clock: HandClock;
let found: FoundEngine[];
let facts: Map<string, EngineFact>;
let published: string[];
let told: string[];
let all: FollowAll;

beforeEach(() => {
  one = new ScriptedEngine('/one.sock');
  other = new ScriptedEngine('/other.sock');
  clock = new HandClock();
  found = [way(one), way(other)];
  facts = new Map();
  published = [];
  told = [];
  all = new FollowAll({
    clock,
    random: () => 0,
    now: () => '2026-01-01T00:00:00Z',
    find: () => Promise.resolve(found),
    publish: (fact) => {
      facts.set(fact.address, fact);
      published.push(`${fact.address} ${fact.health.state}`);
    },
    forget: (address) => facts.delete(address),
    tell: (sentence) => told.push(sentence),
    failed: (error) => {
      throw error;
    },
  });
});

function way(api: ScriptedEngine, identity = 'plain'): FoundEngine {
  return { address: api.address, identity, api };
}

/** How often somebody asked for events since the last look. */
function streams(engine: ScriptedEngine): number {
  return engine.asked.splice(0).filter((question) => question === 'events').length;
}

describe('following several engines', () => {
  test('nothing is asked before the start; then each has one stream', async () => {
    await clock.pass(60_000);
    expect(one.asked).toEqual([]);
    all.start();
    all.start();
    await clock.pass(60_000);
    expect([streams(one), streams(other)]).toEqual([1, 1]);
    expect([...facts.keys()]).toEqual(['/one.sock', '/other.sock']);
  });

  test('after the stop nobody is asked, every connection is ended, and the next start looks up the engines anew', async () => {
    all.start();
    await clock.pass(0);
    all.stop();
    expect([one.followed, other.followed, one.closed, other.closed]).toEqual([false, false, 1, 1]);
    streams(one);
    await clock.pass(60_000);
    expect(one.asked).toEqual([]);
    found = [way(one)];
    all.start();
    await clock.pass(0);
    expect([streams(one), other.followed]).toEqual([1, false]);
    expect([...facts.keys()]).toEqual(['/one.sock']);
  });

  test('that nobody looks any more is shown, and told to nobody; an engine that was out of reach stays that', async () => {
    other.failing.add('version');
    all.start();
    await clock.pass(0);
    all.stop();
    expect([...facts.values()].map(({ health }) => health.state)).toEqual(['resting', 'down']);
    expect(facts.get('/one.sock')?.facts).not.toBeNull();
    all.start();
    await clock.pass(0);
    expect(facts.get('/one.sock')?.health.state).toBe('connected');
    expect(told.filter((sentence) => sentence.includes('/one.sock'))).toHaveLength(1);
  });

  test('an engine that is not chosen any more is ended and forgotten, the other one is left alone', async () => {
    all.start();
    await clock.pass(0);
    streams(one);
    found = [way(one)];
    all.reconsider();
    await clock.pass(60_000);
    expect([one.followed, other.followed]).toEqual([true, false]);
    expect(one.asked).toEqual([]);
    expect([...facts.keys()]).toEqual(['/one.sock']);
    expect(await all.inspect('/other.sock', 'db')).toEqual({ fault: 'The engine at /other.sock is not followed any more.' });
  });

  test('another way to the same address takes the place of the old one', async () => {
    all.start();
    await clock.pass(0);
    const renewed = new ScriptedEngine('/one.sock');
    found = [way(renewed, 'with another certificate'), way(other)];
    all.reconsider();
    await clock.pass(0);
    expect([one.followed, renewed.followed, other.followed]).toEqual([false, true, true]);
  });

  test('an engine that cannot be tried is shown and told once', async () => {
    found = [{ address: 'gone', unusable: { code: 'unusable-address', fault: 'There is no such context.' } }];
    all.start();
    await clock.pass(0);
    all.again();
    await clock.pass(60_000);
    expect(facts.get('gone')?.health).toEqual({ state: 'down', code: 'unusable-address', fault: 'There is no such context.' });
    expect(told).toEqual(['There is no such context.']);
    expect(published).toEqual(['gone down']);
  });

  test('health is told and published when it changes, not at each try', async () => {
    found = [way(one)];
    all.start();
    await clock.pass(0);
    for (const question of ['events', 'version']) one.failing.add(question);
    one.stops();
    await clock.pass(10 * 60_000);
    expect(streams(one)).toBeGreaterThan(10);
    one.failing.clear();
    await clock.pass(60_000);
    const connected = 'The Docker engine at /one.sock is connected (28.5.2).';
    expect(told).toEqual([connected, 'It stopped.', 'It did not answer.', connected]);
    expect(published.length).toBe(5);
  });

  test('asked to read again, it reads every engine at once', async () => {
    all.start();
    await clock.pass(0);
    streams(one);
    streams(other);
    all.again();
    await clock.pass(0);
    expect([streams(one), streams(other)]).toEqual([1, 1]);
  });

  test('a look that is overtaken by a stop starts nothing', async () => {
    let answer: (engines: FoundEngine[]) => void = () => undefined;
    found = [];
    const slow = new FollowAll({
      clock,
      random: () => 0,
      now: () => '2026-01-01T00:00:00Z',
      find: () => new Promise((resolve) => (answer = resolve)),
      publish: () => undefined,
      forget: () => undefined,
      tell: () => undefined,
      failed: () => undefined,
    });
    slow.start();
    slow.stop();
    answer([way(one)]);
    await clock.pass(60_000);
    expect(one.asked).toEqual([]);
  });

  test('what is asked of a container while nobody looks leaves no connection', async () => {
    all.start();
    await clock.pass(0);
    all.stop();
    expect(await all.inspect('/one.sock', 'db')).toEqual({ value: {} });
    expect(one.closed).toBe(2);
  });
});
