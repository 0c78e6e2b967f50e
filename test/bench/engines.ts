import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { wallClock } from '../../src/extension/clock.ts';
import { judgeEngine } from '../../src/domain/verdicts/verdictsOf.ts';
import { treeOf } from '../../src/features/tree/view.ts';
import { Store } from '../../src/model/store.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import { Follower } from '../../src/sources/engine/follow.ts';
import { fakeContainer, startFakeEngine } from '../support/fakeEngine.mjs';
import type { FakeContainer } from '../support/fakeEngine.mjs';
import { against, counted } from './measure.ts';
import type { Row } from './measure.ts';

/** What following an engine costs, in requests and memory: half of the containers link to the other half. */
export async function* engines(): AsyncGenerator<Row> {
  for (const count of [10, 500, 2000]) yield* following(count);
}

async function* following(count: number): AsyncGenerator<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'links-bench-'));
  const socket = join(folder, 'docker.sock');
  const containers = pairs(count / 2);
  const engine = await startFakeEngine(socket, containers);
  const api = connectEngine({ host: `unix://${socket}` });
  if ('fault' in api) throw new Error(api.fault);
  const store = new Store(() => 'connected', wallClock);
  const before = heap();
  const follower = new Follower(api, {
    clock: wallClock,
    random: Math.random,
    now: () => new Date().toISOString(),
    publish: (fact) => {
      store.putEngine(fact);
      judged += store.snapshot.engines[0]?.judgement?.judged ?? 0;
    },
  });
  let judged = 0;
  try {
    follower.start();
    await until(store, () => treeOf(store.snapshot, 'receiver').length > 0);
    const inspects = engine.asked.filter((path) => path.endsWith('/json') && path !== '/containers/json').length;
    yield counted(`first paint of ${count} containers: inspects, to one a candidate`, '', inspects, count);
    yield counted(`first paint of ${count} containers: all requests, to these and 3`, '', engine.asked.length, count + 3);
    yield counted(`first paint of ${count} containers: requests at one time, to 8`, '', engine.load.most, 8);
    const json = JSON.stringify(containers.map(({ inspected, listed }) => [inspected, listed])).length;
    if (count >= 500) yield counted(`memory of ${count} containers, to their JSON`, 'KB', (heap() - before) / 1024, json / 1024, 20);
    engine.asked.length = 0;
    judged = 0;
    const touched = containers.slice(0, 10).map(({ listed }) => String(listed['Id']));
    for (let events = 0; events < 200; events += 1) engine.says(events % 2 === 0 ? 'die' : 'start', touched[events % touched.length] ?? '');
    const { revision } = store.snapshot;
    await until(store, () => store.snapshot.revision > revision && engine.load.now === 0);
    const again = engine.asked.filter((path) => path.endsWith('/json') && path !== '/containers/json').length;
    yield counted(`200 events of 10 among ${count} containers: inspects, to one each and its receivers`, '', again, 15);
    yield counted(`200 events of 10 among ${count} containers: judged again, to one each and its receivers`, '', judged, 15);
    if (count >= 500) yield judging(count, store);
  } finally {
    follower.dispose();
    store.dispose();
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long it takes to judge the links again after 10 containers were read anew, to judging all of them. */
async function judging(count: number, store: Store): Promise<Row> {
  const [view] = store.snapshot.engines;
  const facts = view?.facts;
  if (!facts) throw new Error('the engine was not read');
  const anew = { ...facts, details: facts.details.map((detail, at) => (at < 10 ? { ...detail } : detail)) };
  const all = { facts: anew, evidence: [], seen: [] };
  const before = judgeEngine({ facts, evidence: [], seen: [] }, null);
  const what = `judging after a burst among ${count} containers, to judging all`;
  return await against(
    what,
    0.25,
    () => judgeEngine(all, before),
    () => judgeEngine(all, null),
  );
}

/** So many receivers, each with a source of its own. */
function pairs(count: number): readonly FakeContainer[] {
  return Array.from({ length: count }, (_, at) => [
    fakeContainer(`db${at}`, { address: addressOf(2 * at), expose: ['3306/tcp'], env: ['MYSQL_VERSION=8.0'], linkNames: [`/web${at}/db`] }),
    fakeContainer(`web${at}`, { address: addressOf(2 * at + 1), links: [[`db${at}`, 'db']] }),
  ]).flat();
}

function addressOf(at: number): string {
  return `172.17.${at >> 8}.${at & 255}`;
}

/** Bytes in use, what nothing refers to any more left out. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function until(store: Store, holds: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      listening.dispose();
      resolve();
    };
    const listening = store.changed(look);
    look();
  });
}
