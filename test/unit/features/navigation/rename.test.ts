import { describe, expect, test } from 'vitest';
import { followUps, renameBetween } from '../../../../src/features/navigation/followRename.ts';
import { renamedAt, renamingOf } from '../../../../src/features/navigation/rename.ts';
import type { OtherText } from '../../../../src/features/navigation/rename.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';
import { snapshotOf } from '../shared/workspace.ts';
import { cursorIn } from './cursor.ts';

interface Given {
  readonly newName?: string;
  readonly served?: boolean;
  readonly more?: Readonly<Record<string, string>>;
  readonly others?: readonly OtherText[];
  /** Whether places that ask first get the new name, too. */
  readonly agreed?: boolean;
}

const URI = 'file:///shop/compose.yaml';

/** Every file after the rename at the `|`, or why there is none. */
function after(marked: string, { newName = 'store', served = false, more = {}, others = [], agreed = false }: Given = {}) {
  const { text, position } = cursorIn(marked);
  const texts: Record<string, string> = { 'compose.yaml': text, ...more };
  const request = { uri: URI, position, servicesAreServed: served };
  const renaming = renamingOf(snapshotOf(texts), request, { newName, others });
  if (renaming?.kind !== 'edits') return renaming?.reason ?? null;
  const all = [...Object.entries(texts).map(([path, each]) => ({ uri: `file:///shop/${path}`, text: each })), ...others];
  return all
    .map((each) =>
      applyEdits(
        each.text,
        renaming.edits.filter(({ uri, asks }) => uri === each.uri && (agreed || asks === null)),
      ),
    )
    .join('---\n');
}

describe('an alias', () => {
  const shop = (item: string, alias: string, value: string) => `services:
  web:
    image: web
    links: [${item}]
    environment: { DB: '${value}' }
  job:
    image: job
    links: ["db:${alias}"]
  db:
    image: mysql
    networks: { default: { aliases: [${alias}, other] } }
`;

  test('is renamed in every link and on the networks', () => {
    expect(after(shop('db:data|base', 'database', 'database:1'))).toBe(shop('db:store', 'store', 'database:1'));
  });

  test('and in values that name it as a host, when somebody agrees', () => {
    const given = shop('db:data|base', 'database', 'mysql://database/database');
    expect(after(given, { agreed: true })).toBe(shop('db:store', 'store', 'mysql://store/database'));
  });

  test('from a value', () => {
    expect(after(shop('db:database', 'database', 'mysql://data|base/x'))).toBe(shop('db:store', 'store', 'mysql://database/x'));
  });

  test('of another link stays', () => {
    const two = (alias: string) => `services:
  web: { image: web, links: ['db:${alias}'] }
  job: { image: job, links: ['cache:database'], environment: ['X=database'] }
  db: { image: mysql }
  cache: { image: redis }
`;
    expect(after(two('data|base'), { agreed: true })).toBe(two('store'));
  });

  test.each([
    [
      'services:\n  web: { image: web, links: ["db:da|ta", "cache:store"] }\n  db: { image: a }\n  cache: { image: b }\n',
      'A link of “web” leads to “cache” by the name “store” already.',
    ],
    ['services:\n  web: { image: web, links: ["db:da|ta"] }\n  db: { image: a }\n  store: { image: b }\n', '“store” is already a service.'],
    [
      'services:\n  web: { image: web, links: ["db:da|ta"] }\n  db: { image: a }\n  cache: { image: b, networks: { default: { aliases: [store] } } }\n',
      '“store” is already an alias of “cache”.',
    ],
    [
      'services:\n  web: { image: web, links: ["db:da|ta", "db:d\\x61ta"] }\n  db: { image: a }\n',
      '“data” is written with escapes somewhere; rename it there by hand.',
    ],
  ])('keeps clear of other names: %#', (text, expected) => {
    expect(after(text)).toBe(expected);
  });

  test('takes variables of a legacy link along, when somebody agrees', () => {
    const old = (alias: string, prefix: string) => `web:
  image: web
  links: ['db:${alias}']
  command: sh -c 'connect $$${prefix}_PORT_3306_TCP_ADDR $$OTHER_PORT'
db:
  image: mysql
`;
    expect(after(old('my-d|b', 'MY_DB'), { agreed: true })).toBe(old('store', 'STORE'));
  });

  test('is found in configuration and surely in code', () => {
    const others = [
      { uri: 'file:///shop/app/nginx.conf', text: 'proxy_pass http://database:80;\nset $database 1;\n' },
      { uri: 'file:///shop/app/app.js', text: "const database = connect('mysql://database/database');\n" },
      { uri: 'file:///shop/app/package-lock.json', text: '"database"' },
    ];
    const text = 'services:\n  web: { image: web, links: ["db:data|base"] }\n  db: { image: a }\n';
    expect(after(text, { others, agreed: true })).toBe(
      [
        'services:\n  web: { image: web, links: ["db:store"] }\n  db: { image: a }\n',
        'proxy_pass http://store:80;\nset $database 1;\n',
        "const database = connect('mysql://store/database');\n",
        '"database"',
      ].join('---\n'),
    );
  });
});

describe('a service', () => {
  const shop = (name: string, file = '') => `${file}services:
  web:
    image: web
    links: [${name}, "${name}:data"]
    depends_on: { ${name}: { condition: service_started } }
    volumes_from: ['${name}:ro']
    network_mode: service:${name}
  job: { extends: ${name} }
  ${name}: { image: db }
`;

  test('is renamed wherever the project refers to it', () => {
    expect(after(shop('db').replace('  db:', '  d|b:'))).toBe(shop('store'));
  });

  test('in all files that are merged', () => {
    const override = (name: string) => `services:\n  ${name}: { ports: ["1"] }\n  web: { links: [${name}] }\n`;
    const given = after(shop('db').replace('  db:', '  d|b:'), { more: { 'compose.override.yaml': override('db') } });
    expect(given).toBe(`${shop('store')}---\n${override('store')}`);
  });

  test('in files beside it when somebody agrees', () => {
    const more = { 'compose.other.yaml': 'services:\n  db: { image: x }\n' };
    const marked = shop('db').replace('  db:', '  d|b:');
    expect(after(marked, { more })).toBe(`${shop('store')}---\n${more['compose.other.yaml']}`);
  });

  test('is left to others who rename it', () => {
    const marked = shop('db').replace('  db:', '  d|b:');
    expect(after(marked, { served: true })).toBeNull();
    expect(
      renamedAt(snapshotOf({ 'compose.yaml': marked.replace('|', '') }), { uri: URI, ...cursorIn(marked), servicesAreServed: true }),
    ).toBeNull();
  });

  test('whose link says no more than its name gives an alias, where others rename services', () => {
    const text = 'services:\n  web: { image: web, links: [d|b], environment: ["DB=db"] }\n  db: { image: a }\n';
    expect(after(text, { served: true, agreed: true })).toBe(
      'services:\n  web: { image: web, links: [db:store], environment: ["DB=store"] }\n  db: { image: a }\n',
    );
  });

  test('cannot be called like another one', () => {
    expect(after(shop('db').replace('  db:', '  d|b:'), { newName: 'web' })).toBe('“web” is already a service.');
    expect(after(shop('db').replace('  db:', '  d|b:'), { newName: 'a b' })).toBe('A name consists of letters, digits, `_`, `.` and `-`.');
  });
});

describe('a link follows the rename of its target', () => {
  const shop = (name: string, link: string) => `services:\n  web: { image: web, links: [${link}] }\n  ${name}: { image: db }\n`;
  const fileOf = (text: string) => {
    const [file] = snapshotOf({ 'compose.yaml': text }).files;
    if (file?.kind !== 'compose') throw new Error('not read');
    return file;
  };

  test.each([
    ['db', ['mysql:db', 'mysql']],
    ['db:data', ['mysql:data']],
  ])('%s', (link, expected) => {
    const now = shop('mysql', link);
    const rename = renameBetween(fileOf(shop('db', link)), fileOf(now));
    expect(rename).toEqual({ from: 'db', to: 'mysql' });
    const ways = followUps(snapshotOf({ 'compose.yaml': now }), URI, {
      position: { line: 1, character: 30 },
      rename: rename ?? { from: '', to: '' },
    });
    expect(ways.map(({ edits }) => applyEdits(now, edits))).toEqual(expected.map((one) => shop('mysql', one)));
  });

  test.each([
    ['another service', shop('mysql', 'db').replace('image: db', 'image: other')],
    ['a service more', `${shop('db', 'db')}  more: { image: x }\n`],
    ['nothing', shop('db', 'db')],
  ])('not to %s', (_, now) => {
    expect(renameBetween(fileOf(shop('db', 'db')), fileOf(now))).toBeNull();
  });
});
