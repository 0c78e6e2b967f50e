import { expect, test } from 'vitest';
import type { FileLink } from '../../../../src/domain/compose/fileLinks.ts';
import { codeFileOf } from '../../../../src/domain/usages/codeFile.ts';
import { discoveryName } from '../../../../src/domain/usages/discoveryNames.ts';
import { discoveryRewrite } from '../../../../src/domain/usages/discoveryRewrite.ts';
import { projectUsages } from '../../../../src/domain/usages/projectUsages.ts';
import type { Receiver } from '../../../../src/domain/usages/projectUsages.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

const COMPOSE = '/p/docker-compose.yml';
const compose = [
  'web:',
  '  build: .',
  '  links: [db]',
  'job:',
  '  build: .',
  '  environment:',
  '    - A=1',
  '  links: [db]',
  'db:',
  '  image: mysql',
  '',
].join('\n');

interface Asked {
  readonly keepOld?: boolean;
  readonly text?: string;
  readonly environment?: readonly string[];
}

/** The texts after the readers of web's link were rewritten, or why they were not. */
function rewritten(code: Readonly<Record<string, string>>, asked: Asked = {}) {
  const done = discovered(code, asked);
  return done.kind === 'refused' ? done.reason : Object.fromEntries(done.files.map(({ path, text: after }) => [path, after]));
}

/** The readers that stay, each with the reason. */
function staying(code: Readonly<Record<string, string>>, asked: Asked = {}): readonly string[] {
  return (discovered(code, asked).stays ?? []).map(({ path, range, name, reason, at }) => {
    return `${path}:${range.start.line + 1}: ${name}, as ${reason}${at ? ` ${at.path}:${at.line + 1}` : ''}`;
  });
}

/** What becomes of web's link; `environment` is what job sets. */
function discovered(code: Readonly<Record<string, string>>, { keepOld = true, text = compose, environment = [] }: Asked) {
  const texts = new Map(Object.entries({ ...code, [COMPOSE]: text }));
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error('not a compose file');
  const linkOf = (service: string): FileLink => {
    const [item] = reading.file.services.find(({ name }) => name === service)?.links ?? [];
    if (!item) throw new Error(`${service} has no link`);
    const { raw, range, target, alias } = item;
    return { service, kind: 'links', target, alias, raw, range, malformed: false, mechanism: 'legacy', targetState: 'defined' };
  };
  const receivers = ['web', 'job'].map((service): Receiver => ({
    service,
    compose: COMPOSE,
    range: linkOf(service).range,
    target: 29,
    links: [{ link: linkOf(service), names: ['db'], ports: null }],
    files: { context: '/p', copied: service === 'web' ? ['.'] : ['shared'], dockerfile: null, mounts: [] },
    environment: new Set(service === 'job' ? environment : []),
    image: new Set(),
  }));
  const files = Object.entries(code).flatMap(([path, content]) => codeFileOf(path, content) ?? []);
  return discoveryRewrite({
    usages: projectUsages(files, { receivers, target: 29 }),
    link: { ...linkOf('web'), compose: COMPOSE },
    keepOld,
    environmentOf: (_compose, service) =>
      reading.file.services.find(({ name }) => name === service)?.environment.map(({ name }) => name) ?? [],
    aliasesOf: () => ['db'],
    textOf: (path) => texts.get(path) ?? null,
  });
}

test.each([
  [true, 'connect(process.env.DB_PORT_3306_TCP_ADDR, process.env.DB_PORT_3306_TCP_PORT);\n'],
  [false, 'const { DB_PORT_3306_TCP_ADDR, DB_PORT_3306_TCP_PORT } = process.env;\n'],
])('a second run finds nothing to do, with the old names as fallback (%s) and without', (keptFirst, text) => {
  const code = { '/p/app.js': text };
  const first = rewritten(code, { keepOld: keptFirst });
  if (typeof first === 'string') throw new Error(first);
  const again = { code: { '/p/app.js': first['/p/app.js'] ?? '' }, text: first[COMPOSE] ?? '' };
  for (const keepOld of [true, false]) {
    expect(rewritten(again.code, { keepOld, text: again.text })).toMatch(
      /^(?:No reader of its variables can be rewritten|Its readers ask for the new names already|No code that was searched reads its variables)\.$/,
    );
  }
});

test('readers of several languages and the environment of their services change together', () => {
  const code = {
    '/p/app.js': 'connect(process.env.DB_PORT_3306_TCP_ADDR, process.env.DB_PORT_3306_TCP_PORT);\n',
    '/p/shared/app.py': 'host = os.environ["DB_PORT_3306_TCP_ADDR"]\nkept = os.environ["DB_ENV_USER"]\n',
    '/p/main.go': 'host := os.Getenv("DB_PORT_3306_TCP_ADDR")\n',
  };
  expect(rewritten(code)).toEqual({
    '/p/app.js':
      'connect((process.env.DB_HOST || process.env.DB_PORT_3306_TCP_ADDR), (process.env.DB_PORT_NUMBER || process.env.DB_PORT_3306_TCP_PORT));\n',
    '/p/shared/app.py': 'host = (os.environ.get("DB_HOST") or os.environ["DB_PORT_3306_TCP_ADDR"])\nkept = os.environ["DB_ENV_USER"]\n',
    '/p/main.go':
      'host := func() string { if value := os.Getenv("DB_HOST"); value != "" { return value }; return os.Getenv("DB_PORT_3306_TCP_ADDR") }()\n',
    [COMPOSE]: [
      'web:',
      '  build: .',
      '  links: [db]',
      '  environment:',
      '    - DB_HOST=db',
      '    - DB_PORT_NUMBER=3306',
      'job:',
      '  build: .',
      '  environment:',
      '    - A=1',
      '    - DB_HOST=db',
      '  links: [db]',
      'db:',
      '  image: mysql',
      '',
    ].join('\n'),
  });
  expect(rewritten(code, { keepOld: false })).toMatchObject({
    '/p/app.js': 'connect(process.env.DB_HOST, process.env.DB_PORT);\n',
    '/p/main.go': 'host := os.Getenv("DB_HOST")\n',
  });
});

test('a name that something else has is not taken', () => {
  const code = { '/p/a.rb': 'URI(ENV["DB_PORT"])\nENV["DB_PORT_3306_TCP_PORT"]\n' };
  expect(rewritten(code)).toMatchObject({ '/p/a.rb': 'URI(ENV["DB_PORT"])\n(ENV["DB_PORT_NUMBER"] || ENV["DB_PORT_3306_TCP_PORT"])\n' });
  const own = compose.replace('web:\n', 'web:\n  environment: {DB_HOST: other}\n');
  expect(rewritten({ '/p/a.rb': 'ENV["DB_PORT_3306_TCP_ADDR"]\n' }, { text: own })).toBe('No reader of its variables can be rewritten.');
});

test('where code of the service also sets the variable, its readers stay', () => {
  const code = {
    '/p/app.js': 'connect(process.env.DB_PORT_3306_TCP_ADDR, process.env.DB_PORT_3306_TCP_PORT);\n',
    '/p/start.sh': 'DB_PORT_3306_TCP_ADDR=${DB_PORT_3306_TCP_ADDR:-localhost}\nexport DB_PORT_3306_TCP_ADDR\n',
    '/q/other.sh': 'export DB_PORT_3306_TCP_PORT=1\n',
  };
  for (const [keepOld, port] of [
    [false, 'process.env.DB_PORT'],
    [true, '(process.env.DB_PORT_NUMBER || process.env.DB_PORT_3306_TCP_PORT)'],
  ] as const) {
    expect(rewritten(code, { keepOld })).toMatchObject({ '/p/app.js': `connect(process.env.DB_PORT_3306_TCP_ADDR, ${port});\n` });
    expect(staying(code, { keepOld })).toEqual([
      '/p/app.js:1: DB_PORT_3306_TCP_ADDR, as it is also set in /p/start.sh:1',
      '/p/start.sh:1: DB_PORT_3306_TCP_ADDR, as it is also set in /p/start.sh:1',
    ]);
  }
  const tested = { ...code, '/p/app.test.js': "\nprocess.env.DB_PORT_3306_TCP_PORT = '1';\n" };
  expect(rewritten(tested)).toBe('No reader of its variables can be rewritten.');
  expect(staying(tested)).toContain('/p/app.js:1: DB_PORT_3306_TCP_PORT, as it is also set in /p/app.test.js:2');
});

test('a list for envsubst and the template that is filled by it stay, other readers do not', () => {
  const code = {
    '/p/run.sh': "envsubst '$DB_PORT_3306_TCP_ADDR' < nginx.template > nginx.conf\nping $DB_PORT_3306_TCP_ADDR\n",
    '/p/nginx.template': 'server ${DB_PORT_3306_TCP_ADDR};\n',
  };
  const { [COMPOSE]: given, ...others } = rewritten(code, { keepOld: false }) as Readonly<Record<string, string>>;
  expect(given).toContain('DB_HOST=db');
  expect(others).toEqual({ '/p/run.sh': "envsubst '$DB_PORT_3306_TCP_ADDR' < nginx.template > nginx.conf\nping $DB_HOST\n" });
  expect(staying(code, { keepOld: false })).toEqual([
    '/p/run.sh:1: DB_PORT_3306_TCP_ADDR, as envsubst fills it into a template',
    '/p/nginx.template:1: DB_PORT_3306_TCP_ADDR, as envsubst fills it in, by the list in /p/run.sh:1',
  ]);
});

test('a script that gives the new name a value of its own keeps the old ones', () => {
  const own = 'DB_HOST=localhost\n[ -n "$DB_PORT_3306_TCP_ADDR" ] && DB_HOST=$DB_PORT_3306_TCP_ADDR\nping $DB_HOST\n';
  for (const keepOld of [true, false]) {
    expect(staying({ '/p/a.sh': own }, { keepOld })).toEqual([
      '/p/a.sh:2: DB_PORT_3306_TCP_ADDR, as the script sets DB_HOST itself',
      '/p/a.sh:2: DB_PORT_3306_TCP_ADDR, as the script sets DB_HOST itself',
    ]);
  }
  expect(staying({ '/p/Makefile': 'DB_HOST = $(DB_PORT_3306_TCP_ADDR)\n' }, { keepOld: false })).toHaveLength(1);
  const same = { '/p/a.sh': 'export DB_HOST="${DB_PORT_3306_TCP_ADDR:-localhost}"\nping $DB_HOST\n' };
  expect(rewritten(same, { keepOld: false })).toMatchObject({ '/p/a.sh': 'export DB_HOST="${DB_HOST:-localhost}"\nping $DB_HOST\n' });
});

test('a local variable or a key with the new name is no reader of it', () => {
  const code = {
    '/p/a.js': 'const DB_HOST = process.env.DB_PORT_3306_TCP_ADDR;\n',
    '/p/b.py': "conf = {'DB_HOST': os.environ['DB_PORT_3306_TCP_ADDR']}\n",
    '/p/c.rb': "ENV['DB_HOST'] || ENV['DB_PORT_3306_TCP_ADDR']\n",
  };
  const { [COMPOSE]: given, ...others } = rewritten(code, { keepOld: false }) as Readonly<Record<string, string>>;
  expect(given).toContain('DB_HOST=db');
  expect(others).toEqual({
    '/p/a.js': 'const DB_HOST = process.env.DB_HOST;\n',
    '/p/b.py': "conf = {'DB_HOST': os.environ['DB_HOST']}\n",
  });
});

test('what a service that runs the code sets itself stays', () => {
  const code = { '/p/shared/a.rb': 'ENV["DB_PORT_3306_TCP_ADDR"]\n' };
  expect(staying(code, { environment: ['DB_PORT_3306_TCP_ADDR'] })).toEqual([
    '/p/shared/a.rb:1: DB_PORT_3306_TCP_ADDR, as job sets it itself',
  ]);
});

test('without a reader nothing is done', () => {
  expect(rewritten({ '/p/a.rb': 'ENV["X"]\n' })).toBe('No code that was searched reads its variables.');
  expect(rewritten({ '/p/a.rb': 'ENV["DB_ENV_USER"]\n' })).toBe('No reader of its variables can be rewritten.');
  const shared = 'x: &x\n  image: a\n  links: [db]\nweb: &w\n  build: .\n  links: [db]\njob: {build: ., links: [db]}\ndb: {image: m}\n';
  expect(rewritten({ '/p/a.rb': 'ENV["DB_PORT_1_TCP"]\n' }, { text: shared })).toMatch(/has an anchor or a tag/);
});

test.each([
  ['DB_PORT_3306_TCP_ADDR', 'db', [3306], 'DB_HOST=db'],
  ['DB_PORT_3306_TCP_PORT', 'db', [3306], 'DB_PORT=3306'],
  ['DB_PORT_3307_TCP_PORT', 'db', [3306, 3307], 'DB_3307_PORT=3307'],
  ['DB_PORT_53_UDP', 'db', [53], 'DB_URL=udp://db:53'],
  ['MY_DB_PORT_3306_TCP_ADDR', 'my-db', [3306], 'MY_DB_HOST=my-db'],
  ['DB.LOCAL_PORT_3306_TCP_ADDR', 'db.local', [3306], 'DB_LOCAL_HOST=db.local'],
  ['DB_PORT', 'db', [], null],
  ['DB_NAME', 'db', [], null],
  ['DB_ENV_A', 'db', [], null],
  ['DB_PORT_1_TCP_PROTO', 'db', [1], null],
  ['DB_1_PORT_1_TCP_ADDR', 'db', [1], null],
])('the name in place of %s', (old, alias, ports, expected) => {
  const found = discoveryName(old, alias, { ports, taken: new Set() });
  expect(found && `${found.name}=${found.value}`).toBe(expected);
});
