import { describe, expect, test } from 'vitest';
import type { EngineFacts } from '../../../../src/domain/engine/container.ts';
import type { ReceiverEvidence, SeenAddress } from '../../../../src/domain/verdicts/evidence.ts';
import { judgeEngine, verdictsOf } from '../../../../src/domain/verdicts/verdictsOf.ts';
import type { Judgement } from '../../../../src/domain/verdicts/verdictsOf.ts';
import { container, engineOf, evidence, noon } from './engineOf.ts';
import type { Given } from './engineOf.ts';

/** Everything that is known of an engine, in which single things change. */
interface World {
  containers: Map<string, Given>;
  evidence: Map<string, ReceiverEvidence>;
  seen: SeenAddress[];
  dead: string[];
  apiVersion: string;
  icc: boolean | undefined;
}

const NAMES = ['db', 'web', 'api', 'cache', 'mail'] as const;

/** A whole number below `sides`, decided by the seed and by how often it was asked. */
function diceOf(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % sides;
  };
}

type Dice = ReturnType<typeof diceOf>;

function pick<T>(dice: Dice, items: readonly T[]): T {
  return items[dice(items.length)] as T;
}

/** What one event, or one more look, can change. */
const CHANGES: readonly ((world: World, dice: Dice) => void)[] = [
  (world, dice) => {
    changed(world, dice, () => ({ running: dice(2) === 0 }));
  },
  (world, dice) => {
    changed(world, dice, () => ({ started: dice(40), created: noon(dice(40)) }));
  },
  (world, dice) => {
    changed(world, dice, () => ({ networks: networksOf(dice) }));
  },
  (world, dice) => {
    changed(world, dice, (name) => ({ links: linksOf(dice, name) }));
  },
  (world, dice) => {
    changed(world, dice, () => ({ env: dice(2) === 0 ? ['DB_PORT=own'] : [], extraHosts: dice(3) === 0 ? ['db:10.0.0.1'] : [] }));
  },
  (world, dice) => {
    const name = pick(dice, NAMES);
    if (dice(3) === 0) world.containers.delete(name);
    else world.containers.set(name, { exposedPorts: ['3306/tcp'], id: `${name}-${dice(2)}`, links: linksOf(dice, name) });
  },
  (world, dice) => {
    const name = pick(dice, NAMES);
    const address = `172.17.0.${dice(4) + 2}`;
    const env = dice(2) === 0 ? [`DB_PORT=tcp://${address}:3306`, `DB_NAME=/${name}/db`] : ['PATH=/bin'];
    const read = evidence(name, { env, hosts: `${address}\tdb db-host\n` });
    world.evidence.set(name, { ...read, receiverId: world.containers.get(name)?.id ?? read.receiverId });
  },
  (world, dice) => {
    world.evidence.delete(pick(dice, NAMES));
  },
  (world, dice) => {
    world.seen.push({ containerId: `${pick(dice, NAMES)}-0`, ipv4: `172.17.0.${dice(4) + 2}`, at: noon(dice(40)) });
  },
  (world, dice) => {
    world.dead = dice(2) === 0 ? [] : [`/${pick(dice, NAMES)}/db`];
  },
  (world, dice) => {
    world.apiVersion = pick(dice, ['1.41', '1.51', '1.52', '']);
    world.icc = pick(dice, [true, false, undefined]);
  },
];

function changed(world: World, dice: Dice, how: (name: string) => Given): void {
  const name = pick(dice, NAMES);
  const given = world.containers.get(name);
  if (given) world.containers.set(name, { ...given, ...how(name) });
}

function linksOf(dice: Dice, receiver: string): readonly string[] {
  return NAMES.filter((name) => name !== receiver && dice(3) === 0).map(
    (name) => `/${name}:/${receiver}/${pick(dice, ['db', 'd-b', name])}`,
  );
}

function networksOf(dice: Dice): NonNullable<Given['networks']> {
  const shop = {
    ipv4: `172.18.0.${dice(4) + 2}`,
    aliases: [pick(dice, ['db', 'store', 'web'])],
    links: dice(2) === 0 ? [] : [`${pick(dice, NAMES)}:db`, `${pick(dice, NAMES)}:db`].slice(dice(2)),
  };
  return { ...(dice(4) > 0 && { bridge: { ipv4: `172.17.0.${dice(4) + 2}` } }), ...(dice(2) === 0 && { shop }) };
}

/** The facts of a world; a container that did not change is the object that it was. */
function factsOf({ containers, apiVersion, dead, icc }: World, made: WeakMap<Given, EngineFacts['details'][number]>): EngineFacts {
  const details = [...containers].map(([name, given]) => {
    const detail = made.get(given) ?? container(name, { id: `${name}-0`, ...given });
    made.set(given, detail);
    return detail;
  });
  return { ...engineOf(details, apiVersion, dead), ...(icc !== undefined && { icc }) };
}

describe('what is kept of an earlier judgement is what a new one would say', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('seed %i', (seed) => {
    const dice = diceOf(seed);
    const world: World = { containers: new Map(), evidence: new Map(), seen: [], dead: [], apiVersion: '1.41', icc: undefined };
    for (const name of NAMES) world.containers.set(name, { exposedPorts: ['3306/tcp'], id: `${name}-0`, links: linksOf(dice, name) });
    const made = new WeakMap<Given, EngineFacts['details'][number]>();
    let before: Judgement | null = null;
    let kept = 0;
    for (let step = 0; step < 40; step += 1) {
      pick(dice, CHANGES)(world, dice);
      const facts = factsOf(world, made);
      const read = [...world.evidence.values()];
      before = judgeEngine({ facts, evidence: read, seen: world.seen }, before);
      kept += facts.details.length - before.judged;
      expect(JSON.stringify(before.receivers)).toBe(JSON.stringify(verdictsOf(facts, read, world.seen)));
    }
    expect(kept).toBeGreaterThan(40);
  });
});

describe('only what an event touched is judged again', () => {
  const shop = { shop: { ipv4: '172.18.0.2', links: ['db:store'] } };
  const details = [
    container('db', { exposedPorts: ['3306/tcp'], networks: { bridge: { ipv4: '172.17.0.2' }, shop: {} } }),
    container('web', { links: ['/db:/web/db'], networks: { bridge: { ipv4: '172.17.0.3' } } }),
    container('api', { networks: shop }),
    container('other', { links: ['/alone:/other/alone'], networks: { bridge: { ipv4: '172.17.0.4' } } }),
    container('alone', { networks: { bridge: { ipv4: '172.17.0.5' } } }),
  ];
  const knowledge = (all: typeof details) => ({ facts: engineOf(all), evidence: [], seen: [] });
  const before = judgeEngine(knowledge(details), null);

  test.each([
    ['nothing', [], 0],
    ['a source and those that link to it', ['db'], 3],
    ['a receiver', ['web'], 1],
    ['a container that nobody asks about', ['other'], 1],
  ])('%s', (_, touched, judged) => {
    const anew = details.map((detail) => (touched.includes(detail.name) ? { ...detail } : detail));
    const after = judgeEngine(knowledge(anew), before);
    expect(after.judged).toBe(judged);
    expect(after.receivers).toEqual(before.receivers);
  });

  test('what is read inside one receiver', () => {
    const read = [evidence('web', { env: ['DB_PORT=tcp://172.17.0.9:3306'], hosts: '172.17.0.2\tdb db-host\n' })];
    expect(judgeEngine({ ...knowledge(details), evidence: read }, before).judged).toBe(1);
  });
});
