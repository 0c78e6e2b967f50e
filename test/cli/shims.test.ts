import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shimFiles } from '../../src/cli/fix/shims.ts';
import type { ShimsOptions } from '../../src/cli/requests.ts';
import { readOptions } from '../../src/cli/options/readOptions.ts';
import { shimsJson, shimsText } from '../../src/cli/report/shims.ts';
import { inScratch } from './scratch.ts';

let folder: string;
const put = inScratch((made) => {
  folder = made;
});

const V1 =
  'web:\n  build: web\n  links:\n    - mysql:db\n    - cache\nmysql:\n  image: mysql\n  expose: ["3306"]\ncache:\n  image: redis\n';

async function shims(wish: ShimsOptions['wish'], mode: 'dry-run' | 'write' = 'write') {
  const files = await shimFiles([folder], mode, wish);
  return { files, text: readFileSync(join(folder, 'docker-compose.yml'), 'utf8') };
}

test('what code was found to read is set for its service, the links stay', async () => {
  put({
    'docker-compose.yml': V1,
    'web/Dockerfile': 'FROM node\nCOPY . .\n',
    'web/app.js': 'connect(process.env.DB_PORT_3306_TCP_ADDR, process.env.DB_PORT_3306_TCP_PORT, process.env.CACHE_PORT_6379_TCP_ADDR)\n',
  });
  const { files, text } = await shims('read');
  expect(text).toBe(
    V1.replace(
      'mysql:\n',
      '  environment:\n    DB_PORT_3306_TCP_ADDR: db\n    DB_PORT_3306_TCP_PORT: "3306"\n    CACHE_PORT_6379_TCP_ADDR: cache\nmysql:\n',
    ),
  );
  expect(files).toMatchObject([{ error: null, written: true, left: [], set: [{ raw: 'mysql:db' }, { raw: 'cache' }] }]);
  expect((await shims('read')).text).toBe(text);
});

test('names that a person gives are set where a link sets them, and what cannot be is told', async () => {
  put({ 'docker-compose.yml': V1 });
  const { files, text } = await shims(['DB_PORT', 'DB_ENV_PASSWORD', 'CACHE_PORT', 'OTHER_PORT'], 'dry-run');
  expect(text).toBe(V1);
  expect(files[0]?.diff).toContain('+    DB_PORT: tcp://db:3306\n+    DB_ENV_PASSWORD: "${PASSWORD}"\n');
  expect(shimsText(files, 'dry-run').split('\n')).toEqual([
    expect.stringMatching(/docker-compose\.yml$/),
    '  line 4: web → mysql:db: its variables can be set; the link stays',
    '    the values have the name db where the link puts an address: code that takes nothing but an address fails',
    '    PASSWORD has to be given to Compose, in .env or in its own environment',
    '  line 5: web → cache: nothing is set. CACHE_PORT: No file tells a port of the source for it.',
    'the variables of 1 link can be set',
    '',
  ]);
  expect(JSON.parse(shimsJson(files, 'dry-run'))).toMatchObject({
    files: [{ set: [{ service: 'web', line: 4 }], refused: [{ raw: 'cache' }] }],
  });
});

test('all of a link, or one list of its ports', async () => {
  put({ 'docker-compose.yml': V1 });
  expect((await shims('ports')).text).toContain('  environment:\n    DB_PORTS: tcp://db:3306\n');
  expect((await shims('all')).text).toContain(
    '    DB_PORTS: tcp://db:3306\n    DB_PORT: tcp://db:3306\n    DB_PORT_3306_TCP: tcp://db:3306\n',
  );
});

test('a link on a network of the project sets nothing, so only names that are asked for are set', async () => {
  put({ 'docker-compose.yml': 'services:\n  web: {image: x, links: ["db"]}\n  db: {image: y, expose: ["80"]}\n' });
  expect((await shims('all')).files).toMatchObject([{ set: [], left: [] }]);
  expect((await shims(['DB_PORT_80_TCP_ADDR'])).text).toContain('environment: {DB_PORT_80_TCP_ADDR: db}');
});

test.each([
  [['fix', '--write', '--shims', 'A_PORT, B_NAME'], { kind: 'shims', mode: 'write', wish: ['A_PORT', 'B_NAME'], paths: ['.'] }],
  [['fix', '--dry-run', '--shims', 'read', 'x'], { kind: 'shims', mode: 'dry-run', wish: 'read', paths: ['x'] }],
  [
    ['fix', '--write', '--shims', 'DB'],
    { kind: 'wrong', message: '--shims is read, all, ports or names of variables, not "DB" (see --help)' },
  ],
  [
    ['fix', '--write', '--engine', '--shims', 'all'],
    { kind: 'wrong', message: '--shims asks no engine, it sets what files tell (see --help)' },
  ],
  [['links', '--shims', 'all'], { kind: 'wrong', message: '--shims belongs to fix, not to links (see --help)' }],
])('%j', (args, request) => {
  expect(readOptions(args)).toMatchObject(request);
});
