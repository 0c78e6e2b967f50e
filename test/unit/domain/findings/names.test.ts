import { expect, test } from 'vitest';
import { diagnosticsOf } from '../../../../src/features/diagnostics/view.ts';
import { snapshotOf } from '../../features/shared/workspace.ts';

/** What is said of names in a file with a link, by line. */
function said(services: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = `services:\n${services}  job: {image: x, links: [seed]}\n  seed: {image: x}\n`;
  const told = diagnosticsOf(snapshotOf({ 'compose.yaml': text, ...more }));
  const own = told.flatMap(({ uri, rows }) => (uri.endsWith('/compose.yaml') ? rows : []));
  return own.flatMap(({ code, range, message }) =>
    /^(?:alias-|hosts-|host-)/.test(code) ? [`${range.start.line + 1} ${code} ${message}`] : [],
  );
}

const NETWORKS = 'networks: {far: {external: true}, front: {}, back: {}}\n';

/** The same of a file without a link. */
function saidAlone(services: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const told = diagnosticsOf(snapshotOf({ 'compose.yaml': `services:\n${services}${NETWORKS}`, ...more }));
  return told.flatMap(({ uri, rows }) =>
    uri.endsWith('/compose.yaml') ? rows.map(({ code, range, message }) => `${range.start.line + 1} ${code} ${message}`) : [],
  );
}

const on = (network: string, ...aliases: readonly string[]) => `networks: {${network}: {aliases: [${aliases.join(', ')}]}}`;

test.each([
  ['two services with one alias', `  a: {image: x, ${on('default', 'db')}}\n  b: {image: x, ${on('default', 'DB')}}\n`, ['2', '3']],
  ['an alias that is the name of a service', `  a: {image: x, ${on('default', 'b')}}\n  b: {image: x}\n`, ['2']],
  ['an alias that is the name of a container', `  a: {image: x, ${on('default', 'c')}}\n  b: {image: x, container_name: c}\n`, ['2']],
  ['on different networks', `  a: {image: x, ${on('one', 'db')}}\n  b: {image: x, ${on('two', 'db')}}\n`, []],
  ['of one service alone', `  a: {image: x, ${on('default', 'db')}, scale: 2}\n  b: {image: x}\n`, []],
  ['that a variable hides', `  a: {image: x, ${on('default', '"${A}"')}}\n  b: {image: x, ${on('default', '"${A}"')}}\n`, []],
  [
    'of a service that no profile enables',
    `  a: {image: x, ${on('default', 'db')}}\n  b: {image: x, profiles: [p], ${on('default', 'db')}}\n`,
    [],
  ],
])('a name of several services: %s', (_title, services, lines) => {
  const shared = said(services).filter((each) => each.includes('alias-shared'));
  expect(shared.map((each) => each.split(' ')[0])).toEqual(lines);
});

test('an override brings the second service', () => {
  const override = { 'compose.override.yaml': `services:\n  b: {image: x, ${on('default', 'db')}}\n` };
  expect(said(`  a: {image: x, ${on('default', 'db')}}\n`, override)).toEqual([
    '2 alias-shared On the network "default" "a" and "b" have the name "db": Docker’s DNS answers with the addresses of all, in turn.',
  ]);
});

test.each([
  ['api.example.com', 1],
  ['s3.eu-west-1.amazonaws.com', 1],
  ['shop.test', 0],
  ['db.internal', 0],
  ['db', 0],
  ['v1.2', 0],
])('the alias %s hides a public name: %i', (alias, count) => {
  const found = said(`  a: {image: x, ${on('default', alias)}}\n`);
  expect(found.filter((each) => each.includes('alias-dotted'))).toHaveLength(count);
});

test.each([
  ['a service on the same network', '  a: {image: x, extra_hosts: ["b:10.0.0.1"]}\n  b: {image: x}\n', 1],
  ['its own name', '  a: {image: x, extra_hosts: ["a:127.0.0.1"]}\n', 1],
  ['a service on another network', '  a: {image: x, extra_hosts: ["b:10.0.0.1"]}\n  b: {image: x, networks: [other]}\n', 0],
  ['nobody', '  a: {image: x, extra_hosts: ["outside:10.0.0.1"]}\n', 0],
])('a line of the hosts file that has the name of %s', (_title, services, count) => {
  expect(said(services).filter((each) => each.includes('hosts-over-dns'))).toHaveLength(count);
});

test('an alias that means another service on each of two networks, for the one who is on both', () => {
  const one = `  a: {image: x, ${on('front', 'db')}}\n`;
  const other = `  b: {image: x, ${on('back', 'db')}}\n`;
  const both = '  web: {image: x, networks: [front, back]}\n';
  expect(said(one + other + both)).toEqual([
    '2 alias-differs "db" is "a" on "front" and "b" on "back"; "web" is on both, and hears of whichever network Docker’s DNS asks first.',
    '3 alias-differs "db" is "b" on "back" and "a" on "front"; "web" is on both, and hears of whichever network Docker’s DNS asks first.',
  ]);
  expect(said(`${one}${other}  web: {image: x, networks: [front]}\n`)).toEqual([]);
  expect(said(`${one}${other}  web: {image: x, networks: [front, back], links: ["a:db"]}\n`)).toEqual([]);
  const same = `  a: {image: x, networks: {front: {aliases: [db]}, back: {aliases: [db]}}}\n`;
  expect(said(same + both)).toEqual([]);
});

test('a host in a value without a shared network', () => {
  const web = '  web:\n    image: x\n    networks: [front]\n    environment:\n      DATABASE_URL: postgres://app:secret@db:5432/app\n';
  const apart = saidAlone(`${web}  db: {image: x, networks: [back]}\n`);
  expect(apart).toEqual([
    '6 host-no-network "web" asks for "db" (DATABASE_URL) and shares no network with "db": it is on "front", "db" is on "back". The name does not resolve.',
  ]);
  expect(apart.join()).not.toContain('secret');
  expect(saidAlone(`${web}  db: {image: x, networks: [front, back]}\n`)).toEqual([]);
  expect(said(`${web}    links: [db]\n  db: {image: x, networks: [front, back]}\n`)).toEqual([]);
});

test.each([
  ['a host alone in a variable of a host', 'DB_HOST: db', 1],
  ['a host before a port', 'SERVERS: "x:1234,db:5432"', 1],
  ['a list of hosts in a URL', 'MONGO: "mongodb://u:p@other:27017,db:27018/x"', 1],
  ['a URL in which a variable stands for the password', 'URL: "postgres://u:${PASSWORD}@db/x"', 1],
  ['the default of a variable that is not set', 'URL: "${URL:-postgres://db/x}"', 1],
  ['a variable before the host', 'URL: "postgres://${DB}db/x"', 0],
  ['a URL with a password and the default of a host', 'URL: "postgres://u:${PASSWORD}@${DB:-db}/x"', 0],
  ['a part of a longer name', 'URL: postgres://db.example.com/x', 0],
  ['a word that is no host', 'MODE: db', 0],
  ['a folder', 'DATA: /var/lib/db', 0],
  ['names by which the service itself is reached', 'VIRTUAL_HOST: db', 0],
  ['an image and its version', 'IMAGE: "db:1234"', 0],
])('whether a value surely asks for a service: %s', (_title, line, count) => {
  const found = saidAlone(
    `  web:\n    image: x\n    networks: [front]\n    environment:\n      ${line}\n  db: {image: x, networks: [back]}\n`,
  );
  expect(found.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(Array<string>(count).fill('6 host-no-network'));
});

test.each([
  [
    'of somebody who has the name by extra_hosts',
    'web: {image: x, networks: [front], extra_hosts: ["db:10.0.0.1"], environment: [DB_HOST=db]}',
    0,
  ],
  ['on a network of others, who may be called so', 'web: {image: x, networks: [far], environment: [DB_HOST=db]}', 0],
  ['on the network of the host', 'web: {image: x, network_mode: host, environment: [DB_HOST=db]}', 0],
  ['in a part of something larger', 'web: {networks: [front], environment: [DB_HOST=db]}', 0],
  ['on a network of its own', 'web: {image: x, networks: [front], environment: [DB_HOST=DB]}', 1],
  ['on the default bridge', 'web: {image: x, network_mode: bridge, environment: [DB_HOST=db]}', 1],
])('a host without a shared network: %s', (_title, service, count) => {
  const found = saidAlone(`  ${service}\n  db: {image: x, networks: [back]}\n`);
  expect(found.filter((each) => each.includes('host-no-network'))).toHaveLength(count);
});

test('what holds in one project only is not said of a file that several read', () => {
  const compose = '  web: {image: x, networks: [front], environment: [DB_HOST=db]}\n  db: {image: x, networks: [back]}\n';
  const joined = { 'compose.joined.yaml': 'services:\n  web: {networks: [back]}\n' };
  expect(saidAlone(compose)).toHaveLength(1);
  expect(saidAlone(compose, joined)).toEqual([]);
});

test('a value of a file of variables is told where that is named', () => {
  const snapshot = snapshotOf(
    {
      'compose.yaml':
        'services:\n  web:\n    image: x\n    networks: [front]\n    env_file: web.env\n  db: {image: x, networks: [back]}\n' + NETWORKS,
    },
    { companions: [{ uri: 'file:///shop/web.env', text: 'DB_HOST=db\n' }] },
  );
  const rows = diagnosticsOf(snapshot).flatMap((file) => file.rows);
  expect(rows.map(({ code, range }) => [code, range.start.line])).toEqual([['host-no-network', 4]]);
});

test('an alias that is there on another network only', () => {
  const db = '  db: {image: x, networks: {front: {}, back: {aliases: [database]}}}\n';
  const web = (networks: string): string => `  web: {image: x, networks: [${networks}], environment: [DB_HOST=database]}\n`;
  expect(saidAlone(web('front') + db)).toEqual([
    '2 alias-other-network "web" asks for "database" (DB_HOST), which is an alias of "db" on "back" only; they share "front", where nobody has that name.',
  ]);
  expect(saidAlone(web('back') + db)).toEqual([]);
});

test('a comment silences it, and one that silences nothing is told', () => {
  const ignored = (code: string): readonly string[] =>
    saidAlone(
      `  web: {image: x, networks: [front], environment: [DB_HOST=db]} # docker-links: ignore ${code} meant so\n  db: {image: x, networks: [back]}\n`,
    );
  expect(ignored('host-no-network')).toEqual([]);
  expect(ignored('alias-shared').map((each) => each.split(' ')[1])).toEqual(['host-no-network', 'ignore-unused']);
});
