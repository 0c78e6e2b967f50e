import { afterAll, beforeAll, expect, test } from 'vitest';
import { askEngine } from '../../src/cli/engineAnswer.ts';
import { wallClock } from '../../src/extension/clock.ts';
import { demandedImages } from '../../src/model/images.ts';
import { effectOfLink } from '../../src/model/linkValues.ts';
import { Store } from '../../src/model/store.ts';
import { connectEngine } from '../../src/sources/engine/client.ts';
import { Follower } from '../../src/sources/engine/follow.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';
import { storeUntil } from './storeUntil.ts';

let engine: PrivateEngine;
let follower: Follower;
const store = new Store(() => '28', wallClock);

beforeAll(async () => {
  engine = await startEngine();
  engine.image('shop/mysql:8', ['EXPOSE 3306/tcp', 'ENV MYSQL_VERSION=8']);
  const text =
    'services:\n  web: {network_mode: bridge, image: none/web, links: [db]}\n  db: {network_mode: bridge, image: "shop/mysql:8"}\n';
  store.putFile({
    kind: 'text',
    uri: 'file:///w/compose.yaml',
    folder: 'file:///w',
    path: 'compose.yaml',
    text,
    version: null,
    named: false,
  });
  const api = connectEngine({ host: engine.host });
  if ('fault' in api) throw new Error(api.fault);
  const publish = store.putEngine.bind(store);
  follower = new Follower(api, { clock: wallClock, random: Math.random, now: () => new Date().toISOString(), publish });
  follower.wantImages(demandedImages(store.snapshot));
  follower.start();
});

afterAll(async () => {
  follower.dispose();
  store.dispose();
  await engine.end();
});

function variables(): ReadonlyMap<string, string> {
  const { snapshot } = store;
  const [file] = snapshot.files;
  const [judged] = file?.kind === 'compose' ? file.links : [];
  if (file?.kind !== 'compose' || !judged) throw new Error('no link');
  return new Map(effectOfLink(judged.link, file, [], snapshot).values.map(({ name, shown }) => [name, shown]));
}

/** Waits until exactly the ports of these numbers have variables under the alias. */
function ports(...numbers: readonly string[]): Promise<void> {
  const told = (): readonly string[] => [...variables().keys()].flatMap((name) => /^DB_PORT_(\d+)_TCP$/.exec(name)?.[1] ?? []);
  return storeUntil(
    store,
    () => told().join() === numbers.join(),
    10_000,
    () => [...variables()],
  );
}

test('the ports and variables of an image that a compose file names are those that the engine has', async () => {
  await ports('3306');
  expect(variables().get('DB_ENV_MYSQL_VERSION')).toBe('8');
  expect(store.snapshot.engines[0]?.images.get('shop/mysql:8')?.id).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('another image under the name is read, and none once the name is gone', async () => {
  await ports('3306');
  engine.image('shop/mysql:8', ['EXPOSE 3306/tcp', 'EXPOSE 33060/tcp']);
  await ports('3306', '33060');
  engine.docker('rmi', 'shop/mysql:8');
  await ports();
});

test('the command line asks for images by name, and an image that is not there is none', async () => {
  engine.image('shop/redis:7', ['EXPOSE 6379/tcp']);
  const answer = await askEngine({ kind: 'host', host: engine.host }, { images: ['shop/redis:7', 'localhost:5000/none/at-all:1'] });
  expect('fault' in answer ? answer.fault : [...(answer.images ?? [])]).toMatchObject([
    ['shop/redis:7', { exposedPorts: ['6379/tcp'] }],
    ['localhost:5000/none/at-all:1', null],
  ]);
});
