import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { rewriteReaders } from '../../src/cli/fix/readers.ts';
import { readOptions } from '../../src/cli/options/readOptions.ts';
import { fixJson } from '../../src/cli/report/fix.ts';
import { readersText } from '../../src/cli/report/readers.ts';
import { inScratch } from './scratch.ts';

let folder: string;
const put = inScratch((made) => {
  folder = made;
});

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

async function fix(...args: readonly string[]) {
  const request = readOptions(['fix', '--readers', ...args, folder]);
  if (request.kind !== 'readers') throw new Error(JSON.stringify(request));
  return rewriteReaders(request);
}

const SHOP = {
  'docker-compose.yml':
    'web:\n  build: web\n  links:\n    - mysql:db\n    - cache\njob:\n  build: job\n  links:\n    - mysql:db\nmysql:\n  image: mysql\ncache:\n  image: redis\n',
  'web/Dockerfile': 'FROM node\nCOPY . .\n',
  'web/app.js': 'connect(process.env.DB_PORT_3306_TCP_ADDR, process.env.CACHE_PORT_6379_TCP_ADDR)\n',
  'web/run.sh': 'wait-for $DB_PORT_3306_TCP_ADDR:$DB_PORT_3306_TCP_PORT\n',
  'job/Dockerfile': 'FROM python\nCOPY . .\n',
  'job/job.py': 'host = os.environ["DB_PORT_3306_TCP_ADDR"]\nuser = os.environ["DB_ENV_USER"]\n',
};
/** What the services are given, with these lines added. */
const shop = (web: string, job: string): string =>
  SHOP['docker-compose.yml'].replace('job:\n', `${web}job:\n`).replace('mysql:\n  image', `${job}mysql:\n  image`);

test('code in several files and what its services are given change together, and twice changes nothing more', async () => {
  put(SHOP);
  const tried = await fix('--dry-run');
  expect(tried.files.map(({ diff }) => diff).join('')).toContain(
    '-connect(process.env.DB_PORT_3306_TCP_ADDR, process.env.CACHE_PORT_6379_TCP_ADDR)\n+connect(process.env.DB_HOST, process.env.CACHE_HOST)\n',
  );
  expect(read('web/app.js')).toBe(SHOP['web/app.js']);
  const done = await fix('--write');
  expect(done.problems).toEqual([]);
  expect(read('docker-compose.yml')).toBe(
    shop('  environment:\n    DB_HOST: db\n    DB_PORT: "3306"\n    CACHE_HOST: cache\n', '  environment:\n    DB_HOST: db\n'),
  );
  expect(read('web/app.js')).toBe('connect(process.env.DB_HOST, process.env.CACHE_HOST)\n');
  expect(read('web/run.sh')).toBe('wait-for $DB_HOST:$DB_PORT\n');
  expect(read('job/job.py')).toBe('host = os.environ["DB_HOST"]\nuser = os.environ["DB_ENV_USER"]\n');
  expect(readersText({ ...done, shown: (path) => basename(path) }, 'write').split('\n')).toEqual([
    'Read DB_HOST, DB_PORT in place of the variables of link "mysql:db"',
    '  docker-compose.yml:4: web → mysql:db',
    '  kept: the link stays, and its variables are still set',
    '  changed: 3 readers in 2 files ask for another name',
    '  changed: 2 readers get the name db where the link puts an address: code that takes nothing but an address fails',
    'Read CACHE_HOST in place of the variables of link "cache"',
    '  docker-compose.yml:5: web → cache',
    '  kept: the link stays, and its variables are still set',
    '  changed: 1 reader in 1 file asks for another name',
    '  changed: 1 reader gets the name cache where the link puts an address: code that takes nothing but an address fails',
    'Read DB_HOST in place of the variables of link "mysql:db"',
    '  docker-compose.yml:9: job → mysql:db',
    '  kept: the link stays, and its variables are still set',
    '  changed: 1 reader in 1 file asks for another name',
    '  changed: 1 reader gets the name db where the link puts an address: code that takes nothing but an address fails',
    '  changed: 1 reader of its variables stays as it is',
    '  stays: job.py:2: DB_ENV_USER, as no other name says the same',
    '4 files changed, every link stays',
    '',
  ]);
  const again = await fix('--write');
  expect(again.rewrites).toEqual([]);
  expect(again.files).toEqual([]);
  expect(again.kept.map(({ reason }) => reason)).toEqual(['No reader of its variables can be rewritten.']);
});

test('--only keeps to links, and names none that is not there', async () => {
  put(SHOP);
  await fix('--write', '--only', 'web=cache');
  expect(read('docker-compose.yml')).toBe(shop('  environment:\n    CACHE_HOST: cache\n', ''));
  expect(read('web/app.js')).toBe('connect(process.env.DB_PORT_3306_TCP_ADDR, process.env.CACHE_HOST)\n');
  expect(read('job/job.py')).toBe(SHOP['job/job.py']);
  const wrong = await fix('--write', '--only', 'web=mysql');
  expect(wrong.problems).toEqual([{ path: '--only web=mysql', message: 'There is no such link.' }]);
  expect(wrong.files).toEqual([]);
});

test('--keep-old leaves the old name as fallback, also in code that services share', async () => {
  put({
    'compose.yaml':
      'services:\n  web:\n    build: {context: ., dockerfile: web.Dockerfile}\n    network_mode: bridge\n    links: [db]\n  job:\n    build: {context: ., dockerfile: job.Dockerfile}\n    network_mode: bridge\n    links: [db]\n  db:\n    image: mysql\n    network_mode: bridge\n',
    'web.Dockerfile': 'FROM ruby\nCOPY shared web ./\n',
    'job.Dockerfile': 'FROM ruby\nCOPY shared job ./\n',
    'shared/a.rb': 'ENV["DB_PORT_3306_TCP_ADDR"]\n',
    'job/b.rb': 'ENV["DB_PORT_3306_TCP_PORT"]\n',
    'web/c.rb': '\uFEFFENV["DB_PORT_3306_TCP_ADDR"]\r\n',
  });
  const done = await fix('--write', '--keep-old');
  expect(read('shared/a.rb')).toBe('(ENV["DB_HOST"] || ENV["DB_PORT_3306_TCP_ADDR"])\n');
  expect(read('job/b.rb')).toBe('(ENV["DB_PORT_NUMBER"] || ENV["DB_PORT_3306_TCP_PORT"])\n');
  expect(read('web/c.rb')).toBe('\uFEFF(ENV["DB_HOST"] || ENV["DB_PORT_3306_TCP_ADDR"])\r\n');
  expect(read('compose.yaml').match(/DB_HOST: db\n/g)).toHaveLength(2);
  expect(JSON.parse(fixJson(done, 'write'))).toMatchObject({
    rewrites: [{ row: 'variables', links: [{ service: 'web' }, { service: 'job' }], consent: 'asks' }],
    files: [{ written: true }, { written: true }, { written: true }, { written: true }],
  });
});

test('code stays where the name of its services cannot be set, or its text is no UTF-8', async () => {
  put({
    'docker-compose.yml': 'web: &web\n  build: .\n  links: [db]\ndb:\n  image: mysql\n',
    Dockerfile: 'FROM php\nCOPY . .\n',
    'a.php': '<?php getenv("DB_PORT_3306_TCP_ADDR");\n',
  });
  const done = await fix('--write');
  expect(done.files).toEqual([]);
  expect(done.kept.map(({ reason }) => reason)).toEqual(['`web` has an anchor or a tag, so others may take the change over.']);
  const latin = Buffer.from('<?php getenv("DB_PORT_3306_TCP_ADDR"); // \xe9\n', 'latin1');
  put({ 'docker-compose.yml': 'web:\n  build: .\n  links: [db]\ndb:\n  image: mysql\n', 'a.php': latin });
  expect((await fix('--write')).kept.map(({ reason }) => reason)).toEqual(['No reader of its variables can be rewritten.']);
  expect(readFileSync(join(folder, 'a.php'))).toEqual(latin);
});

test('no code asks for names that could not be set', async () => {
  put({ ...SHOP, [`.docker-compose.yml.${process.pid}.tmp`]: '' });
  const done = await fix('--write');
  expect(done.files.map(({ written }) => written)).toEqual([false, false, false, false]);
  expect(done.files.map(({ error }) => error)).toEqual([
    expect.stringMatching(/exists/) as string,
    ...[1, 2, 3].map(() => expect.stringMatching(/^Nothing was written here, because .*docker-compose\.yml was not\.$/) as string),
  ]);
  expect(read('web/app.js')).toBe(SHOP['web/app.js']);
});

test('code that two services run under different aliases of one prefix stays', async () => {
  put({
    'docker-compose.yml': 'web:\n  build: .\n  links: ["db:my-db"]\njob:\n  build: .\n  links: ["db:my_db"]\ndb:\n  image: mysql\n',
    Dockerfile: 'FROM ruby\nCOPY . .\n',
    'a.rb': 'ENV["MY_DB_PORT_3306_TCP_ADDR"]\n',
  });
  const { kept, files } = await fix('--dry-run');
  expect(files).toEqual([]);
  expect(kept.map(({ reason }) => reason)).toEqual(Array(2).fill('No reader of its variables can be rewritten.'));
});

test.each([
  [['fix', '--readers'], /either --dry-run or --write/],
  [['fix', '--readers', '--write', '--row', 'alias'], /--row has no place/],
  [['fix', '--readers', '--write', '--shims', 'all'], /--shims has no place/],
  [['fix', '--readers', '--write', '--engine'], /files alone/],
  [['fix', '--keep-old', '--write'], /--keep-old goes with --readers/],
  [['usages', '--readers'], /--readers belongs to fix/],
])('refuses %j', (args, message) => {
  expect(readOptions(args)).toEqual({ kind: 'wrong', message: expect.stringMatching(message) as string });
});

test('files that are named as one project change together, with the code of its folder and no other file', async () => {
  const before = {
    'compose.yaml': 'services:\n  db:\n    image: mysql\n  web:\n    build: app\n    network_mode: bridge\n',
    'deploy/links.yaml': 'services:\n  web:\n    links:\n      - db:store\n',
    'compose.override.yaml': 'services:\n  web:\n    links:\n      - db:other\n',
    'app/Dockerfile': 'FROM ruby\nCOPY . .\n',
    'app/a.rb': 'host = ENV["STORE_PORT_3306_TCP_ADDR"]\nother = ENV["OTHER_PORT_3306_TCP_ADDR"]\n',
  };
  put(before);
  const files = ['compose.yaml', 'deploy/links.yaml'].flatMap((file) => ['-f', join(folder, file)]);
  const request = readOptions(['fix', '--readers', '--write', ...files]);
  if (request.kind !== 'readers') throw new Error(JSON.stringify(request));
  const done = await rewriteReaders(request);
  expect(done.problems).toEqual([]);
  expect(done.files.map(({ path, written }) => [basename(path), written])).toEqual([
    ['links.yaml', true],
    ['a.rb', true],
  ]);
  expect(read('app/a.rb')).toBe('host = ENV["STORE_HOST"]\nother = ENV["OTHER_PORT_3306_TCP_ADDR"]\n');
  expect(read('deploy/links.yaml')).toBe('services:\n  web:\n    links:\n      - db:store\n    environment:\n      STORE_HOST: store\n');
  expect([read('compose.yaml'), read('compose.override.yaml')]).toEqual([before['compose.yaml'], before['compose.override.yaml']]);
  const again = await rewriteReaders(request);
  expect([again.files, again.rewrites]).toEqual([[], []]);
});
