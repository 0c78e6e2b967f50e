import { describe, expect, it } from 'vitest';
import { replaceAll } from '../../../../src/domain/fixes/replaceAll.ts';
import type { Neighbour, Surroundings } from '../../../../src/domain/fixes/surroundings.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import { oneFile } from './scope.ts';

const FILE = 'services:\n  web:\n    links: ["db:d"]\n  db: {image: mysql}\n';

function neighbour(name: string, text: string): Neighbour {
  const reading = readCompose(text);
  return { name, file: reading.kind === 'compose' ? reading.file : null };
}

function outcome(rest: Partial<Surroundings>): string {
  const { rewrite, kept } = replaceAll(oneFile(FILE, { path: '/work/base/compose.yaml', ...rest }));
  return rewrite ? 'fixed' : (kept[0]?.reason.replace('This has to be asked: ', '') ?? '');
}

const asked = (what: string) => `${what}.`;
const beside = (text: string): Partial<Surroundings> => ({ neighbours: [neighbour('compose.override.yaml', text)] });
const dotenv = (text: string): Partial<Surroundings> => ({ dotenv: { kind: 'text', text } });

describe('another file of the folder', () => {
  it.each([
    ['says more about the receiver', 'services: {web: {ports: ["80"]}}', 'the file compose.override.yaml says more about "web".'],
    ['says more about the source', 'services: {db: {hostname: d}}', 'the file compose.override.yaml says more about "db".'],
    [
      'says more about the network',
      'networks: {default: {external: true}}',
      asked('the file compose.override.yaml says more about the network "default"'),
    ],
    ['has the name', 'services: {x: {container_name: D}}', '"x" of the file compose.override.yaml has or links the name "d", too.'],
    ['may have the name', 'services: {x: {hostname: "${H}"}}', '"x" of the file compose.override.yaml has or links the name "d", too.'],
    ['links the name', 'services: {x: {links: ["y:d"]}, y: {}}', '"x" of the file compose.override.yaml has or links the name "d", too.'],
    [
      'extends the source',
      'services: {x: {extends: {file: ./compose.yaml, service: db}}}',
      asked('"x" of the file compose.override.yaml extends "db" and would take the change over'),
    ],
    [
      'includes others',
      'include: [compose.yaml]\nservices: {}',
      asked('the file compose.override.yaml includes others, which may say more about the services'),
    ],
    [
      'has further documents',
      'services: {}\n---\nservices: {web: {}}',
      asked('the file compose.override.yaml beside this one was not read as a whole and may say more about the services'),
    ],
    ['cannot be read', 'services: [', 'The file compose.override.yaml, which Compose reads with this one, cannot be read.'],
  ])('%s: no edit', (_title, text, reason) => {
    expect(outcome(beside(text))).toBe(reason);
  });

  it.each([
    ['speaks of other services', 'services: {x: {image: x}}'],
    ['is of version 1, which is never merged with this one', 'web: {image: old}\n'],
  ])('%s: the edit is made', (_title, text) => {
    expect(outcome(beside(text))).toBe('fixed');
  });
});

describe('a file of another folder', () => {
  const distant = (path: string, text: string): Partial<Surroundings> => {
    const { file } = neighbour(path, text);
    return { elsewhere: file ? [{ path, name: path.replace('/work/', ''), file }] : [] };
  };

  it.each([
    ['by the way from its own folder', '/work/top/compose.yaml', 'include: [../base/compose.yaml]\nservices: {d: {image: x}}'],
    ['as one of several', '/work/top/compose.yaml', 'include: [{path: [x.yaml, ../base/compose.yaml]}]\nservices: {}'],
    ['by an absolute path', '/etc/compose.yaml', 'include: [/work/base/compose.yaml]\nservices: {}'],
    ["by the way from its project's folder", '/work/deep/er/compose.yaml', 'include: [base/compose.yaml]\nservices: {}'],
    ['by a path that a variable begins', '/work/top/compose.yaml', 'include: ["${BASE}/compose.yaml"]\nservices: {}'],
  ])('includes this one %s: no edit', (_title, path, text) => {
    expect(outcome(distant(path, text))).toMatch(/^the file .*compose.yaml includes this one, and its services may use the same names.$/);
  });

  it.each(['web', 'db'])('extends %s: no edit', (base) => {
    const text = `services: {heir: {extends: {file: ../compose.yaml, service: ${base}}}}`;
    expect(outcome(distant('/work/base/sub/compose.yaml', text))).toBe(
      asked(`"heir" of the file base/sub/compose.yaml extends "${base}" and would take the change over`),
    );
  });

  it.each([
    ['includes a file of the same name elsewhere', '/work/top/compose.yaml', 'include: [../other/compose.yaml]\nservices: {}'],
    ['extends another service', '/work/base/sub/compose.yaml', 'services: {heir: {extends: {file: ../compose.yaml, service: x}}}'],
    ['extends a service of its own', '/work/base/sub/compose.yaml', 'services: {heir: {extends: {service: db}}, db: {}}'],
    ['has the same services', '/work/top/compose.yaml', 'services: {db: {}, web: {links: [db]}}'],
  ])('%s: the edit is made', (_title, path, text) => {
    expect(outcome(distant(path, text))).toBe('fixed');
  });
});

describe('COMPOSE_FILE', () => {
  it.each([
    [
      'joins a file elsewhere',
      dotenv('COMPOSE_FILE=compose.yaml:../base.yaml'),
      /^COMPOSE_FILE in .env joins this file with ..\/base.yaml,/,
    ],
    ['joins a file of the same name elsewhere', dotenv('COMPOSE_FILE=compose.yaml:prod/compose.yaml'), /with prod\/compose.yaml,/],
    ['splits as COMPOSE_PATH_SEPARATOR says', dotenv('COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=a.yml,compose.yaml'), /with a.yml,/],
    ['depends on a variable', dotenv('COMPOSE_FILE=compose.yaml:$MORE'), /^COMPOSE_FILE in .env depends on a variable/],
    ['is set in the environment', { composeFile: '/srv/compose.yaml:/srv/more.yaml' }, /^COMPOSE_FILE in the environment joins/],
    ['cannot be read', { dotenv: { kind: 'unread' } }, /^the file .env could not be read/],
    ['names this file alone', dotenv('COMPOSE_FILE=./compose.yaml'), /^fixed$/],
    ['names other files', dotenv('COMPOSE_FILE=a.yml:b.yml'), /^fixed$/],
    ['is another in the environment', { ...dotenv('COMPOSE_FILE=compose.yaml:x.yml'), composeFile: 'compose.yaml' }, /^fixed$/],
    [
      'joins a file that was read',
      { ...dotenv('COMPOSE_FILE=compose.yaml:more.yaml'), neighbours: [neighbour('more.yaml', 'services: {x: {}}')] },
      /^fixed$/,
    ],
  ] satisfies [string, Partial<Surroundings>, RegExp][])('%s', (_title, rest, expected) => {
    expect(outcome(rest)).toMatch(expected);
  });
});

describe("the project's other files", () => {
  it.each([
    ['a script that uses the name', 'mysql -h db_1', 'The file run.sh uses the name `db_1`, which exists only through the link.'],
    ['the name in capitals', 'host = DB-1', 'The file run.sh uses the name `db-1`, which exists only through the link.'],
    ['the name of a second container', 'db-2:3306', 'The file run.sh uses the name `db-2`, which may exist only through the link.'],
    [
      "a second container's name",
      'docker exec shop_db_2 sh',
      'The file run.sh uses the name `shop_db_2`, which may exist only through the link.',
    ],
  ])('%s: no edit', (_title, text, reason) => {
    expect(outcome({ texts: [{ path: 'run.sh', text }] })).toBe(reason);
  });

  it.each(['docker exec shop_db_1 sh', 'mydb_1', 'db_1_data', 'db-1.5', 'db_x', 'db', '1'])('%s: the edit is made', (text) => {
    expect(outcome({ texts: [{ path: 'run.sh', text }] })).toBe('fixed');
  });
});

describe('the engine', () => {
  it.each([
    [
      'a source that runs in several containers: no edit',
      3,
      '`db` has 3 containers: a link leads to one of them, a name on the network to all.',
    ],
    ['a source that runs in one: the edit is made', 1, 'fixed'],
  ])('%s', (_title, count, expected) => {
    expect(outcome({ running: new Map([['db', count]]) })).toBe(expected);
  });
});
