import { expect, test } from 'vitest';
import { diagnosticsOf } from '../../../../src/features/diagnostics/view.ts';
import { snapshotOf } from '../../features/shared/workspace.ts';

/** What is said of names in a file with a link, by line. */
function said(services: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = `services:\n${services}  job: {image: x, links: [seed]}\n  seed: {image: x}\n`;
  const told = diagnosticsOf(snapshotOf({ 'compose.yaml': text, ...more }));
  const own = told.flatMap(({ uri, rows }) => (uri.endsWith('/compose.yaml') ? rows : []));
  return own.flatMap(({ code, range, message }) =>
    /^(?:alias-|hosts-)/.test(code) && code !== 'link-dns' ? [`${range.start.line + 1} ${code} ${message}`] : [],
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
