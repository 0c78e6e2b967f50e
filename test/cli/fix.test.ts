import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Desk } from '../../src/cli/fix/desk.ts';
import { fixFiles } from '../../src/cli/fix/fixFiles.ts';
import type { Fixed } from '../../src/cli/fix/fixFiles.ts';
import { replaceFile } from '../../src/cli/fix/write.ts';
import { fixJson, fixText } from '../../src/cli/report/fix.ts';
import { inScratch } from './scratch.ts';

const SHOP = 'services:\n  web:\n    links:\n      - db:mysql # data\n  db:\n    image: mysql\n';
const FIXED =
  'services:\n  web:\n    depends_on:\n      - db # data\n  db:\n    image: mysql\n    networks:\n      default:\n        aliases:\n          - mysql\n';

let folder: string;
const put = inScratch((made) => {
  folder = made;
});

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const fix = (mode: 'dry-run' | 'write', ...names: readonly string[]) =>
  fixFiles({ paths: names.length > 0 ? names.map((name) => join(folder, name)) : [folder], mode, rows: [], only: [] });
const reasons = ({ problems, kept, files }: Fixed) => [
  ...problems.map(({ message }) => message),
  ...files.flatMap(({ error }) => error ?? []),
  ...kept.map(({ reason }) => reason),
];

describe('--dry-run', () => {
  test('prints what git apply makes the same files of as --write', async () => {
    put({
      'compose.yaml': SHOP,
      'my shop/compose.yaml': SHOP.replaceAll('\n', '\r\n'),
      'end/compose.yaml': SHOP.trimEnd(),
      'bom/compose.yaml': `\ufeff${SHOP}`,
      'many/compose.yaml': `${SHOP}${'  # more\n'.repeat(20)}  api:\n    links: [db]\n`,
    });
    const diff = (await fix('dry-run')).files.map((file) => file.diff).join('');
    expect(read('compose.yaml')).toBe(SHOP);
    const copy = mkdtempSync(join(tmpdir(), 'links-copy-'));
    cpSync(folder, copy, { recursive: true });
    const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
      cwd: copy,
      input: diff,
      encoding: 'utf8',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
    });
    expect([status, stderr]).toEqual([0, '']);
    const written = await fix('write');
    expect(written.files.map(({ path, error }) => [path, error])).toEqual([
      ['bom/compose.yaml', null],
      ['compose.yaml', null],
      ['end/compose.yaml', null],
      ['many/compose.yaml', null],
      ['my shop/compose.yaml', null],
    ]);
    expect(written.rewrites.map(({ links }) => links.length)).toEqual([1, 1, 1, 2, 1]);
    for (const { path } of written.files) expect(readFileSync(join(copy, path), 'utf8'), path).toBe(read(path));
    rmSync(copy, { recursive: true });
    expect(read('compose.yaml')).toBe(FIXED);
    expect(read('my shop/compose.yaml')).toBe(FIXED.replaceAll('\n', '\r\n'));
    expect(read('bom/compose.yaml')).toBe(`\ufeff${FIXED}`);
    expect(await fix('write')).toMatchObject({ rewrites: [], kept: [], files: [], unsearched: [], problems: [] });
  });
});

describe('--write', () => {
  test.skipIf(process.platform === 'win32')('keeps the mode, follows a symbolic link and leaves nothing behind', async () => {
    put({ 'real/shop.yaml': SHOP });
    chmodSync(join(folder, 'real/shop.yaml'), 0o640);
    symlinkSync(join('real', 'shop.yaml'), join(folder, 'compose.yaml'));
    await fix('write', 'compose.yaml', 'real/shop.yaml');
    expect(lstatSync(join(folder, 'compose.yaml')).isSymbolicLink()).toBe(true);
    expect(read('real/shop.yaml')).toBe(FIXED);
    expect(statSync(join(folder, 'real/shop.yaml')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'real'))).toEqual(['shop.yaml']);
  });

  test('writes nothing over a file that has changed since', async () => {
    put({ 'compose.yaml': `${SHOP}# mine\n` });
    expect(await replaceFile(join(folder, 'compose.yaml'), Buffer.from(SHOP), FIXED)).toMatch(/changed after it was read/);
    expect(read('compose.yaml')).toBe(`${SHOP}# mine\n`);
    expect(readdirSync(folder)).toEqual(['compose.yaml']);
  });

  test('writes no file of a run where one has changed since, and says so of each', async () => {
    put({ 'a.yaml': SHOP, 'b.yaml': SHOP });
    const [one, other] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    const desk = new Desk([one, other], [folder]);
    for (const path of [one, other]) await desk.open(path);
    const edited = [one, other].map((path) => ({ path, edits: [], text: FIXED }));
    const about = { title: 'x', links: [], files: edited, kept: ['proved'], lost: [], changed: [] };
    const rewrite = { kind: 'rewrite', row: 'alias', consent: 'safe', ...about } as const;
    desk.put(rewrite);
    put({ 'b.yaml': `${SHOP}# mine\n` });
    const files = await desk.close('write');
    expect(files.map(({ written, error }) => [written, error])).toEqual([
      [false, expect.stringMatching(/^It was not written either, as .*b\.yaml cannot be\.$/)],
      [false, 'It changed after it was read, so nothing was written.'],
    ]);
    expect([read('a.yaml'), read('b.yaml')]).toEqual([SHOP, `${SHOP}# mine\n`]);
    const done = { kept: [], files, unsearched: [], problems: [], shown: (path: string) => desk.shown(path) };
    expect(fixText({ ...done, rewrites: [rewrite] }, 'write')).toBe('Not written: x\n0 links replaced, 0 stay\n');
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(SHOP), Buffer.from([0x23, 0xe9, 0x0a])]), /not valid UTF-8/],
    ['conflict markers', `<<<<<<< ours\n${SHOP}=======\n>>>>>>> theirs\n`, /conflict markers/],
    ['a text that is no YAML', `${SHOP}  x: [`, /^Line \d+:/],
    ['JSON', '{"services": {"web": {"links": ["db:mysql"]}, "db": {"image": "mysql"}}}', /is JSON/],
  ])('leaves %s alone', async (_title, content, reason) => {
    put({ 'compose.yaml': content });
    expect(reasons(await fix('write'))).toEqual([expect.stringMatching(reason)]);
    expect(readFileSync(join(folder, 'compose.yaml')).equals(Buffer.from(content))).toBe(true);
  });
});

test('a file that a project includes is fixed with its folder, whatever it is called', async () => {
  put({ 'compose.yaml': 'include: [parts/db.yml]\n', 'parts/db.yml': SHOP });
  expect((await fix('write')).files.map(({ path, written }) => [path.replace(/^.*(?=parts)/, ''), written])).toEqual([
    ['parts/db.yml', true],
  ]);
  expect(read('parts/db.yml')).toBe(FIXED);
});

describe('another file of the project', () => {
  const WEB = 'services:\n  web:\n    image: web\n    links: [db]\n';
  const latin = Buffer.concat([Buffer.from('services:\n  db:\n    image: mysql # donn'), Buffer.from([0xe9]), Buffer.from('es\n')]);
  const merge = Buffer.from(
    'services:\n  db:\n    image: mysql\n    command: |\n<<<<<<< ours\n      a\n=======\n      b\n>>>>>>> theirs\n',
  );
  const inBlock = Buffer.from('services:\n  db:\n    image: mysql\n--- |\n<<<<<<< ours\n');

  test.each<[string, Buffer, RegExp]>([
    ['is not UTF-8', latin, /^The file compose\.override\.yaml holds characters that cannot be read, as if it were not in UTF-8/],
    [
      'has conflict markers',
      merge,
      /compose\.override\.yaml, which Compose reads with this one, cannot be read: the file holds merge conflict markers/,
    ],
    ['has conflict markers in a text', inBlock, /^The file compose\.override\.yaml has conflict markers/],
  ])('that %s keeps the links, with one message, and every byte', async (_title, bytes, reason) => {
    put({ 'compose.yaml': WEB, 'compose.override.yaml': bytes });
    for (const rows of [[], ['alias', 'same-name'] as const]) {
      const done = await fixFiles({ paths: [join(folder, 'compose.yaml')], mode: 'write', rows, only: [] });
      expect(reasons(done)).toEqual([expect.stringMatching(reason)]);
    }
    expect(read('compose.yaml')).toBe(WEB);
    expect(readFileSync(join(folder, 'compose.override.yaml')).equals(bytes)).toBe(true);
  });
});

describe('what lies around', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'an override that takes the name',
      { 'compose.override.yaml': 'services: {x: {hostname: mysql}}' },
      /`mysql` would lead `db` to `db` and `x`/,
    ],
    ['a file of any name with the services', { 'prod.yml': 'services: {db: {image: x}}' }, /prod.yml says more about "db"/],
    ['a broken override', { 'compose.override.yaml': 'services: [' }, /compose.override.yaml/],
    ['COMPOSE_FILE', { '.env': 'COMPOSE_FILE=compose.yaml:../x.yaml' }, /x.yaml/],
    ['a script with the name', { 'bin/run.sh': 'ping db_1' }, /The file bin\/run.sh uses the name `db_1`/],
  ])('%s forbids the fix', async (_title, others, reason) => {
    put({ 'compose.yaml': SHOP, ...others });
    expect(reasons(await fix('write', 'compose.yaml'))).toEqual([expect.stringMatching(reason)]);
    expect(read('compose.yaml')).toBe(SHOP);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['an override', { 'compose.override.yaml': 'services: {db: {hostname: other}}' }],
    ['an override of other services', { 'compose.override.yaml': 'services: {x: {image: x}}' }],
    [
      'a set that a Makefile names',
      { 'more.yml': 'services: {db: {image: x}}', Makefile: 'up:\n\tdocker compose -f compose.yaml -f more.yml up\n' },
    ],
  ])('%s is proved over, too', async (_title, others) => {
    put({ 'compose.yaml': SHOP, ...others });
    expect(reasons(await fix('write', 'compose.yaml'))).toEqual([]);
    expect(read('compose.yaml')).toBe(FIXED);
  });

  test('a build context outside the folder is searched, too', async () => {
    put({ 'deploy/compose.yaml': `${SHOP}    build: ../app\n`, 'app/main.py': 'connect("db_1")' });
    expect(reasons(await fix('write', 'deploy'))).toEqual([
      'The file ../app/main.py uses the name `db_1`, which exists only through the link.',
    ]);
  });

  test('installed packages and other YAML forbid nothing', async () => {
    put({ 'compose.yaml': SHOP, 'node_modules/x/y.js': 'db_1', 'k8s.yml': 'kind: Service', 'broken.yaml': '[' });
    expect(reasons(await fix('write', 'compose.yaml'))).toEqual([]);
    expect(read('compose.yaml')).toBe(FIXED);
  });

  test('what was not searched is said instead of a claim', async () => {
    put({ 'compose.yaml': `${SHOP}    build: ./gone\n`, 'a.bin': Buffer.from([0, 1]), 'b.txt': 'x'.repeat(1_000_001) });
    const files = await fix('dry-run', 'compose.yaml');
    expect(files.unsearched).toEqual(['the build context of db', '1 file over 1 MB', '1 file without text']);
    expect(fixText(files, 'dry-run')).toContain('lost: db-1, db_1, used in no file that was searched\n');
    expect(fixText(files, 'dry-run')).toContain('not searched: the build context of db, 1 file over 1 MB, 1 file without text\n');
  });
});

test('the reports say what was proved, what goes and why the rest stays', async () => {
  put({ 'compose.yaml': SHOP.replace('    links:\n', '    links:\n      - gone\n') });
  const done = await fix('dry-run', 'compose.yaml');
  expect(fixText(done, 'dry-run')).toBe(
    [
      'Replace link "db:mysql" by a network alias',
      '  compose.yaml:5: web → db:mysql',
      '  kept: web still resolves db, mysql → db',
      '  kept: start order kept',
      '  lost: db-1, db_1, used nowhere',
      '  lost: `docker compose restart db` no longer restarts web',
      'compose.yaml:4: web → gone stays. The project defines no service `gone`.',
      '  If `gone` is a container outside the project, put `web` on a network of it, where it has its name.',
      '1 link can be replaced, 1 stays',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(fixJson(done, 'dry-run'))).toMatchObject({
    version: 1,
    mode: 'dry-run',
    rewrites: [{ row: 'alias', links: [{ path: 'compose.yaml', service: 'web', raw: 'db:mysql', line: 5 }], consent: 'safe' }],
    refused: [{ links: [{ path: 'compose.yaml', service: 'web', raw: 'gone', line: 4 }] }],
    files: [{ path: 'compose.yaml', written: false, error: null }],
    not_searched: [],
    problems: [],
  });
});

describe('what lies outside the folder', () => {
  const web = (rest: string, more = '') => `services:\n  web:\n    ${rest}\n    links: [db]\n  db:\n    image: mysql\n${more}`;

  test.each([
    ['an environment file', web('env_file: ../ext/a.conf'), '../ext/a.conf'],
    ['a bind mount', web('volumes: ["../ext:/etc/ext"]'), '../ext/a.conf'],
    ['a config', web('configs: [c]', 'configs: {c: {file: ../ext/a.conf}}\n'), '../ext/a.conf'],
    ['a secret', web('secrets: [s]', 'secrets: {s: {file: ../ext/a.conf}}\n'), '../ext/a.conf'],
    ['a further build context', web('build: {context: ., additional_contexts: {ext: ../ext}}'), '../ext/a.conf'],
  ])('is searched for names that go: %s', async (_title, compose, path) => {
    put({ 'app/compose.yaml': compose, 'ext/a.conf': 'HOST=db_1\n' });
    expect(reasons(await fix('dry-run', 'app'))).toEqual([`The file ${path} uses the name \`db_1\`, which exists only through the link.`]);
  });

  test('is named where it is not searched, and nothing is said to be used nowhere', async () => {
    put({ 'app/compose.yaml': web('volumes: ["${CONF}:/conf", "../gone:/gone", "/proc:/host"]') });
    const files = await fix('dry-run', 'app');
    expect(files.unsearched).toEqual(['${CONF} of web', '../gone of web', '/proc of web']);
    expect(fixText(files, 'dry-run')).toContain('not searched: ${CONF} of web, ../gone of web, /proc of web');
    expect(fixText(files, 'dry-run')).not.toContain('used nowhere');
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['the environment of a file above', { 'compose.yaml': 'include: [app/compose.yaml]\n', '.env': 'HOST=db_1\n' }, /The file \.\.\/\.env/],
    ['a script beside a file above', { 'compose.yaml': 'include: [app/compose.yaml]\n', 'wait.sh': 'ping db_1' }, /The file \.\.\/wait.sh/],
    [
      'variables of a service of a file above',
      { 'compose.yaml': 'include: [app/compose.yaml]\nservices: {x: {image: x, env_file: vars/x.conf}}\n', 'vars/x.conf': 'H=db_1\n' },
      /The file \.\.\/vars\/x.conf/,
    ],
    [
      'what a service of a file above is built from',
      { 'compose.yaml': 'include: [app/compose.yaml]\nservices: {x: {build: src}}\n', 'src/lib/a.py': 'connect("db_1")' },
      /The file \.\.\/src\/lib\/a.py/,
    ],
    [
      'what an included file brings into containers',
      {
        'app/compose.override.yaml': 'include: [../more/compose.yaml]\n',
        'more/compose.yaml': 'services: {x: {image: x, volumes: ["./conf:/etc/x"]}}\n',
        'more/conf/x.ini': 'host = db_1\n',
      },
      /The file \.\.\/more\/conf\/x.ini/,
    ],
  ])('of a project of several files is searched, too: %s', async (_title, files, reason) => {
    put({ 'app/compose.yaml': web('image: x'), ...files });
    expect(reasons(await fix('dry-run', 'app/compose.yaml'))).toEqual([expect.stringMatching(reason)]);
    put(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace('db_1', 'db')])));
    expect(reasons(await fix('dry-run', 'app/compose.yaml'))).toEqual([]);
  });

  test('what lies below a file above and belongs to nobody is not searched', async () => {
    put({ 'app/compose.yaml': web('image: x'), 'compose.yaml': 'include: [app/compose.yaml]\n', 'other/run.sh': 'ping db_1' });
    expect(reasons(await fix('dry-run', 'app/compose.yaml'))).toEqual([]);
  });

  test.each([
    ['from below', 'base/sub/compose.yaml', '../compose.yaml', /sub\/compose.yaml extends "web"/],
    ['beside it', 'top/compose.yaml', '../base/compose.yaml', /top\/compose.yaml extends "web"/],
  ])('a file that extends it %s keeps a link, whether or not it was asked for', async (_title, other, way, reason) => {
    const heir = `services: {x: {extends: {file: ${way}, service: web}}}\n`;
    put({ 'base/compose.yaml': web('image: x'), [other]: heir });
    for (const names of [['base/compose.yaml'], ['base/compose.yaml', other], []]) {
      expect(reasons(await fix('write', ...names)).join()).toMatch(reason);
    }
    expect(read('base/compose.yaml')).toBe(web('image: x'));
  });

  test('a file beside its folder that includes it keeps a link, unless it is asked for, too: then the projects of both are proved', async () => {
    const top = (more: string) => `include: [../base/compose.yaml]\nservices: {bb: {image: x${more}}}\n`;
    put({ 'base/compose.yaml': web('image: x'), 'top/compose.yaml': top('') });
    expect(reasons(await fix('write', 'base/compose.yaml')).join()).toMatch(/top\/compose.yaml includes this one/);
    put({ 'top/compose.yaml': top(', environment: {HOST: db_1}') });
    expect(reasons(await fix('write')).join()).toMatch(/db_1/);
    expect(read('base/compose.yaml')).toBe(web('image: x'));
    put({ 'top/compose.yaml': top('') });
    expect(reasons(await fix('write'))).toEqual([]);
    expect(read('base/compose.yaml')).not.toContain('links');
  });

  test('with a file above it that includes it the projects of both are proved', async () => {
    put({
      'base/compose.yaml': web('image: x'),
      'compose.yaml': 'include: [base/compose.yaml]\nservices: {bb: {image: x, hostname: db}}\n',
    });
    expect(reasons(await fix('write', 'base/compose.yaml')).join()).toMatch(/`db`/);
    put({ 'compose.yaml': 'include: [base/compose.yaml]\nservices: {bb: {image: x}}\n' });
    expect(reasons(await fix('write', 'base/compose.yaml'))).toEqual([]);
    expect(read('base/compose.yaml')).not.toContain('links');
  });
});

test('a source that runs in several containers keeps its links', async () => {
  put({ 'compose.yaml': SHOP });
  const containers = ['1', '2'].map((id) => ({
    id,
    name: `db-${id}`,
    names: [`/db-${id}`],
    networkMode: 'shop_default',
    labels: new Map([
      ['com.docker.compose.service', 'db'],
      ['com.docker.compose.project.config_files', join(realpathSync(folder), 'compose.yaml')],
    ]),
  }));
  expect(reasons(await fixFiles({ paths: [folder], mode: 'write', rows: [], only: [] }, { summaries: containers, details: [] }))).toEqual([
    'Replace link "db:mysql" by a name for all containers is possible with --row scaled (the name leads to all containers in turn, the link led to one).',
  ]);
});

describe('--row external', () => {
  const joining = (...paths: readonly string[]) =>
    fixFiles({ paths: paths.map((path) => join(folder, path)), mode: 'write', rows: ['external'], only: [] });
  const WIKI = 'services:\n  wiki:\n    image: wiki\n    external_links:\n      - shop-db-1:data\n';

  test('puts the service on the network of the container that another project of the run makes; the link stays for its name, and once is enough', async () => {
    put({ 'shop/compose.yaml': 'services: {db: {image: mysql}}\n', 'wiki/compose.yaml': WIKI });
    const done = await joining('shop', 'wiki');
    expect(done.rewrites.map(({ row, consent }) => [row, consent])).toEqual([['external', 'asks']]);
    expect(read('wiki/compose.yaml')).toBe(
      `${WIKI}    networks:\n      - default\n      - shop_default\nnetworks:\n  shop_default:\n    external: true\n`,
    );
    expect(done.kept.map(({ reason, instead }) => [reason, instead.join()])).toEqual([
      [
        "`wiki` is on `shop_default` already, and the name that the link gives there is the other side's to give.",
        expect.stringContaining('`docker network connect --alias data shop_default shop-db-1`'),
      ],
    ]);
    const text = read('wiki/compose.yaml');
    expect((await joining('shop', 'wiki')).files).toEqual([]);
    expect(read('wiki/compose.yaml')).toBe(text);
  });

  test('is what a link stays for where nobody asks for it; one that stays for its name counts once', async () => {
    put({ 'shop/compose.yaml': 'services: {db: {image: mysql}}\n', 'wiki/compose.yaml': WIKI });
    const stays = await fix('dry-run');
    expect(fixText(stays, 'dry-run')).toMatch(
      /wiki → shop-db-1:data stays\. Join the network shop_default of shop-db-1 is possible with --row external .*\n0 links can be replaced, 1 stays\n$/,
    );
    expect(fixText(await joining('shop', 'wiki'), 'write')).toMatch(/\n0 links replaced, 1 stays\n$/);
  });

  test('takes the link out where the container has the name on the network', async () => {
    put({
      'shop/compose.yaml': 'services: {db: {image: mysql, networks: {back: {aliases: [data]}}}}\nnetworks: {back: {name: shared}}\n',
      'wiki/compose.yaml': WIKI,
    });
    await joining('shop', 'wiki');
    expect(read('wiki/compose.yaml')).toBe(
      'services:\n  wiki:\n    image: wiki\n    networks:\n      - default\n      - shared\nnetworks:\n  shared:\n    external: true\n',
    );
  });

  test('does not guess: nobody makes the container, a name of both projects would lead to either, an override says other networks', async () => {
    put({ 'wiki/compose.yaml': WIKI });
    expect(reasons(await joining('wiki'))[0]).toMatch(/^No other project here makes `shop-db-1`/);
    put({
      'shop/compose.yaml': 'services: {db: {image: mysql}, wiki: {image: wiki}}\n',
      'wiki/compose.yaml': `${WIKI}  db: {image: redis}\n`,
    });
    expect(reasons(await joining('shop', 'wiki'))[0]).toBe('`db` would lead `wiki` to `wiki-db-1` and `shop-db-1`.');
    put({
      'shop/compose.yaml': 'services: {db: {image: mysql}}\n',
      'wiki/compose.yaml': WIKI,
      'wiki/compose.override.yaml': 'services: {wiki: {networks: [back]}}\nnetworks: {back: {}}\n',
    });
    expect(reasons(await joining('shop', 'wiki'))[0]).toMatch(/^Other files say on which networks `wiki` is/);
    expect(read('wiki/compose.yaml')).toBe(WIKI);
  });
});
