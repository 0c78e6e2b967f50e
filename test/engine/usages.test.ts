import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findUsages } from '../../src/cli/usages/findUsages.ts';
import { namesRead } from '../../src/domain/usages/namesRead.ts';
import { wallClock } from '../../src/extension/clock.ts';
import { effectOfLink, liveLinks } from '../../src/model/linkValues.ts';
import { Store } from '../../src/model/store.ts';
import { readEngine } from '../../src/sources/engine/client.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

const COMPOSE = 'web:\n  build: web\n  links:\n    - database:db\ndatabase:\n  build: database\n';
/** Prints each variable that it reads as `NAME=value`. */
const SCRIPT = [
  '#!/bin/sh',
  'echo "DB_PORT_3306_TCP_ADDR=$DB_PORT_3306_TCP_ADDR"',
  'echo "DB_PORT_3306_TCP_PORT=${DB_PORT_3306_TCP_PORT:-3306}"',
  'echo "DB_ENV_MYSQL_DATABASE=$DB_ENV_MYSQL_DATABASE"',
  'echo "DB_PORT=${DB_PORT#tcp://}"',
  'exec sleep 600',
  '',
].join('\n');

let engine: PrivateEngine;
let folder: string;

beforeAll(async () => {
  engine = await startEngine();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'links-usages-')));
  engine.image('base:latest', ['CMD ["sleep","600"]']);
  for (const [name, text] of Object.entries({
    'docker-compose.yml': COMPOSE,
    'web/Dockerfile': 'FROM base:latest\nCOPY run.sh /run.sh\nCMD ["sh", "/run.sh"]\n',
    'web/run.sh': SCRIPT,
    'database/Dockerfile': 'FROM base:latest\nENV MYSQL_DATABASE=shop\nEXPOSE 3306\n',
  })) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const label = (service: string): readonly string[] => {
    const labels = { '': 'p', '.working_dir': folder, '.config_files': 'docker-compose.yml' };
    const project = Object.entries(labels).flatMap(([key, value]) => ['--label', `com.docker.compose.project${key}=${value}`]);
    return [...project, '--label', `com.docker.compose.service=${service}`];
  };
  engine.docker('build', '-t', 'web:latest', join(folder, 'web'));
  engine.docker('build', '-t', 'database:latest', join(folder, 'database'));
  engine.docker('run', '-d', '--name', 'p_database_1', ...label('database'), 'database:latest');
  engine.docker('run', '-d', '--name', 'p_web_1', '--link', 'p_database_1:db', ...label('web'), 'web:latest');
});

afterAll(async () => {
  await engine.end();
  rmSync(folder, { recursive: true });
});

test('what is shown for each variable that the code reads is what the program sees', async () => {
  const { usages } = await findUsages(folder, 28);
  const names = namesRead(usages, 'web');
  expect(names).toEqual(['DB_ENV_MYSQL_DATABASE', 'DB_PORT', 'DB_PORT_3306_TCP_ADDR', 'DB_PORT_3306_TCP_PORT']);
  expect(usages.map(({ suppliedBy }) => suppliedBy)).toEqual(usages.map(() => 'link'));
  const said = engine.docker('logs', 'p_web_1').trim().split('\n');
  const seen = new Map(said.map((line) => line.split(/=(.*)/s, 2) as [string, string]));
  const shown = await shownValues();
  for (const name of names) expect(shown.get(name)?.replace(/^tcp:\/\/(?=.*:3306$)/, ''), name).toBe(seen.get(name));
});

/** The values that the editor shows for the link's variables. */
async function shownValues(): Promise<ReadonlyMap<string, string>> {
  const store = new Store(() => '28', wallClock);
  const facts = await readEngine({ host: engine.host });
  if ('fault' in facts) throw new Error(facts.fault);
  store.putEngine({ address: engine.host, health: { state: 'connected' }, facts });
  const uri = `file://${folder}/docker-compose.yml`;
  store.putFile({ kind: 'text', uri, folder: `file://${folder}`, path: 'docker-compose.yml', text: COMPOSE, version: null, named: false });
  const [file] = store.snapshot.files;
  if (file?.kind !== 'compose') throw new Error('the file was not read');
  const [judged] = file.links;
  if (!judged) throw new Error('the file has no link');
  const values = effectOfLink(judged.link, file, liveLinks(judged.link, file, store.snapshot), store.snapshot).values;
  store.dispose();
  return new Map(values.map(({ name, shown }) => [name, shown]));
}
