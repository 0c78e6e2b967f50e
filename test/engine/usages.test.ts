import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findUsages } from '../../src/cli/usages/findUsages.ts';
import { namesRead } from '../../src/domain/usages/namesRead.ts';
import { wallClock } from '../../src/extension/clock.ts';
import { effectOfLink, liveLinks } from '../../src/model/linkValues.ts';
import { Store } from '../../src/model/store.ts';
import { readEngine } from '../../src/sources/engine/client.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

vi.setConfig({ testTimeout: 120_000 });

const COMPOSE = 'web:\n  build: web\n  links:\n    - database:db\ndatabase:\n  build: database\n';

/** A program in each language that the machine has an interpreter for; it prints each variable that it reads as `FILE NAME=value`. */
const PROGRAMS: Readonly<Record<string, { readonly interpreter: string; readonly text: string }>> = {
  'app.sh': {
    interpreter: 'sh',
    text: 'echo "app.sh DB_PORT_3306_TCP_ADDR=$DB_PORT_3306_TCP_ADDR"\necho "app.sh DB_PORT_3306_TCP_PORT=${DB_PORT_3306_TCP_PORT:-1}"\n',
  },
  'app.js': {
    interpreter: 'node',
    text: "const { DB_PORT } = process.env;\nconsole.log('app.js DB_PORT=' + DB_PORT);\nconsole.log(`app.js DB_NAME=${process.env['DB_NAME']}`);\n",
  },
  'app.py': {
    interpreter: 'python3',
    text: 'import os\nprint("app.py DB_PORT_3306_TCP_ADDR=" + os.environ["DB_PORT_3306_TCP_ADDR"])\nprint("app.py DB_ENV_MYSQL_DATABASE=" + os.getenv("DB_ENV_MYSQL_DATABASE", ""))\n',
  },
  'app.rb': { interpreter: 'ruby', text: 'puts "app.rb DB_PORT_3306_TCP=" + ENV.fetch("DB_PORT_3306_TCP")\n' },
  'app.php': { interpreter: 'php', text: "<?php echo 'app.php DB_PORT_3306_TCP_PROTO=', getenv('DB_PORT_3306_TCP_PROTO'), PHP_EOL;\n" },
  'app.pl': { interpreter: 'perl', text: 'print "app.pl DB_PORT_3306_TCP_PORT=$ENV{DB_PORT_3306_TCP_PORT}\\n";\n' },
  'app.lua': { interpreter: 'lua', text: 'print("app.lua DB_ENV_MYSQL_DATABASE=" .. os.getenv("DB_ENV_MYSQL_DATABASE"))\n' },
};

let engine: PrivateEngine;
let folder: string;
let sample: string;

/** Where the machine has an interpreter; null for one that it has not. */
function interpreterOf(name: string): string | null {
  const found = (process.env['PATH'] ?? '').split(':').map((path) => join(path, name));
  const path = found.find((each) => existsSync(each));
  if (path === undefined || name === 'sh') return path ?? null;
  // What manages several versions puts a script in their place.
  return name === 'python3'
    ? execFileSync(path, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()
    : realpathSync(path);
}

const runs = Object.entries(PROGRAMS).flatMap(([file, { interpreter }]) => {
  const path = interpreterOf(interpreter);
  return path === null ? [] : [{ file, path: interpreter === 'sh' ? 'sh' : path }];
});

/** The machine's programs and libraries, for a container to run. */
function mounts(): readonly string[] {
  const own = runs.flatMap(({ path }) => (path === 'sh' || path.startsWith('/usr/') ? [] : [dirname(dirname(path))]));
  return ['/usr', '/lib', '/lib64', '/etc/alternatives', ...own]
    .filter((path) => existsSync(path))
    .flatMap((path) => ['-v', `${path}:${path}:ro`]);
}

function labels(project: string, file: string, service: string): readonly string[] {
  const all = { '': project, '.working_dir': dirname(file), '.config_files': file, '.service': service };
  const prefix = 'com.docker.compose';
  return Object.entries(all).flatMap(([key, value]) => ['--label', `${prefix}${key === '.service' ? key : `.project${key}`}=${value}`]);
}

beforeAll(async () => {
  engine = await startEngine();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'links-usages-')));
  sample = join(folder, 'sample');
  cpSync(join(import.meta.dirname, '..', '..', 'media', 'sample'), sample, { recursive: true });
  engine.image('base:latest', ['CMD ["sleep","600"]']);
  const start = [...runs.map(({ file, path }) => `${path} /app/${file}`), 'echo done', 'exec sleep 600', ''].join('\n');
  for (const [name, text] of Object.entries({
    'shop/docker-compose.yml': COMPOSE,
    'shop/web/Dockerfile': 'FROM base:latest\nCOPY . /app\nCMD ["sh", "/app/start"]\n',
    'shop/web/start': start,
    'shop/database/Dockerfile': 'FROM base:latest\nENV MYSQL_DATABASE=shop\nEXPOSE 3306\n',
    ...Object.fromEntries(runs.map(({ file }) => [`shop/web/${file}`, PROGRAMS[file]?.text ?? ''])),
  })) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const shop = join(folder, 'shop');
  const compose = join(shop, 'docker-compose.yml');
  engine.docker('build', '-t', 'web:latest', join(shop, 'web'));
  engine.docker('build', '-t', 'database:latest', join(shop, 'database'));
  engine.docker('run', '-d', '--name', 'p_database_1', ...labels('p', compose, 'database'), 'database:latest');
  engine.docker('run', '-d', '--name', 'p_web_1', '--link', 'p_database_1:db', ...mounts(), ...labels('p', compose, 'web'), 'web:latest');
  engine.image('queue:latest', ['CMD ["sleep","600"]', 'EXPOSE 5672']);
  const file = join(sample, 'compose.yaml');
  engine.docker('run', '-d', '--name', 'shop_queue_1', ...labels('shop', file, 'queue'), 'queue:latest');
  const python = runs.find(({ file: one }) => one === 'app.py')?.path ?? 'true';
  const files = ['run.sh', 'report.py'].flatMap((name) => ['-v', `${join(sample, 'worker', name)}:/${name}:ro`]);
  engine.docker(
    ...['run', '-d', '--name', 'shop_worker_1', '--link', 'shop_queue_1:queue', ...mounts(), ...files],
    ...[...labels('shop', file, 'worker'), 'base:latest', 'sh', '-c', `${python} /report.py; exec sh /run.sh`],
  );
}, 120_000);

afterAll(async () => {
  await engine.end();
  rmSync(folder, { recursive: true });
});

/** What a container has said, once it has said this. */
async function said(container: string, last: string): Promise<string> {
  return await vi.waitFor(
    () => {
      const text = engine.docker('logs', container);
      if (!text.includes(last)) throw new Error(text);
      return text;
    },
    { timeout: 60_000, interval: 200 },
  );
}

test('what is shown for each variable that code in several languages reads is what its program really sees', async () => {
  const { usages } = await findUsages(join(folder, 'shop'), 28);
  expect(usages.map(({ suppliedBy, service }) => [suppliedBy, service])).toEqual(usages.map(() => ['link', 'web']));
  const read = new Set(usages.map(({ path, usage }) => `${path.slice('web/'.length)} ${usage.name}`));
  const lines = (await said('p_web_1', 'done')).split('\n').filter((line) => line.includes('='));
  const seen = lines.map((line) => line.split(/=(.*)/s, 2) as [string, string]);
  // Each program reads what was found in it, and nothing else.
  expect(new Set(seen.map(([name]) => name))).toEqual(read);
  expect(new Set(usages.map(({ path }) => path)).size).toBe(runs.length);
  const shown = await shownValues(join(folder, 'shop', 'docker-compose.yml'), 'web');
  expect(seen.map(([name]) => [name, shown.get(name.split(' ')[1] ?? '')])).toEqual(seen);
});

test('the sample’s worker sees what the sample shows for its link', async () => {
  const { usages } = await findUsages(sample, 28);
  const names = namesRead(usages, 'worker');
  expect(names).toEqual(['QUEUE_PORT_5672_TCP_ADDR', 'QUEUE_PORT_5672_TCP_PORT']);
  const shown = await shownValues(join(sample, 'compose.yaml'), 'worker');
  const [address, port] = names.map((name) => shown.get(name));
  expect(address).toMatch(/^172\.30\.99\.\d+$/);
  const text = await said('shop_worker_1', 'waiting');
  expect(text).toContain(`waiting for ${address}:${port}\n`.trim());
  if (runs.some(({ file }) => file === 'app.py')) expect(text).toContain(`counting amqp://${address}:${port}`);
});

/** The values that the editor shows for the variables of a service's links. */
async function shownValues(compose: string, receiver: string): Promise<ReadonlyMap<string, string>> {
  const store = new Store(() => '28', wallClock);
  const facts = await readEngine({ host: engine.host });
  if ('fault' in facts) throw new Error(facts.fault);
  store.putEngine({ address: engine.host, health: { state: 'connected' }, facts });
  const [uri, path] = [`file://${compose}`, compose.slice(compose.lastIndexOf('/') + 1)];
  const text = readFileSync(compose, 'utf8');
  store.putFile({ kind: 'text', uri, folder: `file://${dirname(compose)}`, path, text, version: null, named: false });
  const { snapshot } = store;
  const [file] = snapshot.files;
  if (file?.kind !== 'compose') throw new Error('the file was not read');
  const own = file.links.filter(({ link }) => link.service === receiver);
  const values = own.flatMap(({ link }) => effectOfLink(link, file, liveLinks(link, file, snapshot), snapshot).values);
  store.dispose();
  return new Map(values.map(({ name, shown }) => [name, shown]));
}
